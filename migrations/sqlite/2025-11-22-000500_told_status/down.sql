ALTER TABLE alerts DROP COLUMN escalated_status;
