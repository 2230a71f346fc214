-- +goose Up

-- An interpretation that follows its released document (IN-08): where it stands, its
-- revisions, and what was done about it. A document has one at most.
CREATE TABLE interpretation (
  document  text PRIMARY KEY REFERENCES document,
  stage     text NOT NULL DEFAULT 'drafting' CHECK (stage IN ('drafting', 'secrecy_review', 'publication', 'published')),
  seq       integer NOT NULL DEFAULT 0,
  revision  integer NOT NULL CHECK (revision >= 1),
  releasing boolean NOT NULL DEFAULT false
);
GRANT SELECT, INSERT, UPDATE ON interpretation TO mingfa_app;

CREATE TABLE interpretation_revision (
  document text NOT NULL REFERENCES interpretation,
  no       integer NOT NULL CHECK (no >= 1),
  material jsonb NOT NULL,
  digest   text NOT NULL,
  author   text NOT NULL REFERENCES person,
  at       timestamptz NOT NULL,
  PRIMARY KEY (document, no)
);
GRANT SELECT, INSERT ON interpretation_revision TO mingfa_app;

CREATE TABLE interpretation_act (
  document   text NOT NULL REFERENCES interpretation,
  seq        integer NOT NULL CHECK (seq >= 1),
  request_id text UNIQUE REFERENCES request,
  verb       text NOT NULL,
  from_stage text NOT NULL,
  to_stage   text NOT NULL,
  person     text REFERENCES person,
  digest     text NOT NULL,
  result     text NOT NULL,
  opinion    text NOT NULL,
  release    boolean NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (document, seq)
);
GRANT SELECT, INSERT ON interpretation_act TO mingfa_app;

-- It becomes visible by a release of its document.
ALTER TABLE release DROP CONSTRAINT release_kind_check;
ALTER TABLE release ADD CONSTRAINT release_kind_check CHECK (kind IN ('first', 'mark', 'interpretation'));

-- Of which released document the interpretation is still to come, and until when
-- (IN-08). Nothing else of an obligation is public.
CREATE VIEW portal.awaited WITH (security_barrier) AS
  SELECT o.document, o.due_on FROM public.obligation o
  WHERE o.name = 'interpret' AND o.met_at IS NULL AND o.stopped_at IS NULL
    AND EXISTS (SELECT 1 FROM public.release r WHERE r.document = o.document AND r.no IS NOT NULL);
GRANT SELECT ON portal.awaited TO mingfa_portal;
