-- +goose Up

-- The table of what was let pass holds the answers to warnings as well: kind tells a
-- hit that a secrecy reviewer examined from a warning that was answered with an act.
-- message is what the gate said, since its wording may change with a later version.
ALTER TABLE examination ADD COLUMN kind text NOT NULL DEFAULT 'hit' CHECK (kind IN ('hit', 'warning'));
ALTER TABLE examination ADD COLUMN message text NOT NULL DEFAULT '';
ALTER TABLE examination ADD COLUMN request_id text REFERENCES request;

-- What the gate had to say when an act beside the way was taken, with the answers.
ALTER TABLE interpretation_act ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]';
ALTER TABLE reassessment_act ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]';
