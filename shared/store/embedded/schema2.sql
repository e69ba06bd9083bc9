-- From schema 1 to 2: movements keep their versions, books are segments. Books
-- are derived: those of schema 1 go, and every material is matched again.
ALTER TABLE movement RENAME TO movement1;
DROP INDEX movement_of;
CREATE TABLE movement (
  rfc TEXT NOT NULL, material TEXT NOT NULL, grp TEXT NOT NULL, seq INTEGER NOT NULL, data BLOB
);
INSERT INTO movement (rfc, material, grp, seq, data) SELECT rfc, material, grp, 0, data FROM movement1 ORDER BY rowid;
DROP TABLE movement1;
CREATE UNIQUE INDEX movement_of ON movement (rfc, material, grp, seq);
CREATE TABLE touched (
  rfc TEXT NOT NULL, material TEXT NOT NULL, seq INTEGER NOT NULL, groups TEXT NOT NULL,
  PRIMARY KEY (rfc, material, seq)
) WITHOUT ROWID;
UPDATE material SET applied = 0, gen = 0;
DROP TABLE book;
CREATE TABLE book (
  rfc TEXT NOT NULL, id TEXT NOT NULL, gen INTEGER NOT NULL, applied INTEGER NOT NULL, manifest BLOB NOT NULL
);
CREATE UNIQUE INDEX book_gen ON book (rfc, id, gen);
CREATE TABLE segment (
  rfc TEXT NOT NULL, material TEXT NOT NULL, id BLOB NOT NULL, data BLOB NOT NULL
);
CREATE UNIQUE INDEX segment_id ON segment (rfc, material, id);
