-- +goose Up

-- Hits of the scanner that a secrecy reviewer let pass, each with its reason. A hit
-- is named by a digest over the text it stands in, so that another text asks again.
CREATE TABLE examination (
  document text NOT NULL REFERENCES document,
  hit      text NOT NULL CHECK (hit ~ '^[0-9a-f]{64}$'),
  rule     text NOT NULL CHECK (rule <> ''),
  place    text NOT NULL,
  reason   text NOT NULL CHECK (reason <> ''),
  person   text NOT NULL REFERENCES person,
  at       timestamptz NOT NULL,
  PRIMARY KEY (document, hit)
);
GRANT SELECT, INSERT ON examination TO mingfa_app;
