/**
 * Imported data. The cells of dataset number n lie in a table cells_n (row INTEGER PRIMARY KEY, c0 ANY, c1 ANY, ...) that the
 * import creates. A dataset is visible only in state 'ready'.
 */
export const migration0020 = {
  version: 20,
  sql: `
CREATE TABLE datasets (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('importing', 'ready')),
  name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT,
  dialect TEXT NOT NULL,
  columns TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;

CREATE TABLE missing_cells (
  dataset INTEGER NOT NULL REFERENCES datasets (number) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (dataset, row, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected_cells (
  dataset INTEGER NOT NULL REFERENCES datasets (number) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  position INTEGER NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (dataset, row, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected_rows (
  dataset INTEGER NOT NULL REFERENCES datasets (number) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  fields INTEGER NOT NULL,
  PRIMARY KEY (dataset, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE codebooks (
  dataset_id TEXT PRIMARY KEY REFERENCES datasets (id) ON DELETE CASCADE,
  codebook TEXT NOT NULL,
  hash TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
`,
} as const;
