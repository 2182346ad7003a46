-- The versions before do not read the documents of the check-ins that came since: only the schema
-- goes back.
CREATE INDEX check_ins_typed ON check_ins (user_id, answered_at_ms, typing)
WHERE typing IS NOT NULL;
CREATE INDEX check_ins_scored ON check_ins (user_id, answered_at_ms, score, has_evidence)
WHERE has_evidence;
DROP INDEX check_ins_in_brief;
