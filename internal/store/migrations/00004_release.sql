-- +goose Up

-- One row, locked by each switch until it is committed: numbers grow in the order
-- in which releases become visible.
CREATE TABLE release_counter (
  id   boolean PRIMARY KEY DEFAULT true CHECK (id),
  last bigint NOT NULL
);
INSERT INTO release_counter (last) VALUES (0);
GRANT SELECT ON release_counter TO mingfa_app;
GRANT UPDATE (last) ON release_counter TO mingfa_app;

CREATE TABLE release_file (
  digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  bytes  bytea NOT NULL
);
GRANT SELECT, INSERT ON release_file TO mingfa_app;

-- A release is hidden until it has a number.
CREATE TABLE release (
  id            text PRIMARY KEY CHECK (id <> ''),
  document      text NOT NULL REFERENCES document,
  kind          text NOT NULL CHECK (kind IN ('first', 'mark')),
  prepared_at   timestamptz NOT NULL,
  no            bigint UNIQUE,
  switched_at   timestamptz,
  public        jsonb NOT NULL,
  file_digest   text NOT NULL REFERENCES release_file,
  sealed_digest text NOT NULL,
  CHECK ((no IS NULL) = (switched_at IS NULL))
);
CREATE INDEX release_document ON release (document, no DESC);
GRANT SELECT, INSERT, UPDATE, DELETE ON release TO mingfa_app;

-- What became visible stays as it was, whoever asks.
-- +goose StatementBegin
CREATE FUNCTION release_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.no IS NOT NULL THEN
    RAISE EXCEPTION 'release % is visible and can not be changed', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
-- +goose StatementEnd
CREATE TRIGGER release_keep BEFORE UPDATE OR DELETE ON release FOR EACH ROW EXECUTE FUNCTION release_keep();

CREATE TABLE receipt (
  release text NOT NULL REFERENCES release ON DELETE CASCADE,
  surface text NOT NULL,
  ok      boolean NOT NULL,
  detail  text NOT NULL,
  at      timestamptz NOT NULL,
  proof   jsonb NOT NULL,
  PRIMARY KEY (release, surface)
);
GRANT SELECT, INSERT, UPDATE ON receipt TO mingfa_app;
