-- +goose Up

-- All that the portal's role can read: three views over visible releases
-- (invariant 7). They run with the owner's rights, so the role needs none on the
-- tables behind them.
CREATE SCHEMA portal;
GRANT USAGE ON SCHEMA portal TO mingfa_portal;

-- The latest visible release of each document.
CREATE VIEW portal.released WITH (security_barrier) AS
  SELECT DISTINCT ON (document)
    document, no, public,
    public->>'title' AS title, public->>'number' AS number, public->>'body' AS body, public->>'summary' AS summary
  FROM public.release
  WHERE no IS NOT NULL
  ORDER BY document, no DESC;

-- The file of the latest visible release of each document.
CREATE VIEW portal.released_file WITH (security_barrier) AS
  SELECT r.document, r.public->'file'->>'name' AS name, f.digest, f.bytes
  FROM portal.released r JOIN public.release_file f ON f.digest = r.public->'file'->>'digest';

-- Every digest under which a document's file was ever public, and that of its
-- sealed original.
CREATE VIEW portal.fingerprint WITH (security_barrier) AS
  SELECT document, file_digest AS digest FROM public.release WHERE no IS NOT NULL
  UNION
  SELECT document, sealed_digest FROM public.release WHERE no IS NOT NULL;

GRANT SELECT ON portal.released, portal.released_file, portal.fingerprint TO mingfa_portal;
