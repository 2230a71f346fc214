-- +goose Up

-- Two roles of the database, besides the owner who migrates it: mingfa_app writes
-- the register, mingfa_portal reads what is released. They may log in but have no
-- password, so only a private socket that trusts its folder lets them in before
-- the operator has set one.
-- +goose StatementBegin
DO $$
BEGIN
  -- Roles belong to the whole server: another database of it may be migrated at
  -- this very moment.
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'mingfa_app') THEN
      CREATE ROLE mingfa_app LOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'mingfa_portal') THEN
      CREATE ROLE mingfa_portal LOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  -- So that the owner, too, can open the store: it steps down to the role.
  IF NOT pg_has_role(current_user, 'mingfa_app', 'MEMBER') THEN
    GRANT mingfa_app TO CURRENT_USER;
  END IF;
  IF NOT pg_has_role(current_user, 'mingfa_portal', 'MEMBER') THEN
    GRANT mingfa_portal TO CURRENT_USER;
  END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO mingfa_app, mingfa_portal', current_database());
END $$;
-- +goose StatementEnd

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO mingfa_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A civil day as 2006-01-02, '' for none; it compares in calendar order.
CREATE DOMAIN civil_day AS text COLLATE "C" NOT NULL DEFAULT ''
  CHECK (VALUE ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2})?$');

-- An organisation that issues documents in its own name, or an office within one.
CREATE TABLE unit (
  id          text PRIMARY KEY CHECK (id <> ''),
  name        text NOT NULL CHECK (name <> ''),
  short_name  text NOT NULL DEFAULT '',
  agency_code text NOT NULL DEFAULT '',  -- 机关代字
  org_code    text NOT NULL DEFAULT '',  -- 统一社会信用代码
  head        text NOT NULL DEFAULT '',  -- 发文机关标志
  kind        text NOT NULL CHECK (kind IN ('issuer', 'office')),
  parent      text REFERENCES unit,
  CHECK (parent <> id)
);
GRANT SELECT, INSERT, UPDATE ON unit TO mingfa_app;

CREATE TABLE person (
  id            text PRIMARY KEY CHECK (id <> ''),
  login         text NOT NULL UNIQUE CHECK (login <> ''),
  name          text NOT NULL,
  password_hash text NOT NULL DEFAULT '',
  active        boolean NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON person TO mingfa_app;

CREATE TABLE appointment (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person text NOT NULL REFERENCES person,
  unit   text NOT NULL REFERENCES unit,
  role   text NOT NULL CHECK (role <> ''),
  since  timestamptz NOT NULL,
  until  timestamptz                     -- null: held now
);
CREATE UNIQUE INDEX appointment_held ON appointment (person, unit, role) WHERE until IS NULL;
GRANT SELECT, INSERT ON appointment TO mingfa_app;
GRANT UPDATE (until) ON appointment TO mingfa_app;

-- Sessions are the one thing that is deleted in the ordinary course.
CREATE TABLE session (
  token  text PRIMARY KEY,               -- a hash, never the token itself
  data   bytea NOT NULL,
  expiry timestamptz NOT NULL
);
CREATE INDEX session_expiry ON session (expiry);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO mingfa_app;
