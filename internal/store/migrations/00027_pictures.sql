-- +goose Up

-- What is known of a picture that a person handed in, to be shown by a document. The bytes
-- lie under their digest; only who handed it in, or works on a draft that has it, can use it.
CREATE TABLE picture (
  digest  text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  person  text NOT NULL REFERENCES person,
  picture jsonb NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (digest, person)
);
GRANT SELECT, INSERT ON picture TO mingfa_app;

-- Pictures that a release shows are rows, as its file is: the portal has no other store.
CREATE TABLE release_picture (
  digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  bytes  bytea NOT NULL
);
GRANT SELECT, INSERT ON release_picture TO mingfa_app;

-- The pictures of the latest visible release of each document. They come with the switch
-- and go with a take-down, as all that rests on portal.released.
CREATE VIEW portal.released_picture WITH (security_barrier) AS
  SELECT r.document, p.digest, p.bytes
  FROM portal.released r
  CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(r.public->'pictures') WHEN 'array' THEN r.public->'pictures' ELSE '[]' END) AS x
  JOIN public.release_picture p ON p.digest = x->>'digest';
GRANT SELECT ON portal.released_picture TO mingfa_portal;
