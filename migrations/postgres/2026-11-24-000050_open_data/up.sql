-- Open data: sets, their versions and the files of each. The files lie in `var_dir/data`, by content.

CREATE TABLE data_sets (
  -- Ordered by code points, as on SQLite.
  id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  owner INTEGER REFERENCES offices (code),
  theme TEXT NOT NULL,
  period TEXT NOT NULL,
  synthetic BOOLEAN NOT NULL,
  title_be TEXT NOT NULL,
  title_ru TEXT NOT NULL,
  title_en TEXT NOT NULL,
  search TEXT NOT NULL,
  latest INTEGER NOT NULL,
  row_count BIGINT NOT NULL,
  next_on DATE,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  checked_at TIMESTAMP NOT NULL
);
CREATE INDEX data_sets_by_owner ON data_sets (owner);

-- The passport is as it was when the version was made.
CREATE TABLE data_versions (
  data_set TEXT NOT NULL REFERENCES data_sets (id),
  number INTEGER NOT NULL,
  row_count BIGINT NOT NULL,
  passport TEXT NOT NULL,
  made_at TIMESTAMP NOT NULL,
  PRIMARY KEY (data_set, number)
);

-- Sizes of the compressed copies; none where there is no copy.
CREATE TABLE data_files (
  data_set TEXT NOT NULL,
  number INTEGER NOT NULL,
  format TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  brotli_size BIGINT,
  zstd_size BIGINT,
  gzip_size BIGINT,
  PRIMARY KEY (data_set, number, format),
  FOREIGN KEY (data_set, number) REFERENCES data_versions (data_set, number)
);
