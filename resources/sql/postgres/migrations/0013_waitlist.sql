-- Who wants what is taken, in the order of asking (docs/reservations.md, "Waitlist").
CREATE TABLE waitlist_entry (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    -- The order of asking.
    place      bigint GENERATED ALWAYS AS IDENTITY,
    wish       jsonb NOT NULL,
    -- When it would be, with some days around it: what becomes free elsewhere doesn't matter to it.
    during     tstzrange NOT NULL,
    -- lapsed: the offer wasn't used in time; past: it would be over by now
    status     text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'offered', 'booked', 'left', 'lapsed', 'past')),
    -- The latest offer.
    hold_id    uuid REFERENCES hold ON DELETE SET NULL,
    asked_at   timestamptz NOT NULL,
    offered_at timestamptz,
    ended_at   timestamptz,
    CHECK ((status IN ('waiting', 'offered')) = (ended_at IS NULL))
);
CREATE INDEX ON waitlist_entry (tenant_id, place) WHERE status = 'waiting';
CREATE INDEX ON waitlist_entry (hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX ON waitlist_entry (user_id, asked_at);
CREATE INDEX ON waitlist_entry (tenant_id, asked_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON waitlist_entry TO roost_app;
SELECT roost_protect('waitlist_entry');
-- A guest sees what they wait for, whichever tenant it is with.
CREATE POLICY own_entries ON waitlist_entry FOR SELECT TO roost_app USING (user_id = roost_user());

-- However the hold of an offer ends, the entry ends with it.
CREATE FUNCTION roost_end_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE waitlist_entry
    SET status = CASE NEW.end_reason WHEN 'confirmed' THEN 'booked' WHEN 'expired' THEN 'lapsed' ELSE 'left' END,
        ended_at = NEW.ended_at
    WHERE hold_id = NEW.id AND status = 'offered';
    RETURN NULL;
END $$;
CREATE TRIGGER end_offer AFTER UPDATE OF ended_at ON hold
    FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION roost_end_offer();

-- The tenant of somebody's entry, so that it can be changed in that tenant's transaction.
CREATE FUNCTION roost_tenant_of_waitlist_entry(wanted_entry uuid, wanted_user uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT tenant_id FROM waitlist_entry WHERE id = wanted_entry AND user_id = wanted_user $$;
-- Entries whose time has gone by. How many there were.
CREATE FUNCTION roost_end_past_waiting(at timestamptz) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = public
    AS $$
    WITH past AS (
        UPDATE waitlist_entry SET status = 'past', ended_at = at WHERE status = 'waiting' AND upper(during) <= at
        RETURNING id
    )
    SELECT count(*) FROM past
    $$;
REVOKE ALL ON FUNCTION roost_tenant_of_waitlist_entry(uuid, uuid), roost_end_past_waiting(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenant_of_waitlist_entry(uuid, uuid), roost_end_past_waiting(timestamptz) TO roost_app;
