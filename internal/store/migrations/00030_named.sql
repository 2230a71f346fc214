-- +goose Up

-- What a document is called where others cite it in 《》: what it issues or forwards, by
-- its title, and its title where it does neither (IN-06). Hashed, since a title may be
-- longer than an ordered index takes.
ALTER TABLE document ADD COLUMN named text NOT NULL
  GENERATED ALWAYS AS (coalesce(substring(title from '(?:印发|转发|发布)《?([^《》]+)》?的[^的]{1,4}$'), title)) STORED;
CREATE INDEX document_named ON document USING hash (named);
CREATE INDEX document_title ON document USING hash (title);

-- Policies are put into force by a person, or by the start of a process that judges by
-- them: then there is no person.
ALTER TABLE policy_edition ALTER COLUMN person DROP NOT NULL;
