-- Photos and documents by content hash (docs/sync.md, "Blobs"). The bytes lie in roostd's storage folder; a row stands for
-- bytes that have arrived whole, were hashed, and, of a photo, could be decoded.
CREATE TABLE blob (
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint NOT NULL CHECK (size > 0),
    media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
    -- Of photos, as they are seen: their orientation applied.
    width      integer CHECK (width > 0),
    height     integer CHECK (height > 0),
    -- 'ready', or 'kept_back': nobody gets it, the bytes stay for an investigation.
    state      text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'kept_back')),
    created_by uuid REFERENCES user_account ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, sha256),
    CHECK ((media_type LIKE 'image/%') = (width IS NOT NULL AND height IS NOT NULL))
);
CREATE INDEX ON blob (sha256);
GRANT SELECT, INSERT, DELETE ON blob TO roost_app;
SELECT roost_protect('blob');

-- The photos of a listing, in their order. A blob that is used can't go.
CREATE TABLE listing_photo (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    sha256     text NOT NULL,
    position   bigint NOT NULL,
    caption    text NOT NULL DEFAULT '' CHECK (length(caption) <= 500),
    width      integer NOT NULL,
    height     integer NOT NULL,
    version    bigint NOT NULL,
    FOREIGN KEY (tenant_id, sha256) REFERENCES blob (tenant_id, sha256)
);
CREATE INDEX ON listing_photo (listing_id, position, id);
CREATE INDEX ON listing_photo (tenant_id, sha256);
GRANT SELECT, INSERT, UPDATE, DELETE ON listing_photo TO roost_app;
SELECT roost_protect('listing_photo'), roost_sync_table('listing_photo');

CREATE VIEW wire_listing_photo WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, listing_id, sha256, position, caption, width, height, version) AS cells
FROM listing_photo;
GRANT SELECT ON wire_listing_photo TO roost_app;

-- The tenant in whose published listing a photo is shown; NULL: nobody shows it to the public.
CREATE FUNCTION roost_tenant_of_public_photo(wanted text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT listing_photo.tenant_id
    FROM blob JOIN listing_photo USING (tenant_id, sha256) JOIN listing ON listing.id = listing_photo.listing_id
    WHERE blob.sha256 = wanted AND blob.state = 'ready' AND listing.status = 'published'
    ORDER BY listing_photo.tenant_id LIMIT 1
    $$;
-- The photos of a published listing for guests; NULL: there is no such listing.
CREATE FUNCTION roost_public_photos(wanted_listing uuid) RETURNS json
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT coalesce((SELECT json_agg(json_build_object('sha256', sha256, 'caption', caption, 'width', width,
                                                       'height', height) ORDER BY position, listing_photo.id)
                     FROM listing_photo WHERE listing_photo.listing_id = listing.id), '[]')
    FROM listing WHERE id = wanted_listing AND status = 'published'
    $$;
-- Tenants with blobs that nothing has used since then.
CREATE FUNCTION roost_tenants_with_unused_blobs(before timestamptz) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT DISTINCT tenant_id FROM blob WHERE created_at < before AND state = 'ready'
        AND NOT EXISTS (SELECT FROM listing_photo WHERE listing_photo.tenant_id = blob.tenant_id
                                                    AND listing_photo.sha256 = blob.sha256)
    $$;
REVOKE ALL ON FUNCTION roost_tenant_of_public_photo(text), roost_public_photos(uuid),
    roost_tenants_with_unused_blobs(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenant_of_public_photo(text), roost_public_photos(uuid),
    roost_tenants_with_unused_blobs(timestamptz) TO roost_app;
