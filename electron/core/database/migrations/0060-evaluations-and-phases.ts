/** Results of evaluations, and what each phase of a run was computed from. */
export const migration0060 = {
  version: 60,
  sql: `
CREATE TABLE evaluations (
  id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  results TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX evaluations_by_fingerprint ON evaluations (fingerprint);

CREATE TABLE phases (
  name TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  parts TEXT NOT NULL,
  output_id TEXT NOT NULL,
  finished_at TEXT NOT NULL
) STRICT;
`,
} as const;
