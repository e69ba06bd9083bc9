-- From schema 4 to 5: movements and books are those of another engine. Both
-- follow from the facts: they go, and every programme is derived again.
DELETE FROM segment;
DELETE FROM book;
DELETE FROM material;
DELETE FROM touched;
DELETE FROM movement;
DELETE FROM finding;
CREATE TABLE derive (rfc TEXT PRIMARY KEY) WITHOUT ROWID; -- programmes that wait for it
INSERT INTO derive SELECT rfc FROM programme;
