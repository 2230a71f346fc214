-- +goose Up

-- A number as it is compared: folded once, not for each question.
ALTER TABLE document ADD COLUMN number_folded text GENERATED ALWAYS AS (portal.fold(coalesce(number, ''))) STORED;
