-- Photos of listings (schema version 3), and the files that still have to be sent to the server. width and height are
-- NULL until the server has measured the photo.
CREATE TABLE listing_photo (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, sha256 TEXT NOT NULL,
    position INTEGER NOT NULL, caption TEXT NOT NULL, width INTEGER, height INTEGER, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX listing_photo_listing ON listing_photo (listing_id, position, id);

-- One row a file of a scope. 'waiting': it has to be sent before the edits that name it; 'sent': the server has it;
-- 'failed': the server will never take it, error says why. The bytes are in the profile's folder, blobs/outgoing.
CREATE TABLE blob_upload (
    scope TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, sent_bytes INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')), error TEXT, created_at TEXT NOT NULL,
    PRIMARY KEY (scope, sha256)
) WITHOUT ROWID;
