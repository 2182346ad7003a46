DROP TABLE tribe_baselines;
DROP TABLE idempotency_keys;
DROP TABLE alerts;
DROP TABLE video_analyses;
DROP TABLE check_ins;
DROP TABLE users;
