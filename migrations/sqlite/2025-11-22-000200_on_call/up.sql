-- SQLite changes no constraint of a table that is there, so the table is made anew.
ALTER TABLE alerts RENAME TO earlier_alerts;
DROP INDEX alerts_due;

-- The outbox. due_at_ms is when an alert may be tried next; while one is being sent it is when the
-- sender's lease runs out, so that a sender that died holds nothing back. Delivered or given up
-- (dead), it is NULL.
--
-- escalate_at_ms is when somebody on call is to be told, next time; while they are being told it is
-- when that lease runs out. It is NULL where there is nothing to tell, and always when the alert is
-- delivered or acknowledged.
CREATE TABLE alerts (
    user_id TEXT NOT NULL,
    alert_id TEXT NOT NULL,
    answered_at_ms INTEGER NOT NULL,
    check_in_id TEXT NOT NULL,
    safety_tier INTEGER NOT NULL CHECK (safety_tier BETWEEN 0 AND 3),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    status TEXT NOT NULL
        CHECK (status IN ('queued', 'sending', 'delivered', 'undeliverable', 'dead')),
    status_since_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    due_at_ms INTEGER,
    -- It was made due while it was being sent: whatever comes of that, try at once.
    hastened INTEGER NOT NULL CHECK (hastened IN (0, 1)),
    -- From when on the time is counted after which it is given up.
    trying_since_ms INTEGER NOT NULL,
    message_id TEXT,
    last_error TEXT,
    created_at_ms INTEGER NOT NULL,
    escalate_at_ms INTEGER,
    -- How often it was tried to tell somebody, and how often that was heard.
    escalation_attempts INTEGER NOT NULL CHECK (escalation_attempts >= 0),
    escalations INTEGER NOT NULL CHECK (escalations >= 0),
    escalated_at_ms INTEGER,
    acknowledged_at_ms INTEGER,
    acknowledged_by TEXT,
    acknowledged_note TEXT,
    PRIMARY KEY (user_id, alert_id),
    FOREIGN KEY (user_id, answered_at_ms, check_in_id)
        REFERENCES check_ins (user_id, answered_at_ms, check_in_id) ON DELETE CASCADE,
    CONSTRAINT undelivered_is_due CHECK ((status IN ('delivered', 'dead')) = (due_at_ms IS NULL)),
    CONSTRAINT delivered_has_a_message CHECK (status <> 'delivered' OR message_id IS NOT NULL),
    CONSTRAINT acknowledged_has_a_name
        CHECK ((acknowledged_at_ms IS NULL) = (acknowledged_by IS NULL)),
    CONSTRAINT settled_is_not_escalated CHECK (
        escalate_at_ms IS NULL OR (status <> 'delivered' AND acknowledged_at_ms IS NULL)
    )
) STRICT, WITHOUT ROWID;

INSERT INTO alerts
SELECT
    user_id, alert_id, answered_at_ms, check_in_id, safety_tier, score, status,
    coalesce(settled_at_ms, created_at_ms), attempts, due_at_ms, hastened, created_at_ms,
    message_id, last_error, created_at_ms,
    CASE status WHEN 'delivered' THEN NULL ELSE created_at_ms + 900000 END,
    0, 0, NULL, NULL, NULL, NULL
FROM earlier_alerts;

DROP TABLE earlier_alerts;

CREATE INDEX alerts_due ON alerts (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE INDEX alerts_to_escalate ON alerts (escalate_at_ms) WHERE escalate_at_ms IS NOT NULL;
-- Whoever is on call knows an alert by its id, and lists those of a status, newest first.
CREATE UNIQUE INDEX alerts_id ON alerts (alert_id);
CREATE INDEX alerts_of_a_status ON alerts (status, created_at_ms, alert_id);

-- No rule of retention may take an alert away that has reached nobody.
CREATE TRIGGER alerts_are_kept BEFORE DELETE ON alerts
WHEN OLD.status <> 'delivered' AND OLD.acknowledged_at_ms IS NULL
BEGIN
    SELECT raise(ABORT, 'an alert is kept until it is delivered or acknowledged');
END;
