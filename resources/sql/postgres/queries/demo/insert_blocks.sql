-- Blocks of the transaction's tenant, with their claims.
WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, listing_id uuid, unit_id uuid, from_date date,
        to_date date, note text, occupied_from timestamptz, occupied_to timestamptz)
), new_block AS (
    INSERT INTO block (id, tenant_id, listing_id, unit_id, from_date, to_date, note, created_by)
    SELECT id, roost_tenant(), listing_id, unit_id, from_date, to_date, note, roost_user() FROM input
)
INSERT INTO claim (id, tenant_id, unit_id, during, state, block_id)
SELECT gen_random_uuid(), roost_tenant(), unit_id, tstzrange(occupied_from, occupied_to), 'blocked', id FROM input
