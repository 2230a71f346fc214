-- +goose Up

-- The shelf for hundreds of thousands of documents.

-- grams gives what it gave before, three times as fast: only a text that could have
-- more than 60 000 pairs must be put in the order of its pairs first.
CREATE FUNCTION portal.grams_long(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
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
CREATE OR REPLACE FUNCTION portal.grams(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN length(folded) > 60000 THEN portal.grams_long(folded) ELSE (
    SELECT coalesce(array_to_tsvector(array_agg(rtrim(ch || next))), ''::tsvector)
    FROM (SELECT string_to_array(portal.runs(folded), NULL) AS chs) AS a,
      unnest(chs, chs[2:] || ' '::text) AS pair (ch, next)
    WHERE ch <> ' ') END
$$;

-- What lists, sitemap and order need without opening the document.
ALTER TABLE shelf ADD issued_on text NOT NULL DEFAULT '', ADD interpretation boolean NOT NULL DEFAULT false, ADD attribute text NOT NULL DEFAULT '',
  ADD title_grams tsvector NOT NULL DEFAULT '';

CREATE OR REPLACE FUNCTION shelf_row(visible bigint, p jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO public.shelf AS s (document, no, title, number, publisher, topic, genre, article, year, effective_on, expires_on, ended, ended_on,
    targets, body, grams, issued_on, interpretation, attribute, title_grams)
  SELECT p->>'document', visible, t.title, t.number, coalesce(p->>'publisher', ''), split_part(coalesce(p->>'topic', ''), '\', 1),
    coalesce(p->>'genre', ''), coalesce(p->>'article', ''), coalesce(nullif(left(p->>'issued_on', 4), '')::integer, 0),
    coalesce(p->'life'->>'effective_on', ''), coalesce(p->'life'->>'expires_on', ''), coalesce(p->'life'->>'ended', ''), coalesce(p->'life'->>'ended_on', ''),
    ARRAY(SELECT DISTINCT r->>'document' FROM jsonb_path_query(p, '$.relations[*]') AS r WHERE r->>'document' <> ''),
    t.body, portal.grams(t.title || ' ' || t.number || ' ' || t.body),
    coalesce(p->>'issued_on', ''), coalesce(p->'interpretation'->>'title', '') <> '', coalesce(p->>'attribute', ''), portal.grams(t.title)
  FROM (SELECT portal.fold(coalesce(p->>'title', '')) AS title, portal.fold(coalesce(p->>'number', '')) AS number,
    portal.fold(concat_ws(E'\n', p->>'summary', p->>'index_no', p->>'body',
      (SELECT string_agg(concat_ws(E'\n', a->>'title', a->>'body'), E'\n') FROM jsonb_path_query(p, '$.annexes[*]') AS a),
      p->'interpretation'->>'title', p->'interpretation'->>'body')) AS body OFFSET 0) AS t
  ON CONFLICT (document) DO UPDATE SET
    no = excluded.no, title = excluded.title, number = excluded.number, publisher = excluded.publisher, topic = excluded.topic,
    genre = excluded.genre, article = excluded.article, year = excluded.year, effective_on = excluded.effective_on,
    expires_on = excluded.expires_on, ended = excluded.ended, ended_on = excluded.ended_on, targets = excluded.targets,
    body = excluded.body, grams = excluded.grams, issued_on = excluded.issued_on, interpretation = excluded.interpretation, attribute = excluded.attribute,
    title_grams = excluded.title_grams
  WHERE s.no < excluded.no
$$;

UPDATE shelf AS s SET issued_on = coalesce(r.public->>'issued_on', ''),
  interpretation = coalesce(r.public->'interpretation'->>'title', '') <> '', attribute = coalesce(r.public->>'attribute', ''),
  title_grams = portal.grams(s.title)
FROM release AS r WHERE r.no = s.no;

CREATE INDEX shelf_title_grams ON shelf USING gin (title_grams) WITH (fastupdate = off);
CREATE INDEX shelf_number ON shelf (number);
-- Of the characters that texts are made of, the planner must know how common each is.
ALTER TABLE shelf ALTER grams SET STATISTICS 1000, ALTER title_grams SET STATISTICS 500;

CREATE OR REPLACE VIEW portal.entry AS
  SELECT document, no, title, number, publisher, topic, genre, article, year, effective_on, expires_on, ended, ended_on, targets, body, grams,
    issued_on, interpretation, attribute, title_grams
  FROM public.shelf;
