-- +goose Up

-- How urgent the present revision of a document is (DH-03), and its place in the order of
-- the inbox: 特急 first. Kept beside the document, since an inbox is sorted as a whole.
ALTER TABLE document ADD COLUMN urgency text NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN urgency_rank smallint NOT NULL
  GENERATED ALWAYS AS (CASE urgency WHEN '特急' THEN 0 WHEN '加急' THEN 1 ELSE 2 END) STORED;
UPDATE document d SET urgency = coalesce(v.content::jsonb #>> '{text,urgency}', '')
  FROM revision v WHERE v.document = d.id AND v.no = d.revision AND v.content LIKE '%"urgency"%';

-- What was added to the catalogue of a document that had been sealed without (GI-05):
-- beside the dossier, since what was signed never changes. Only what is blank there is
-- filled in; a row is never changed.
CREATE TABLE completion (
  document text PRIMARY KEY REFERENCES document,
  summary  text NOT NULL,
  topic    text NOT NULL,
  article  text NOT NULL,
  reason   text NOT NULL CHECK (reason <> ''),
  person   text NOT NULL REFERENCES person,
  at       timestamptz NOT NULL
);
GRANT SELECT, INSERT ON completion TO mingfa_app;
