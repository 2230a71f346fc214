-- +goose Up

-- Where each document stands. The columns from title to repeals repeat the present
-- revision, so that lists need not read contents.
CREATE TABLE document (
  id             text PRIMARY KEY CHECK (id <> ''),
  unit           text NOT NULL REFERENCES unit,
  drafter        text NOT NULL REFERENCES person,
  create_request text NOT NULL UNIQUE,
  created_at     timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL,

  revision       integer NOT NULL CHECK (revision >= 1),
  digest         text NOT NULL,
  title          text NOT NULL,
  kind           text NOT NULL,
  class          text NOT NULL,
  attribute      text NOT NULL,
  effective_on   civil_day,
  expires_on     civil_day,
  repeals        boolean NOT NULL,

  stage          text NOT NULL,
  seq            integer NOT NULL DEFAULT 0,
  pinned         jsonb,
  pending        jsonb,
  mover          text NOT NULL DEFAULT '',
  moved_at       text NOT NULL DEFAULT '', -- the stage it came from

  signed_digest  text NOT NULL DEFAULT '',
  dated_on       civil_day,
  number         text UNIQUE,              -- 发文字号
  index_no       text UNIQUE,              -- 索引号
  releasing      boolean NOT NULL DEFAULT false,

  ended          text NOT NULL DEFAULT '',
  ended_on       civil_day,
  by_number      text NOT NULL DEFAULT '',
  by_title       text NOT NULL DEFAULT '',
  by_document    text REFERENCES document
);
CREATE INDEX document_newest ON document (created_at DESC, id DESC);
CREATE INDEX document_stage ON document (stage, unit);
CREATE INDEX document_drafter ON document (drafter);
CREATE INDEX document_repeals ON document (id) WHERE repeals;
GRANT SELECT, INSERT, UPDATE ON document TO mingfa_app;

CREATE TABLE revision (
  document text NOT NULL REFERENCES document,
  no       integer NOT NULL CHECK (no >= 1),
  content  text NOT NULL,                  -- RFC 8785
  sheet    jsonb NOT NULL,                 -- part → SHA-256
  digest   text NOT NULL,
  author   text NOT NULL REFERENCES person,
  cause    text NOT NULL CHECK (cause IN ('draft', 'attribute_review')),
  at       timestamptz NOT NULL,
  PRIMARY KEY (document, no)
);
GRANT SELECT, INSERT ON revision TO mingfa_app;

-- The words of an act, stored before it is taken.
CREATE TABLE request (
  id       text PRIMARY KEY CHECK (id <> ''),
  document text NOT NULL REFERENCES document,
  actor    text NOT NULL REFERENCES person,
  verb     text NOT NULL,
  payload  jsonb NOT NULL,
  at       timestamptz NOT NULL
);
GRANT SELECT, INSERT ON request TO mingfa_app;

-- What was done: the timeline, the decisions and the memory of repetitions in one.
-- Acts of the house itself (the end of a release) have no person and no request.
CREATE TABLE act (
  document   text NOT NULL REFERENCES document,
  seq        integer NOT NULL CHECK (seq >= 1),
  request_id text UNIQUE REFERENCES request,
  verb       text NOT NULL,
  from_stage text NOT NULL,
  to_stage   text NOT NULL,
  person     text REFERENCES person,
  unit       text REFERENCES unit,
  decided    boolean NOT NULL,             -- it is a decision, bound to cover
  revision   integer NOT NULL,
  digest     text NOT NULL,
  cover      text NOT NULL,
  result     text NOT NULL,
  opinion    text NOT NULL,
  seal       boolean NOT NULL,
  release    boolean NOT NULL,
  detail     jsonb NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (document, seq),
  FOREIGN KEY (document, revision) REFERENCES revision (document, no)
);
GRANT SELECT, INSERT ON act TO mingfa_app;

-- A series is locked by whoever draws from it until the act is committed, so a
-- number is burnt by nobody (invariant 10).
CREATE TABLE number_series (
  agency text NOT NULL,
  year   integer NOT NULL,
  last   integer NOT NULL CHECK (last >= 1),
  PRIMARY KEY (agency, year)
);
GRANT SELECT, INSERT, UPDATE ON number_series TO mingfa_app;

CREATE TABLE number (
  agency   text NOT NULL,
  year     integer NOT NULL,
  serial   integer NOT NULL CHECK (serial >= 1),
  document text NOT NULL REFERENCES document,
  state    text NOT NULL DEFAULT 'used' CHECK (state IN ('used', 'void')),
  reason   text NOT NULL DEFAULT '',
  at       timestamptz NOT NULL,
  PRIMARY KEY (agency, year, serial),
  CHECK (state = 'used' OR reason <> '')
);
CREATE UNIQUE INDEX number_used ON number (document) WHERE state = 'used';
GRANT SELECT, INSERT ON number TO mingfa_app;
GRANT UPDATE (state, reason) ON number TO mingfa_app;

CREATE TABLE index_series (
  org  text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL CHECK (last >= 1),
  PRIMARY KEY (org, year)
);
GRANT SELECT, INSERT, UPDATE ON index_series TO mingfa_app;

CREATE TABLE file (
  document text NOT NULL REFERENCES document,
  kind     text NOT NULL CHECK (kind IN ('sealed', 'marked')),
  basis    text NOT NULL,                  -- sealed: dossier digest; marked: the deciding document
  digest   text NOT NULL,
  size     bigint NOT NULL,
  pages    integer NOT NULL,
  date     civil_day,
  at       timestamptz NOT NULL,
  PRIMARY KEY (document, kind, basis)
);
GRANT SELECT, INSERT ON file TO mingfa_app;

CREATE TABLE deadline (
  document    text NOT NULL REFERENCES document,
  seq         integer NOT NULL,
  stage       text NOT NULL,
  workdays    integer NOT NULL,
  due_on      civil_day,
  due_at      timestamptz NOT NULL,
  provisional boolean NOT NULL,
  receipt     jsonb NOT NULL,
  PRIMARY KEY (document, seq)
);
GRANT SELECT, INSERT, UPDATE ON deadline TO mingfa_app;

CREATE TABLE reminder (
  document text NOT NULL REFERENCES document,
  seq      integer NOT NULL,
  kind     text NOT NULL,
  at       timestamptz NOT NULL,
  PRIMARY KEY (document, seq, kind)
);
GRANT SELECT, INSERT ON reminder TO mingfa_app;
