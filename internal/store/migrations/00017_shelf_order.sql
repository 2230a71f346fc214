-- +goose Up

-- Lists go by the day on which a document was first published, and within a day by its
-- first edition: a document that is marked as repealed gets a new edition, and must not
-- stand above the one that repealed it.
ALTER TABLE shelf ADD first_no bigint;

-- An edition that follows leaves first_no alone.
CREATE OR REPLACE FUNCTION shelf_row(visible bigint, p jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO public.shelf AS s (document, no, title, number, publisher, topic, genre, article, year, effective_on, expires_on, ended, ended_on,
    targets, body, grams, issued_on, interpretation, attribute, title_grams, first_no)
  SELECT p->>'document', visible, t.title, t.number, coalesce(p->>'publisher', ''), split_part(coalesce(p->>'topic', ''), '\', 1),
    coalesce(p->>'genre', ''), coalesce(p->>'article', ''), coalesce(nullif(left(p->>'issued_on', 4), '')::integer, 0),
    coalesce(p->'life'->>'effective_on', ''), coalesce(p->'life'->>'expires_on', ''), coalesce(p->'life'->>'ended', ''), coalesce(p->'life'->>'ended_on', ''),
    ARRAY(SELECT DISTINCT r->>'document' FROM jsonb_path_query(p, '$.relations[*]') AS r WHERE r->>'document' <> ''),
    t.body, portal.grams(t.title || ' ' || t.number || ' ' || t.body),
    coalesce(p->>'issued_on', ''), coalesce(p->'interpretation'->>'title', '') <> '', coalesce(p->>'attribute', ''), portal.grams(t.title), visible
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

UPDATE shelf AS s SET first_no = r.no FROM (SELECT document, min(no) AS no FROM release WHERE no IS NOT NULL GROUP BY document) AS r WHERE r.document = s.document;
ALTER TABLE shelf ALTER first_no SET NOT NULL;
CREATE INDEX shelf_issued ON shelf (issued_on, first_no);

CREATE OR REPLACE VIEW portal.entry AS
  SELECT document, no, title, number, publisher, topic, genre, article, year, effective_on, expires_on, ended, ended_on, targets, body, grams,
    issued_on, interpretation, attribute, title_grams, first_no
  FROM public.shelf;
