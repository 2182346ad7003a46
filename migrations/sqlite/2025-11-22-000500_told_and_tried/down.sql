ALTER TABLE alerts DROP COLUMN escalated_status;
ALTER TABLE alerts DROP COLUMN attempts_before;
