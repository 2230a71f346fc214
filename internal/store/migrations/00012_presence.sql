-- +goose Up

-- Who has a document open at this moment, one row an open page. It tells colleagues,
-- proves nothing, and is gone after some minutes: no log needs to carry it.
CREATE UNLOGGED TABLE presence (
  page     text PRIMARY KEY CHECK (page <> '' AND length(page) <= 64),
  document text NOT NULL REFERENCES document,
  person   text NOT NULL REFERENCES person,
  writing  boolean NOT NULL,
  seen_at  timestamptz NOT NULL
);
CREATE INDEX presence_document ON presence (document, seen_at);
CREATE INDEX presence_seen ON presence (seen_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO mingfa_app;
