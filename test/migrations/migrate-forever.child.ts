// Migrates a file and never finishes the second migration, so that the test can kill it there.
import Database from 'better-sqlite3';
import { writeSync } from 'node:fs';
import { migrate } from '../../electron/core/database/migrate.ts';

const connection = new Database(process.argv[2] ?? '');
const steps = [
  { version: 10, sql: 'CREATE TABLE first (x INTEGER) STRICT' },
  {
    version: 20,
    sql: `CREATE TABLE second (x INTEGER) STRICT;
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 200000)
      INSERT INTO second SELECT n FROM numbers;
      SELECT pause();`,
  },
];
connection.function('pause', () => {
  writeSync(1, 'in the second migration\n');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
migrate(connection, 'file', { migrations: steps });
