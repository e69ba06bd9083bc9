-- From schema 6 to 7: as whom a user of the desk approves packages.
ALTER TABLE desk_user ADD COLUMN signs TEXT NOT NULL DEFAULT '';
