-- +goose Up

-- The assessment whether what was filed unpublished can be more open (DA-18): where it
-- stands, what is proposed, and what was done about it. changed_on is the day on which
-- the signature changed the attribute, of the present proposal.
CREATE TABLE reassessment (
  document   text PRIMARY KEY REFERENCES document,
  stage      text NOT NULL CHECK (stage IN ('filed', 'secrecy_review', 'signing', 'publication', 'published')),
  seq        integer NOT NULL,
  began      integer NOT NULL,              -- act number of the present proposal
  printed_as text NOT NULL CHECK (printed_as IN ('ON_REQUEST', 'WITHHELD')), -- on the sealed original
  from_value text NOT NULL CHECK (from_value IN ('', 'ON_REQUEST', 'WITHHELD')),
  proposed   text NOT NULL CHECK (proposed IN ('', 'PROACTIVE', 'ON_REQUEST')),
  reason     text NOT NULL,
  proposer   text REFERENCES person,
  releasing  boolean NOT NULL DEFAULT false,
  changed_on civil_day NOT NULL DEFAULT ''
);
GRANT SELECT, INSERT, UPDATE ON reassessment TO mingfa_app;

CREATE TABLE reassessment_act (
  document   text NOT NULL REFERENCES reassessment,
  seq        integer NOT NULL CHECK (seq >= 1),
  request_id text UNIQUE REFERENCES request,
  verb       text NOT NULL,
  from_stage text NOT NULL,
  to_stage   text NOT NULL,
  person     text REFERENCES person,
  digest     text NOT NULL,
  proposed   text NOT NULL,
  checklist  jsonb NOT NULL DEFAULT '{}',
  result     text NOT NULL,
  opinion    text NOT NULL,
  release    boolean NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (document, seq)
);
GRANT SELECT, INSERT ON reassessment_act TO mingfa_app;

-- What was opened becomes visible by a release of its own kind.
ALTER TABLE release DROP CONSTRAINT release_kind_check;
ALTER TABLE release ADD CONSTRAINT release_kind_check CHECK (kind IN ('first', 'mark', 'interpretation', 'opening'));
