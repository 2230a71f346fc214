-- +goose Up

-- Sessions begun before this instant are over, whoever holds them.
ALTER TABLE person ADD COLUMN sessions_since timestamptz;

-- The last day of an appointment, '' for none.
ALTER TABLE appointment ADD COLUMN ends_on civil_day;
GRANT UPDATE (ends_on) ON appointment TO mingfa_app;

-- A link by which a person sets a password, once and within its time.
CREATE TABLE password_link (
  token      text PRIMARY KEY,             -- a hash, never the token itself
  person     text NOT NULL REFERENCES person,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
GRANT SELECT, INSERT ON password_link TO mingfa_app;
GRANT UPDATE (used_at) ON password_link TO mingfa_app;

-- Which policies were put into force, by whom: what other processes look at.
CREATE TABLE policy_edition (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest text NOT NULL,
  person text NOT NULL REFERENCES person,
  at     timestamptz NOT NULL
);
GRANT SELECT, INSERT ON policy_edition TO mingfa_app;
