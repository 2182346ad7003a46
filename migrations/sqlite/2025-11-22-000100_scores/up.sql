-- Every reading of a result holds it against the person's newest scores: they sit together, without
-- the check-ins that measured nothing. SQLite looks at has_evidence once more, so it is in there.
CREATE INDEX check_ins_scored ON check_ins (user_id, answered_at_ms, score, has_evidence)
WHERE has_evidence;
