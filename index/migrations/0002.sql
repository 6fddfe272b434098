-- A correction follows its article, which its words name, when that moves or its row does.
ALTER TABLE corrections ADD COLUMN words_sha256 TEXT NOT NULL DEFAULT '';
UPDATE corrections SET words_sha256 = coalesce((
    SELECT words_sha256 FROM articles WHERE articles.path = corrections.path AND articles.place = corrections.place
), '');
CREATE INDEX corrections_by_words ON corrections (words_sha256);

-- Whose page furniture an article may carry: its outlet, else '//' and the host of its address, else ''.
ALTER TABLE articles ADD COLUMN site TEXT NOT NULL DEFAULT '';
UPDATE articles SET site = outlet;
CREATE INDEX articles_by_site ON articles (site, number);
