-- Times are milliseconds since 1970-01-01T00:00:00Z. A check-in is known by the person, the moment
-- and its id, everywhere: so a person's rows sit together and in the order in which they are read.
-- What is not asked for by itself is in JSON documents, whose shape src/documents of
-- pilotlight-storage gives.

CREATE TABLE users (
    user_id TEXT NOT NULL,
    region TEXT CHECK (length(region) = 2),
    timezone TEXT,
    locale TEXT,
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    PRIMARY KEY (user_id)
) STRICT, WITHOUT ROWID;

-- The rows hold a few kilobytes, too many for a tree without rowid, whose inner pages would hold
-- three of them each. So the bodies are appended in the order of arrival, and the primary key is
-- an index in which a person's check-ins sit together.
CREATE TABLE check_ins (
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    answered_at_ms INTEGER NOT NULL,
    check_in_id TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    stimulus_id TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('app', 'sms', 'video')),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    level TEXT NOT NULL CHECK (level IN ('green', 'yellow', 'red')),
    safety_tier INTEGER NOT NULL CHECK (safety_tier BETWEEN 0 AND 3),
    has_evidence INTEGER NOT NULL CHECK (has_evidence IN (0, 1)),
    scorer TEXT NOT NULL CHECK (scorer IN ('ml', 'local')),
    scorer_version TEXT NOT NULL,
    country TEXT CHECK (length(country) = 2),
    alert_id TEXT,
    typing TEXT,
    measured TEXT NOT NULL,
    intervention TEXT NOT NULL,
    details TEXT NOT NULL,
    inputs TEXT NOT NULL,
    -- The person's own words. NULL unless the host has turned storing them on.
    reply_text TEXT,
    PRIMARY KEY (user_id, answered_at_ms, check_in_id),
    CONSTRAINT red_has_an_alert CHECK (level <> 'red' OR alert_id IS NOT NULL)
) STRICT;

-- A person's typing samples sit together as well: every check-in is held against the last sixty.
CREATE INDEX check_ins_typed ON check_ins (user_id, answered_at_ms, typing)
WHERE typing IS NOT NULL;

CREATE TABLE video_analyses (
    user_id TEXT NOT NULL,
    answered_at_ms INTEGER NOT NULL,
    check_in_id TEXT NOT NULL,
    combined_score REAL,
    facial TEXT NOT NULL,
    voice TEXT NOT NULL,
    PRIMARY KEY (user_id, answered_at_ms, check_in_id),
    FOREIGN KEY (user_id, answered_at_ms, check_in_id)
        REFERENCES check_ins (user_id, answered_at_ms, check_in_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The outbox. due_at_ms is when an alert may be tried next; while one is being sent it is when the
-- sender's lease runs out, so that a sender that died holds nothing back. Delivered, it is NULL.
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
    -- A phone was registered while the alert was being sent: whatever comes of that, try at once.
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

CREATE INDEX alerts_due ON alerts (due_at_ms) WHERE due_at_ms IS NOT NULL;

CREATE TABLE idempotency_keys (
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answered_at_ms INTEGER NOT NULL,
    check_in_id TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    PRIMARY KEY (user_id, key),
    FOREIGN KEY (user_id, answered_at_ms, check_in_id)
        REFERENCES check_ins (user_id, answered_at_ms, check_in_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Keys are forgotten after a day.
CREATE INDEX idempotency_keys_received ON idempotency_keys (received_at_ms);

CREATE TABLE tribe_baselines (
    stimulus_id TEXT NOT NULL,
    regions TEXT NOT NULL,
    macro_groups TEXT NOT NULL,
    overall REAL,
    total_timesteps INTEGER,
    agent_summary TEXT,
    source TEXT NOT NULL,
    fetched_at_ms INTEGER NOT NULL,
    PRIMARY KEY (stimulus_id)
) STRICT, WITHOUT ROWID;
