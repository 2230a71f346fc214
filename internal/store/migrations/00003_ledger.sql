-- +goose Up

-- Append only (invariant 8): the application may add a line and read, nothing else.
CREATE TABLE ledger (
  seq     bigint PRIMARY KEY,
  at      timestamptz NOT NULL,
  actor   text NOT NULL,
  act     text NOT NULL,
  subject text NOT NULL,
  outcome text NOT NULL,
  detail  json NOT NULL,
  prev    text NOT NULL UNIQUE,            -- two lines can't follow the same one
  hash    text NOT NULL UNIQUE
);
CREATE INDEX ledger_subject ON ledger (subject, seq);
GRANT SELECT, INSERT ON ledger TO mingfa_app;
