-- +goose Up

-- That a leak was reported to the secrecy authority is an act of its own (SR-11).
ALTER TABLE obligation_act DROP CONSTRAINT obligation_act_verb_check;
ALTER TABLE obligation_act ADD CONSTRAINT obligation_act_verb_check CHECK (verb IN ('meet-duty', 'stop-duty', 'restart-duty', 'report-leak'));
