-- What status was told last: whoever heard that an alert is late has not heard that it has no phone
-- to go to, which is what they can mend.
ALTER TABLE alerts ADD COLUMN escalated_status TEXT
    CHECK (escalated_status IN ('queued', 'sending', 'undeliverable', 'dead'));

-- How often it had been tried when its trying began anew, with a phone registered, say: pauses grow
-- from there.
ALTER TABLE alerts ADD COLUMN attempts_before INTEGER NOT NULL DEFAULT 0
    CHECK (attempts_before >= 0);
