-- +goose Up

-- What the house signed about its own ledger (invariant 8): append only, like the
-- ledger. A line holds a count, a hash, an instant and a signature, and nothing of
-- what was done, so that the public may keep copies of it.
CREATE TABLE ledger_checkpoint (
  seq    bigint PRIMARY KEY,           -- of the entry in ledger
  at     timestamptz NOT NULL,
  signed text NOT NULL
);
GRANT SELECT, INSERT ON ledger_checkpoint TO mingfa_app;

CREATE VIEW portal.checkpoint WITH (security_barrier) AS
  SELECT signed FROM public.ledger_checkpoint ORDER BY seq DESC LIMIT 1;
GRANT SELECT ON portal.checkpoint TO mingfa_portal;
