/** Settings of studies, and the assignment of rows to parts. */
export const migration0030 = {
  version: 30,
  sql: `
CREATE TABLE studies (
  id TEXT PRIMARY KEY,
  settings TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE splits (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  dataset_id TEXT NOT NULL REFERENCES datasets (id),
  settings TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE split_members (
  split INTEGER NOT NULL REFERENCES splits (number) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (split, row)
) STRICT, WITHOUT ROWID;
`,
} as const;
