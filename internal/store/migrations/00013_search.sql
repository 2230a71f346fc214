-- +goose Up

-- Search over the whole register, in the way of the public shelf: pairs of
-- neighbouring characters of the present revision. Both sides of a comparison go
-- through the same functions.
GRANT USAGE ON SCHEMA portal TO mingfa_app;
GRANT EXECUTE ON FUNCTION portal.fold, portal.runs, portal.sought, portal.validity TO mingfa_app;

-- One row a document. Only the triggers below write it.
CREATE TABLE finder (
  document text PRIMARY KEY REFERENCES document,
  revision integer NOT NULL,
  body     text NOT NULL,                  -- folded: title, number, texts, annexes, interpretation
  grams    tsvector NOT NULL
) WITH (toast_tuple_target = 512);         -- keeps texts out of the rows that are counted
-- No pending list: each question would have to read it.
CREATE INDEX finder_grams ON finder USING gin (grams) WITH (fastupdate = off);
GRANT SELECT ON finder TO mingfa_app;

CREATE FUNCTION finder_row(id text, of_revision integer, content jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO public.finder AS f
  SELECT id, of_revision, t.body, portal.grams(t.body)
  FROM (SELECT portal.fold(concat_ws(E'\n', content #>> '{text,title}', (SELECT d.number FROM public.document d WHERE d.id = finder_row.id), content #>> '{text,body}',
    (SELECT string_agg(concat_ws(E'\n', a->>'title', a->>'body'), E'\n') FROM jsonb_path_query(content, '$.annexes[*]') AS a),
    content #>> '{interpretation,title}', content #>> '{interpretation,body}')) AS body) AS t
  ON CONFLICT (document) DO UPDATE SET revision = excluded.revision, body = excluded.body, grams = excluded.grams
  WHERE f.revision <= excluded.revision
$$;
REVOKE EXECUTE ON FUNCTION finder_row FROM PUBLIC;

-- With the owner's rights, so that no role needs more than to read.
-- +goose StatementBegin
CREATE FUNCTION finder_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM public.finder_row(NEW.document, NEW.no, NEW.content::jsonb);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER finder_keep AFTER INSERT ON revision FOR EACH ROW EXECUTE FUNCTION finder_keep();

-- +goose StatementBegin
CREATE FUNCTION finder_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM public.finder_row(v.document, v.no, v.content::jsonb) FROM public.revision v WHERE v.document = NEW.id AND v.no = NEW.revision;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER finder_number AFTER UPDATE OF number ON document FOR EACH ROW WHEN (OLD.number IS DISTINCT FROM NEW.number) EXECUTE FUNCTION finder_number();

SELECT finder_row(v.document, v.no, v.content::jsonb) FROM document d JOIN revision v ON v.document = d.id AND v.no = d.revision;

-- Questions that people ask again.
CREATE TABLE saved_search (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person text NOT NULL REFERENCES person,
  name   text NOT NULL CHECK (name <> ''),
  query  jsonb NOT NULL,
  at     timestamptz NOT NULL,
  UNIQUE (person, name)
);
GRANT SELECT, INSERT, DELETE ON saved_search TO mingfa_app;
GRANT UPDATE (query, at) ON saved_search TO mingfa_app;
