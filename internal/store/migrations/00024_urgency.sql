-- +goose Up

-- How urgent the present revision of a document is (DH-03), and its place in the order of
-- the inbox: 特急 first. Kept beside the document, since an inbox is sorted as a whole.
ALTER TABLE document ADD COLUMN urgency text NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN urgency_rank smallint NOT NULL
  GENERATED ALWAYS AS (CASE urgency WHEN '特急' THEN 0 WHEN '加急' THEN 1 ELSE 2 END) STORED;
UPDATE document d SET urgency = coalesce(v.content::jsonb #>> '{text,urgency}', '')
  FROM revision v WHERE v.document = d.id AND v.no = d.revision AND v.content LIKE '%"urgency"%';
