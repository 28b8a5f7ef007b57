-- Personal data lies sealed in the file from here on (docs/sync.md, "Personal data at rest"); what is here already is
-- sealed now. roost_seal() and roost_key() are the program's own functions (client/replica/SealedColumns.h).
-- Sealed later, outside this transaction: what SQLite keeps of the old pages, while is_clean is 0.
UPDATE contact SET name = roost_seal(name, 'contact', id, 'name'), email = roost_seal(email, 'contact', id, 'email'),
    phone = roost_seal(phone, 'contact', id, 'phone'), notes = roost_seal(notes, 'contact', id, 'notes');
UPDATE booking SET message = roost_seal(message, 'booking', id, 'message') WHERE message <> '';
UPDATE payout SET reference = roost_seal(reference, 'payout', id, 'reference');
UPDATE outbox SET args = roost_seal(args, 'outbox', mutation_id, 'args'),
    base = roost_seal(base, 'outbox', mutation_id, 'base'),
    outcome = roost_seal(outcome, 'outbox', mutation_id, 'outcome');
UPDATE shadow SET row_json = roost_seal(row_json, 'shadow', table_name || '/' || row_id, 'row_json');

-- is_sent: the server may have it, so it can't be taken out any more. What an earlier program left may be so.
ALTER TABLE outbox ADD COLUMN is_sent INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET is_sent = 1;

-- How the host decided a problem: answer_ids (JSON) are the mutations that were made of it, reverse (JSON, sealed) the
-- edits that take them back.
CREATE TABLE decided_problem (
    id TEXT PRIMARY KEY, created_at TEXT NOT NULL, scope TEXT NOT NULL, mutation_id TEXT NOT NULL, name TEXT NOT NULL,
    code TEXT NOT NULL, message TEXT NOT NULL, table_name TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL,
    base TEXT, mine TEXT, theirs TEXT, args TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'kept_mine', 'took_theirs', 'edited', 'took_offer')),
    resolved_at TEXT, answer_ids TEXT, reverse TEXT,
    UNIQUE (mutation_id, field)
);
INSERT INTO decided_problem (id, created_at, scope, mutation_id, name, code, message, table_name, row_id, field, base,
                             mine, theirs, args, state, resolved_at)
SELECT id, created_at, scope, mutation_id, name, code, message, table_name, row_id, field,
       roost_seal(base, 'problem', id, 'base'), roost_seal(mine, 'problem', id, 'mine'),
       roost_seal(theirs, 'problem', id, 'theirs'), roost_seal(args, 'problem', id, 'args'), state, resolved_at
FROM problem;
DROP TABLE problem;
ALTER TABLE decided_problem RENAME TO problem;
CREATE INDEX problem_state ON problem (state, created_at);

-- Which key the file is sealed with; fingerprint says nothing about the key itself.
CREATE TABLE field_key (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), fingerprint TEXT NOT NULL, is_clean INTEGER NOT NULL
);
INSERT INTO field_key (only_row, fingerprint, is_clean)
SELECT 1, roost_key(), NOT EXISTS (SELECT 1 FROM sync_client);
