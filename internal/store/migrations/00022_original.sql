-- +goose Up

-- What was read from a finished PDF that a person handed in to be a document. The text
-- of a draft with such a file is this one and no other. The bytes lie under their digest.
CREATE TABLE original (
  digest  text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  person  text NOT NULL REFERENCES person,
  reading jsonb NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (digest, person)
);
GRANT SELECT, INSERT ON original TO mingfa_app;
