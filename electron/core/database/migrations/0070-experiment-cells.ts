/** Cells of experiments: the adapter of a cell while it is needed, and what came of the cell. */
export const migration0070 = {
  version: 70,
  sql: `
CREATE TABLE experiment_cells (
  fingerprint TEXT PRIMARY KEY,
  experiment TEXT NOT NULL,
  cell TEXT NOT NULL,
  adapter_id TEXT REFERENCES adapters (id),
  results TEXT,
  begun_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
`,
} as const;
