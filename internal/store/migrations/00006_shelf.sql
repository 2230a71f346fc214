-- +goose Up

-- Search over what is released. Both sides of a comparison go through the same two
-- functions here, so no version of the program can index in one way and ask in
-- another.

-- fold makes two writings of the same word equal: width, case, and the brackets of
-- a 发文字号, which people type in every form.
CREATE FUNCTION portal.fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(lower(normalize(t, NFKC)), '〔〕【】[]', '()()()')
$$;

-- runs turns all that separates words into blanks. The ranges are code points, so
-- the collation of the database does not matter.
CREATE FUNCTION portal.runs(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(folded, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f]', ' ', 'g')
$$;

-- grams is every pair of neighbouring characters, and the last one of each run by
-- itself so that a prefix finds it. There are at most 60 000, the first to occur,
-- because a tsvector has a limit and a release must not fail for its index.
CREATE FUNCTION portal.grams(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_to_tsvector(array_agg(gram)), ''::tsvector)
  FROM (
    SELECT rtrim(ch || coalesce(next, '')) AS gram
    FROM (
      SELECT ch, lead(ch) OVER (ORDER BY place) AS next, place
      FROM unnest(string_to_array(portal.runs(folded), NULL)) WITH ORDINALITY AS c (ch, place)
    ) AS pairs
    WHERE ch <> ' '
    GROUP BY gram ORDER BY min(place) LIMIT 60000
  ) AS found
$$;

-- sought is the question to grams: all pairs must occur; a character that stands
-- alone is the beginning of any pair.
CREATE FUNCTION portal.sought(folded text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(DISTINCT CASE WHEN next = ' ' THEN '''' || ch || ''':*' ELSE '''' || ch || next || '''' END, ' & '), '')::tsquery
  FROM (
    SELECT ch, coalesce(lead(ch) OVER (ORDER BY place), ' ') AS next, coalesce(lag(ch) OVER (ORDER BY place), ' ') AS before
    FROM unnest(string_to_array(portal.runs(folded), NULL)) WITH ORDINALITY AS c (ch, place)
  ) AS pairs
  WHERE ch <> ' ' AND (next <> ' ' OR before = ' ')
$$;

-- validity says of each row what document.Life.On says; a test holds them together.
CREATE FUNCTION portal.validity(effective_on text, expires_on text, ended text, ended_on text, today text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN ended IN ('repealed', 'revoked', 'lapsed') AND today >= ended_on THEN ended
    WHEN expires_on <> '' AND today > expires_on THEN 'lapsed'
    WHEN ended <> '' AND today >= ended_on THEN ended
    WHEN effective_on <> '' AND today < effective_on THEN 'not_yet'
    ELSE 'in_force' END
$$;

-- One row a document the public can see: what its latest visible release says. Only
-- the trigger below writes it.
CREATE TABLE shelf (
  document     text PRIMARY KEY REFERENCES document,
  no           bigint NOT NULL UNIQUE,
  title        text NOT NULL,              -- folded, as number and body
  number       text NOT NULL,
  publisher    text NOT NULL,
  topic        text NOT NULL,              -- its first level
  genre        text NOT NULL,
  article      text NOT NULL,
  year         integer NOT NULL,           -- of the date of release, 0 = none
  effective_on text NOT NULL,
  expires_on   text NOT NULL,
  ended        text NOT NULL,
  ended_on     text NOT NULL,
  targets      text[] NOT NULL,            -- the documents it speaks of
  body         text NOT NULL,
  grams        tsvector NOT NULL
) WITH (toast_tuple_target = 512);         -- keeps texts out of the rows that are counted
-- No pending list: each question would have to read it.
CREATE INDEX shelf_grams ON shelf USING gin (grams) WITH (fastupdate = off);
CREATE INDEX shelf_targets ON shelf USING gin (targets) WITH (fastupdate = off);

CREATE FUNCTION shelf_row(visible bigint, p jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO public.shelf AS s
  SELECT p->>'document', visible, t.title, t.number, coalesce(p->>'publisher', ''), split_part(coalesce(p->>'topic', ''), '\', 1),
    coalesce(p->>'genre', ''), coalesce(p->>'article', ''), coalesce(nullif(left(p->>'issued_on', 4), '')::integer, 0),
    coalesce(p->'life'->>'effective_on', ''), coalesce(p->'life'->>'expires_on', ''), coalesce(p->'life'->>'ended', ''), coalesce(p->'life'->>'ended_on', ''),
    ARRAY(SELECT DISTINCT r->>'document' FROM jsonb_path_query(p, '$.relations[*]') AS r WHERE r->>'document' <> ''),
    t.body, portal.grams(t.title || ' ' || t.number || ' ' || t.body)
  FROM (SELECT portal.fold(coalesce(p->>'title', '')) AS title, portal.fold(coalesce(p->>'number', '')) AS number,
    portal.fold(concat_ws(E'\n', p->>'summary', p->>'index_no', p->>'body',
      (SELECT string_agg(concat_ws(E'\n', a->>'title', a->>'body'), E'\n') FROM jsonb_path_query(p, '$.annexes[*]') AS a),
      p->'interpretation'->>'title', p->'interpretation'->>'body')) AS body) AS t
  ON CONFLICT (document) DO UPDATE SET
    no = excluded.no, title = excluded.title, number = excluded.number, publisher = excluded.publisher, topic = excluded.topic,
    genre = excluded.genre, article = excluded.article, year = excluded.year, effective_on = excluded.effective_on,
    expires_on = excluded.expires_on, ended = excluded.ended, ended_on = excluded.ended_on, targets = excluded.targets,
    body = excluded.body, grams = excluded.grams
  WHERE s.no < excluded.no
$$;
REVOKE EXECUTE ON FUNCTION shelf_row FROM PUBLIC;

-- With the owner's rights, so that no role needs any on the table.
-- +goose StatementBegin
CREATE FUNCTION shelf_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM public.shelf_row(NEW.no, NEW.public);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER shelf_keep_new AFTER INSERT ON release FOR EACH ROW WHEN (NEW.no IS NOT NULL) EXECUTE FUNCTION shelf_keep();
CREATE TRIGGER shelf_keep AFTER UPDATE ON release FOR EACH ROW WHEN (NEW.no IS NOT NULL AND OLD.no IS NULL) EXECUTE FUNCTION shelf_keep();

SELECT shelf_row(no, public) FROM release WHERE no IS NOT NULL ORDER BY no;

-- Every row of the table is public, so the view needs no barrier, and questions
-- reach its indexes.
CREATE VIEW portal.entry AS
  SELECT document, no, title, number, publisher, topic, genre, article, year, effective_on, expires_on, ended, ended_on, targets, body, grams FROM public.shelf;

-- What became visible of each document, one row a release.
CREATE VIEW portal.edition WITH (security_barrier) AS
  SELECT document, no, kind, switched_at, public->'life' AS life, file_digest AS digest
  FROM public.release WHERE no IS NOT NULL;

-- The number by which kept pages are known to be fresh.
CREATE VIEW portal.latest WITH (security_barrier) AS
  SELECT coalesce(max(no), 0) AS no FROM public.release;

GRANT SELECT ON portal.entry, portal.edition, portal.latest TO mingfa_portal;
GRANT EXECUTE ON FUNCTION portal.fold, portal.runs, portal.sought, portal.validity TO mingfa_portal;
