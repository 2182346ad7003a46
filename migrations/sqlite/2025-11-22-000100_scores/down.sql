DROP INDEX check_ins_scored;
