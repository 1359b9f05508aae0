import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../electron/core/database/migrate.ts';
import { migrations } from '../../electron/core/database/migrations/index.ts';
import { runChildScript } from '../support/child-script.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { schemaAt, tablesOf } from './schema-at.ts';

const newest = migrations.at(-1)?.version ?? 0;

it('numbers migrations in ascending steps of ten', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => (index + 1) * 10));
});

it('applies nothing to a file that is up to date', () => {
  const db = schemaAt(newest);
  expect(migrate(db, 'file')).toEqual([]);
});

it('refuses a file of a newer version and leaves it as it is', () => {
  const db = schemaAt(newest);
  db.pragma(`user_version = ${newest + 10}`);
  expect(() => migrate(db, 'file')).toThrow(expect.objectContaining({ code: 'project-newer' }));
  expect(db.pragma('user_version', { simple: true })).toBe(newest + 10);
});

it('leaves the version before a migration that fails', () => {
  const db = schemaAt(0);
  const steps = [
    { version: 10, sql: 'CREATE TABLE first (x INTEGER) STRICT' },
    {
      version: 20,
      sql: 'CREATE TABLE second (x INTEGER) STRICT; INSERT INTO first VALUES (1); INSERT INTO nowhere VALUES (1)',
    },
  ];
  expect(() => migrate(db, 'file', { migrations: steps })).toThrow('nowhere');
  expect(db.pragma('user_version', { simple: true })).toBe(10);
  expect(tablesOf(db)).toEqual(['first']);
  expect(db.prepare('SELECT * FROM first').all()).toEqual([]);
});

it('leaves the version before a migration during which the process is killed', async () => {
  const path = join(temporaryFolder(), 'plain.db');
  const child = runChildScript(new URL('./migrate-forever.child.ts', import.meta.url), [path]);
  expect(await child.nextLine()).toBe('in the second migration');
  await child.kill();
  const db = new Database(path);
  expect(db.pragma('user_version', { simple: true })).toBe(10);
  expect(tablesOf(db)).toEqual(['first']);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
});
