-- What was answered beside the check-in, so that a repeated request gets all of it.
ALTER TABLE idempotency_keys ADD COLUMN beside TEXT;

-- Random, made once for each database.
CREATE TABLE secrets (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

INSERT INTO secrets (name, value) VALUES ('redelivery', lower(hex(randomblob(32))));

-- Texts that came by SMS just now, known again by a digest under that secret. They are forgotten
-- after a minute or two.
CREATE TABLE redeliveries (
    user_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    answered_at_ms INTEGER NOT NULL,
    check_in_id TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    PRIMARY KEY (user_id, digest),
    FOREIGN KEY (user_id, answered_at_ms, check_in_id)
        REFERENCES check_ins (user_id, answered_at_ms, check_in_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX redeliveries_received ON redeliveries (received_at_ms);
