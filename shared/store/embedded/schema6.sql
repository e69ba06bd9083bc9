-- From schema 5 to 6: what the movements of a programme were resolved under. Of
-- older files nobody knows it: every programme is derived again.
ALTER TABLE programme ADD COLUMN terms TEXT NOT NULL DEFAULT '';
DROP TABLE derive;
