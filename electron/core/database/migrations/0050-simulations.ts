/** Simulated probabilities and answers, with the blocks that are confirmed. */
export const migration0050 = {
  version: 50,
  sql: `
CREATE TABLE simulations (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  model_id TEXT NOT NULL REFERENCES models (id),
  adapter_id TEXT REFERENCES adapters (id),
  split_id TEXT REFERENCES splits (id),
  settings TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  created_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX simulations_by_fingerprint ON simulations (fingerprint);

CREATE TABLE simulation_blocks (
  simulation INTEGER NOT NULL REFERENCES simulations (number) ON DELETE CASCADE,
  block INTEGER NOT NULL,
  probabilities INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  confirmed_at TEXT NOT NULL,
  PRIMARY KEY (simulation, block)
) STRICT, WITHOUT ROWID;

-- seeded = 0 and seed = 0 where a distribution does not depend on a seed.
CREATE TABLE simulated_probabilities (
  simulation INTEGER NOT NULL REFERENCES simulations (number) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  item TEXT NOT NULL,
  seeded INTEGER NOT NULL CHECK (seeded IN (0, 1)),
  seed INTEGER NOT NULL CHECK (seeded = 1 OR seed = 0),
  probabilities BLOB NOT NULL,
  outside REAL NOT NULL,
  PRIMARY KEY (simulation, row, item, seeded, seed)
) STRICT, WITHOUT ROWID;

CREATE TABLE simulated_answers (
  simulation INTEGER NOT NULL REFERENCES simulations (number) ON DELETE CASCADE,
  seed INTEGER NOT NULL,
  row INTEGER NOT NULL,
  item TEXT NOT NULL,
  value ANY,
  PRIMARY KEY (simulation, seed, row, item)
) STRICT, WITHOUT ROWID;
`,
} as const;
