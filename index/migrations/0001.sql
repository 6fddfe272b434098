-- Dates are ISO 8601 text, hashes lower-case hexadecimal SHA-256, "place" is where in its file an
-- article stands ('' for all of it, 'id:…' or 'row:…' for a row). Wide columns come last, so that
-- reading the narrow ones never touches them.

-- One row for each committed change; the newest sequence names the state of the archive.
CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    passages INTEGER NOT NULL CHECK (passages IN (0, 1))  -- 1: the search structures must follow
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order added, never given twice
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    place TEXT NOT NULL,
    fingerprint TEXT NOT NULL,  -- of the source as read and of how it was cut
    sequence INTEGER NOT NULL REFERENCES changes (sequence),  -- the change that last wrote it
    sha256 TEXT NOT NULL,
    words_sha256 TEXT NOT NULL,  -- of its words alone: the same for exact copies
    copy_group TEXT NOT NULL,
    published_text TEXT,
    published_value TEXT,
    published_start TEXT,
    published_end TEXT,
    published_from TEXT NOT NULL,
    outlet TEXT NOT NULL,
    author TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    sentences BLOB NOT NULL,  -- pairs of little-endian uint32: start, end
    text TEXT NOT NULL,
    raw BLOB,  -- the text before cleaning, zlib; NULL where cleaning changed nothing
    UNIQUE (path, place)
) STRICT;
CREATE INDEX articles_by_words ON articles (words_sha256);
CREATE INDEX articles_by_group ON articles (copy_group);

CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    tokens INTEGER NOT NULL,
    embedded_sha256 TEXT NOT NULL  -- of the text that was embedded: finds the vector
) STRICT, WITHOUT ROWID;
CREATE INDEX passages_by_article ON passages (article, start);
CREATE INDEX passages_by_vector ON passages (embedded_sha256);

-- By text and not by passage: a moved file or a copy is not embedded again.
CREATE TABLE vectors (
    embedded_sha256 TEXT NOT NULL,
    model_sha256 TEXT NOT NULL,
    data BLOB NOT NULL,  -- little-endian float32, unit length
    PRIMARY KEY (embedded_sha256, model_sha256)
) STRICT;

-- Files of which every article is stored: read again only when their bytes change.
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    recipe TEXT NOT NULL,
    articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person set, by source, so that it outlives reading the file again.
CREATE TABLE corrections (
    path TEXT NOT NULL,
    place TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (path, place, field)
) STRICT, WITHOUT ROWID;

-- MinHash of the distinct texts, and the pairs of them that are near copies ("relation" leaves room
-- for weaker ones).
CREATE TABLE signatures (
    words_sha256 TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;
CREATE TABLE likenesses (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    relation TEXT NOT NULL,
    similarity REAL NOT NULL,
    PRIMARY KEY (one, other, relation),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX likenesses_by_other ON likenesses (other, relation);
