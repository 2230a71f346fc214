-- +goose Up

-- What a document obliges the office to do by a day, one row each time it falls
-- due. A duty is open until it is met, stopped, or late; a late one may still be
-- met, which met_at then says.
CREATE TABLE obligation (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document    text NOT NULL REFERENCES document,
  name        text NOT NULL CHECK (name <> ''),
  rule        text NOT NULL CHECK (rule <> ''),
  title       text NOT NULL,
  unit        text NOT NULL CHECK (unit IN ('workday', 'day', 'month', 'hour')),
  count       integer NOT NULL CHECK (count <> 0),
  from_on     civil_day,                   -- not counted
  begun_at    timestamptz NOT NULL,
  due_on      civil_day,
  due_at      timestamptz NOT NULL,        -- the end of that day, or the hour
  provisional boolean NOT NULL,
  receipt     jsonb NOT NULL,
  state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'met', 'late', 'stopped')),
  met_at      timestamptz,
  stopped_at  timestamptz,
  note        text NOT NULL DEFAULT '',    -- how it was met, when a person says so
  CHECK (state <> 'met' OR met_at IS NOT NULL),
  CHECK ((state = 'stopped') = (stopped_at IS NOT NULL))
);
CREATE INDEX obligation_document ON obligation (document, id);
-- One of a name at a time.
CREATE UNIQUE INDEX obligation_running ON obligation (document, name) WHERE met_at IS NULL AND stopped_at IS NULL;
CREATE INDEX obligation_due ON obligation (due_at) WHERE met_at IS NULL AND stopped_at IS NULL;
GRANT SELECT, INSERT ON obligation TO mingfa_app;
GRANT UPDATE (due_on, due_at, provisional, receipt, state, met_at, stopped_at, note) ON obligation TO mingfa_app;

-- Who was reminded of what, once each.
CREATE TABLE notice (
  obligation bigint NOT NULL REFERENCES obligation,
  kind       text NOT NULL CHECK (kind IN ('half', 'due', 'late', 'escalated')),
  role       text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (obligation, kind)
);
GRANT SELECT, INSERT ON notice TO mingfa_app;
