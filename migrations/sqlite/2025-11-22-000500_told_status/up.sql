-- What status was told last: whoever heard that an alert is late has not heard that it has no phone
-- to go to, which is what they can mend.
ALTER TABLE alerts ADD COLUMN escalated_status TEXT
    CHECK (escalated_status IN ('queued', 'sending', 'undeliverable', 'dead'));
