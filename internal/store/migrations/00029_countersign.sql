-- +goose Up

-- What the co-issuing bodies of a joint document said of it (会签, DH-13), each bound to
-- the text it saw. Rows are never changed: who says something else says it anew.
CREATE TABLE countersign (
  document  text NOT NULL REFERENCES document,
  seq       integer NOT NULL CHECK (seq > 0),
  body      text NOT NULL CHECK (body <> ''),
  stand     text NOT NULL CHECK (stand IN ('agree', 'agree_with_changes', 'refuse')),
  signatory text NOT NULL CHECK (signatory <> ''),
  post      text NOT NULL CHECK (post <> ''),
  signed_on civil_day CHECK (signed_on <> ''),
  opinion   text NOT NULL CHECK (opinion <> '' OR stand = 'agree'),
  evidence  text NOT NULL CHECK (evidence <> '' OR own),
  own       boolean NOT NULL,
  revision  integer NOT NULL,
  digest    text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  cover     text NOT NULL CHECK (cover ~ '^[0-9a-f]{64}$'),
  person    text NOT NULL REFERENCES person,
  at        timestamptz NOT NULL,
  PRIMARY KEY (document, seq),
  FOREIGN KEY (document, revision) REFERENCES revision (document, no)
);
GRANT SELECT, INSERT ON countersign TO mingfa_app;

-- Beside the document, for the inbox of the bodies: whom it names, and the revision since
-- which what they vouch for is as it is now.
ALTER TABLE document ADD COLUMN joint_with text[] NOT NULL DEFAULT '{}';
ALTER TABLE document ADD COLUMN joint_since integer NOT NULL DEFAULT 1;
UPDATE document d SET joint_with = ARRAY(SELECT jsonb_array_elements_text(v.content::jsonb #> '{text,joint_with}'))
  FROM revision v WHERE v.document = d.id AND v.no = d.revision AND jsonb_typeof(v.content::jsonb #> '{text,joint_with}') = 'array';
CREATE INDEX document_joint ON document USING gin (joint_with) WHERE joint_with <> '{}';
