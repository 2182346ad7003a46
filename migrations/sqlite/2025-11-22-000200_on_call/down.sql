DROP TRIGGER alerts_are_kept;
DROP INDEX alerts_of_a_status;
DROP INDEX alerts_id;
DROP INDEX alerts_to_escalate;
DROP INDEX alerts_due;
ALTER TABLE alerts RENAME TO later_alerts;

CREATE TABLE alerts (
    user_id TEXT NOT NULL,
    alert_id TEXT NOT NULL,
    answered_at_ms INTEGER NOT NULL,
    check_in_id TEXT NOT NULL,
    safety_tier INTEGER NOT NULL CHECK (safety_tier BETWEEN 0 AND 3),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    status TEXT NOT NULL CHECK (status IN ('queued', 'sending', 'delivered', 'undeliverable')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    due_at_ms INTEGER,
    hastened INTEGER NOT NULL CHECK (hastened IN (0, 1)),
    message_id TEXT,
    last_error TEXT,
    created_at_ms INTEGER NOT NULL,
    settled_at_ms INTEGER,
    PRIMARY KEY (user_id, alert_id),
    FOREIGN KEY (user_id, answered_at_ms, check_in_id)
        REFERENCES check_ins (user_id, answered_at_ms, check_in_id) ON DELETE CASCADE,
    CONSTRAINT undelivered_is_due CHECK ((status = 'delivered') = (due_at_ms IS NULL)),
    CONSTRAINT delivered_has_a_message CHECK (status <> 'delivered' OR message_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

INSERT INTO alerts
SELECT
    user_id, alert_id, answered_at_ms, check_in_id, safety_tier, score,
    CASE status WHEN 'dead' THEN 'queued' ELSE status END,
    attempts,
    CASE status WHEN 'dead' THEN status_since_ms ELSE due_at_ms END,
    hastened, message_id, last_error, created_at_ms, status_since_ms
FROM later_alerts;

DROP TABLE later_alerts;

CREATE INDEX alerts_due ON alerts (due_at_ms) WHERE due_at_ms IS NOT NULL;
