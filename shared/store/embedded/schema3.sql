-- From schema 2 to 3: a generation keeps what it changed of the past. Those of
-- schema 2 keep nothing; what they changed is found by opening both books.
ALTER TABLE book ADD COLUMN rewrite BLOB;
