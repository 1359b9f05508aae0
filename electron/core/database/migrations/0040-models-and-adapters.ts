/** Models by link, adapters and training checkpoints in pieces of at most 8 MiB, and the loss curve. */
export const migration0040 = {
  version: 40,
  sql: `
CREATE TABLE models (
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_ms REAL NOT NULL,
  metadata TEXT NOT NULL,
  registered_at TEXT NOT NULL
) STRICT;

CREATE TABLE adapters (
  id TEXT PRIMARY KEY,
  model_id TEXT NOT NULL REFERENCES models (id),
  job_id TEXT REFERENCES jobs (id),
  byte_length INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  metadata TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE adapter_chunks (
  adapter_id TEXT NOT NULL REFERENCES adapters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (adapter_id, position)
) STRICT;

CREATE TABLE checkpoints (
  job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE checkpoint_chunks (
  job_id TEXT NOT NULL REFERENCES checkpoints (job_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (job_id, position)
) STRICT;

CREATE TABLE loss_points (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  part TEXT NOT NULL,
  epoch REAL NOT NULL,
  loss REAL NOT NULL,
  tokens INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (job_id, step, part)
) STRICT, WITHOUT ROWID;
`,
} as const;
