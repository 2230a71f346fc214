-- +goose Up

-- What a released document decides on another of the register, by its signed text:
-- one row a relation. The day from which it has effect is the relation's own, else
-- the effective day of the deciding document, else its date of writing; it is worked
-- out here and nowhere else. A decision that was itself repealed or revoked before
-- that day has no effect and no row.
CREATE VIEW decision AS
  SELECT d.id AS document, d.number, d.title, d.stage, d.repeals, rel->>'kind' AS kind, rel->>'target' AS target, x.day
  FROM document d
  JOIN revision v ON v.document = d.id AND v.no = d.revision AND v.digest = d.signed_digest
  CROSS JOIN LATERAL jsonb_array_elements((v.content::jsonb)->'relations') AS rel
  CROSS JOIN LATERAL (SELECT coalesce(nullif(rel->>'on', ''), nullif(d.effective_on, ''), d.dated_on) COLLATE "C" AS day) AS x
  WHERE rel->>'target' <> '' AND rel->>'target' <> d.id AND x.day <> ''
    AND NOT (d.ended IN ('repealed', 'revoked') AND d.ended_on <= x.day)
    AND EXISTS (SELECT 1 FROM release r WHERE r.document = d.id AND r.no IS NOT NULL);
GRANT SELECT ON decision TO mingfa_app;
