-- +goose Up

-- A sealed original bears the number of its document. When the number is given up before
-- the release (DH-18), the original over the same signed bytes is made again with the next
-- number; the row of the first stays, and is the file of the document no more. No number
-- was given up after a seal before this, so each original bears that of its document.
ALTER TABLE file ADD COLUMN number text NOT NULL DEFAULT '';
UPDATE file f SET number = coalesce(d.number, '') FROM document d WHERE d.id = f.document AND f.kind = 'sealed';
ALTER TABLE file ADD CONSTRAINT file_number CHECK (kind = 'sealed' OR number = '');
ALTER TABLE file DROP CONSTRAINT file_pkey;
ALTER TABLE file ADD PRIMARY KEY (document, kind, basis, number);
