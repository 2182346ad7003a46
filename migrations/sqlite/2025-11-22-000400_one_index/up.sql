-- A person's newest scores and typing samples are both read from one index, without the check-ins
-- themselves: so a check-in changes one page less somewhere in the file. Scores of one moment are
-- read the worst first. SQLite looks at has_evidence and typing once more, so they are in there.
CREATE INDEX check_ins_in_brief
ON check_ins (user_id, answered_at_ms, score, has_evidence, typing);
DROP INDEX check_ins_scored;
DROP INDEX check_ins_typed;
