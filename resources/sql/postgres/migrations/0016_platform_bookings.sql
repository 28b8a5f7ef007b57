-- Whoever runs the server can end any booking: by its code, whichever tenant it is with.
CREATE FUNCTION roost_booking_of_code(wanted_code text) RETURNS TABLE (id uuid, tenant_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT booking.id, booking.tenant_id FROM booking WHERE booking.code = wanted_code $$;
REVOKE ALL ON FUNCTION roost_booking_of_code(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_booking_of_code(text) TO roost_app;
