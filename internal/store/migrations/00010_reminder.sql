-- +goose Up

-- Who has to meet a duty, for reminders and for who may say that it is met; and the
-- clock of a duty that stands still: since when (null while it runs), and for how
-- long it stood still before.
ALTER TABLE obligation
  ADD COLUMN owner text NOT NULL DEFAULT 'drafter',
  ADD COLUMN held_at timestamptz,
  ADD COLUMN held interval NOT NULL DEFAULT '0';
UPDATE obligation SET owner = CASE
  WHEN name IN ('stage:unit_review') THEN 'unit_head'
  WHEN name IN ('stage:attribute_review', 'stage:lockstep_check', 'review') THEN 'disclosure_officer'
  WHEN name IN ('stage:secrecy_review', 'refer', 'decide', 'leak') THEN 'secrecy_reviewer'
  WHEN name IN ('stage:legality_review', 'file') THEN 'legal_reviewer'
  WHEN name = 'stage:competition_review' THEN 'competition_reviewer'
  WHEN name IN ('stage:office_check', 'stage:registration') THEN 'office_checker'
  WHEN name = 'stage:signing' THEN 'signer'
  WHEN name IN ('stage:publication', 'publish') THEN 'publisher'
  ELSE 'drafter' END;
GRANT UPDATE (held_at, held) ON obligation TO mingfa_app;

-- A stretch in which the clock of a duty stands still (CAL-08). Neither day counts.
CREATE TABLE obligation_pause (
  obligation bigint NOT NULL REFERENCES obligation,
  no         integer NOT NULL CHECK (no >= 1),
  from_on    civil_day CHECK (from_on <> ''),
  until_on   civil_day,                    -- '' while it lasts
  why        text NOT NULL CHECK (why <> ''),
  PRIMARY KEY (obligation, no)
);
GRANT SELECT, INSERT ON obligation_pause TO mingfa_app;
GRANT UPDATE (until_on) ON obligation_pause TO mingfa_app;

-- What people did about duties, the memory of repetitions.
CREATE TABLE obligation_act (
  request_id text PRIMARY KEY CHECK (request_id <> ''),
  obligation bigint NOT NULL REFERENCES obligation,
  verb       text NOT NULL CHECK (verb IN ('meet-duty', 'stop-duty', 'restart-duty')),
  person     text NOT NULL REFERENCES person,
  note       text NOT NULL CHECK (note <> ''),
  at         timestamptz NOT NULL
);
CREATE INDEX obligation_act_obligation ON obligation_act (obligation);
GRANT SELECT, INSERT ON obligation_act TO mingfa_app;

-- The kinds of reminder are a setting of the office now: 50%, 80%, late+3.
ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind <> '');
CREATE INDEX notice_role ON notice (role);
