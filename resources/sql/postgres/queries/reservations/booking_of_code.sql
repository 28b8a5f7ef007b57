SELECT id, tenant_id FROM roost_booking_of_code(:code::text)
