DROP INDEX redeliveries_received;
DROP TABLE redeliveries;
DROP TABLE secrets;
ALTER TABLE idempotency_keys DROP COLUMN beside;
