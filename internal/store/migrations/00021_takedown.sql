-- +goose Up

-- A released document that left the website (SR-11, DA-18, WP-10): where the act stands,
-- why, and who waits for a second person. As long as no is set, the public can't see the
-- document; no is its place in the sequence of releases, so that kept pages are stale.
CREATE TABLE takedown (
  document  text PRIMARY KEY REFERENCES document,
  state     text NOT NULL CHECK (state IN ('up', 'asked', 'hiding', 'down', 'back_asked', 'restoring')),
  seq       integer NOT NULL,
  ground    text NOT NULL CHECK (ground IN ('leak', 'tightened', 'penalty', 'personal', 'mistaken')),
  asker     text NOT NULL REFERENCES person,   -- of what waits for a second person, or waited last
  confirmed boolean NOT NULL,                  -- a second person has agreed to the take-down
  explained text NOT NULL,                     -- what the public is told of the reason (WP-10), '' = general words
  no        bigint UNIQUE,
  down_at   timestamptz,
  CHECK ((no IS NULL) = (down_at IS NULL)),
  CHECK (state = 'restoring' OR (no IS NULL) = (state IN ('up', 'asked'))) -- restored at the switch
);
CREATE INDEX takedown_hidden ON takedown (no) WHERE no IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON takedown TO mingfa_app;

CREATE TABLE takedown_act (
  document   text NOT NULL REFERENCES takedown,
  seq        integer NOT NULL CHECK (seq >= 1),
  request_id text UNIQUE REFERENCES request,
  verb       text NOT NULL,
  from_state text NOT NULL,
  to_state   text NOT NULL,
  person     text REFERENCES person,
  ground     text NOT NULL,
  opinion    text NOT NULL,
  explained  text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (document, seq)
);
GRANT SELECT, INSERT ON takedown_act TO mingfa_app;

-- What the surfaces answered to a take-down, the latest for each.
CREATE TABLE takedown_receipt (
  document text NOT NULL REFERENCES takedown,
  no       bigint NOT NULL,
  surface  text NOT NULL,
  ok       boolean NOT NULL,
  detail   text NOT NULL,
  at       timestamptz NOT NULL,
  proof    jsonb NOT NULL,
  PRIMARY KEY (document, no, surface)
);
GRANT SELECT, INSERT, UPDATE ON takedown_receipt TO mingfa_app;

-- What is put back becomes visible by a release of its own kind.
ALTER TABLE release DROP CONSTRAINT release_kind_check;
ALTER TABLE release ADD CONSTRAINT release_kind_check CHECK (kind IN ('first', 'mark', 'interpretation', 'opening', 'restored'));

-- Whether the public can see a document now.
CREATE FUNCTION is_visible(text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT 1 FROM public.release r WHERE r.document = $1 AND r.no IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM public.takedown k WHERE k.document = $1 AND k.no IS NOT NULL)
$$;
REVOKE EXECUTE ON FUNCTION is_visible FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_visible TO mingfa_app;

-- The row of the shelf goes with the document, in the same transaction.
-- +goose StatementBegin
CREATE FUNCTION takedown_shelf() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.shelf WHERE document = NEW.document;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER takedown_shelf AFTER INSERT OR UPDATE OF no ON takedown FOR EACH ROW WHEN (NEW.no IS NOT NULL) EXECUTE FUNCTION takedown_shelf();

-- Nothing puts a document back on the shelf that is taken down, whoever asks. One that
-- comes back stands in lists where it stood before.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION shelf_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.takedown k WHERE k.document = NEW.document AND k.no IS NOT NULL) THEN
    RAISE EXCEPTION 'release % is of a document that is taken down', NEW.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM public.shelf_row(NEW.no, NEW.public);
  IF NEW.kind = 'restored' THEN
    UPDATE public.shelf SET first_no = (SELECT min(no) FROM public.release WHERE document = NEW.document) WHERE document = NEW.document;
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd

-- What one document says of another that is taken down: no title, no way to it, and its
-- number only where that is no secret. A relation of which nothing is left is left out.
-- With the owner's rights: the portal must not learn whose number it is.
-- +goose StatementBegin
CREATE FUNCTION portal.discreet(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kept jsonb;
  silent boolean;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.takedown WHERE no IS NOT NULL) THEN
    RETURN p;
  END IF;
  IF jsonb_typeof(p->'relations') = 'array' THEN
    SELECT coalesce(jsonb_agg(CASE WHEN k.silent IS NULL THEN r.rel ELSE r.rel || jsonb_build_object('document', '', 'title', '') END ORDER BY r.place)
      FILTER (WHERE k.silent IS NULL OR NOT k.silent AND coalesce(r.rel->>'number', '') <> ''), '[]')
    INTO kept
    FROM jsonb_array_elements(p->'relations') WITH ORDINALITY AS r (rel, place)
    LEFT JOIN LATERAL (
      SELECT t.ground = 'leak' AS silent FROM public.takedown t JOIN public.document d ON d.id = t.document
      WHERE t.no IS NOT NULL AND (t.document = r.rel->>'document' OR coalesce(d.number, '') <> '' AND portal.fold(d.number) = portal.fold(coalesce(r.rel->>'number', '')))
      LIMIT 1
    ) AS k ON true;
    p := p || jsonb_build_object('relations', kept);
  END IF;
  SELECT t.ground = 'leak' INTO silent FROM public.takedown t WHERE t.no IS NOT NULL AND t.document = p->'life'->>'by_document';
  IF silent IS NOT NULL THEN
    p := jsonb_set(p, '{life}', (p->'life') || jsonb_build_object('by_title', '', 'by_document', '')
      || CASE WHEN silent THEN jsonb_build_object('by_number', '') ELSE '{}' END);
  END IF;
  RETURN p;
END $$;
-- +goose StatementEnd
REVOKE EXECUTE ON FUNCTION portal.discreet FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portal.discreet TO mingfa_portal;

-- The views of what is released, without what is taken down.
CREATE OR REPLACE VIEW portal.released WITH (security_barrier) AS
  SELECT l.document, l.no, portal.discreet(l.public) AS public,
    l.public->>'title' AS title, l.public->>'number' AS number, l.public->>'body' AS body, l.public->>'summary' AS summary
  FROM (SELECT DISTINCT ON (document) document, no, public FROM public.release WHERE no IS NOT NULL ORDER BY document, no DESC) AS l
  WHERE NOT EXISTS (SELECT 1 FROM public.takedown k WHERE k.document = l.document AND k.no IS NOT NULL);

CREATE OR REPLACE VIEW portal.fingerprint WITH (security_barrier) AS
  SELECT f.document, f.digest FROM (
    SELECT document, file_digest AS digest FROM public.release WHERE no IS NOT NULL
    UNION
    SELECT document, sealed_digest FROM public.release WHERE no IS NOT NULL) AS f
  WHERE NOT EXISTS (SELECT 1 FROM public.takedown k WHERE k.document = f.document AND k.no IS NOT NULL);

CREATE OR REPLACE VIEW portal.edition WITH (security_barrier) AS
  SELECT r.document, r.no, r.kind, r.switched_at, portal.discreet(r.public)->'life' AS life, r.file_digest AS digest
  FROM public.release r
  WHERE r.no IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.takedown k WHERE k.document = r.document AND k.no IS NOT NULL);

CREATE OR REPLACE VIEW portal.awaited WITH (security_barrier) AS
  SELECT o.document, o.due_on FROM public.obligation o
  WHERE o.name = 'interpret' AND o.met_at IS NULL AND o.stopped_at IS NULL
    AND EXISTS (SELECT 1 FROM public.release r WHERE r.document = o.document AND r.no IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM public.takedown k WHERE k.document = o.document AND k.no IS NOT NULL);

-- A take-down is news as a release is.
CREATE OR REPLACE VIEW portal.latest WITH (security_barrier) AS
  SELECT greatest(coalesce((SELECT max(no) FROM public.release), 0), coalesce((SELECT max(no) FROM public.takedown), 0)) AS no;

-- What the public may know of a document that is taken down: that it was here, until
-- when, and in the case of a penalty why (WP-10). Of a leak not even the number.
CREATE VIEW portal.gone WITH (security_barrier) AS
  SELECT k.document, k.no, k.down_at, k.ground = 'penalty' AS penalty, k.explained,
    CASE WHEN k.ground = 'leak' THEN '' ELSE portal.fold(coalesce(d.number, '')) END AS number
  FROM public.takedown k JOIN public.document d ON d.id = k.document
  WHERE k.no IS NOT NULL;
GRANT SELECT ON portal.gone TO mingfa_portal;
