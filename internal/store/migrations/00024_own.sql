-- +goose Up

-- What a person drafted or acted on, the newest first.
CREATE INDEX document_drafted ON document (drafter, created_at DESC, id DESC);
CREATE INDEX act_person ON act (person, document);
DROP INDEX document_drafter;
