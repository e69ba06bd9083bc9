-- From schema 3 to 4: who may use the desk, who is signed in, and who saw and
-- did what. No figure of the books follows from any of it.
CREATE TABLE desk_user (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, programmes TEXT NOT NULL, lang TEXT NOT NULL, off INTEGER NOT NULL,
  password TEXT NOT NULL, created TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE desk_session (
  id TEXT PRIMARY KEY, user TEXT NOT NULL, started INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX desk_session_user ON desk_session (user);
CREATE TABLE desk_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL, role TEXT NOT NULL, rfc TEXT NOT NULL,
  method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL, origin TEXT NOT NULL, note TEXT NOT NULL
);
CREATE INDEX desk_log_rfc ON desk_log (rfc, seq);
