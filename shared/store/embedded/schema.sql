-- Schema 7. The journal, the facts and the movements are the books' only
-- state; books (tables book and segment) are derived and append-only.
-- Rows with payloads lie in the order of arrival and are found by index: an
-- ingest then appends instead of touching a page per row.
CREATE TABLE journal (
  rfc TEXT NOT NULL, seq INTEGER NOT NULL, recorded_at TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL, sha TEXT NOT NULL, bkey TEXT NOT NULL, status TEXT NOT NULL, record BLOB NOT NULL
);
CREATE UNIQUE INDEX journal_seq ON journal (rfc, seq);
CREATE INDEX journal_sha ON journal (rfc, sha) WHERE status <> 'duplicate';
CREATE INDEX journal_key ON journal (rfc, bkey) WHERE status <> 'duplicate' AND bkey <> '';
-- terms: what the movements were resolved under.
CREATE TABLE programme (rfc TEXT PRIMARY KEY, terms TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE fact (
  rfc TEXT NOT NULL, grp TEXT NOT NULL, hash TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  suffix TEXT NOT NULL, data BLOB NOT NULL
);
CREATE UNIQUE INDEX fact_group ON fact (rfc, grp, hash);
CREATE INDEX fact_suffix ON fact (rfc, suffix, key, grp);
-- groups named by a pedimento that is not in them: the original of a
-- rectification that came first.
CREATE TABLE named_group (
  rfc TEXT NOT NULL, suffix TEXT NOT NULL, grp TEXT NOT NULL,
  PRIMARY KEY (rfc, suffix, grp)
) WITHOUT ROWID;
-- every version of what a group does in a material; data is null when it left.
CREATE TABLE movement (
  rfc TEXT NOT NULL, material TEXT NOT NULL, grp TEXT NOT NULL, seq INTEGER NOT NULL, data BLOB
);
CREATE UNIQUE INDEX movement_of ON movement (rfc, material, grp, seq);
-- the groups a commit moved in a material, one to a line.
CREATE TABLE touched (
  rfc TEXT NOT NULL, material TEXT NOT NULL, seq INTEGER NOT NULL, groups TEXT NOT NULL,
  PRIMARY KEY (rfc, material, seq)
) WITHOUT ROWID;
CREATE TABLE material (
  rfc TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, unit TEXT NOT NULL,
  wanted INTEGER NOT NULL, applied INTEGER NOT NULL DEFAULT 0, gen INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (rfc, id)
) WITHOUT ROWID;
CREATE TABLE book (
  rfc TEXT NOT NULL, id TEXT NOT NULL, gen INTEGER NOT NULL, applied INTEGER NOT NULL, manifest BLOB NOT NULL,
  rewrite BLOB -- what it changed of the past; null for the first generation and for an append
);
CREATE UNIQUE INDEX book_gen ON book (rfc, id, gen);
CREATE TABLE segment (
  rfc TEXT NOT NULL, material TEXT NOT NULL, id BLOB NOT NULL, data BLOB NOT NULL
);
CREATE UNIQUE INDEX segment_id ON segment (rfc, material, id);
CREATE TABLE finding (
  rfc TEXT NOT NULL, grp TEXT NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (rfc, grp)
) WITHOUT ROWID;
-- who may use the desk, who is signed in, and who saw and did what; no figure
-- of the books follows from any of it.
CREATE TABLE desk_user (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, programmes TEXT NOT NULL, lang TEXT NOT NULL, off INTEGER NOT NULL,
  password TEXT NOT NULL, created TEXT NOT NULL, signs TEXT NOT NULL DEFAULT ''
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
