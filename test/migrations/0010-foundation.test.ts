import { expect, it } from 'vitest';
import { migrateTo, schemaAt, tablesOf } from './schema-at.ts';

it('gives an empty file the tables for facts, jobs, logs and the audit log', () => {
  const db = schemaAt(0);
  expect(tablesOf(db)).toEqual([]);
  expect(migrateTo(db, 10)).toEqual([10]);
  expect(tablesOf(db)).toEqual(['audit', 'job_logs', 'jobs', 'meta']);
  expect(db.pragma('user_version', { simple: true })).toBe(10);
});

it('refuses unknown job states and types that do not fit', () => {
  const db = schemaAt(10);
  const insert = db.prepare(
    `INSERT INTO jobs (id, kind, input, state, seed, versions, created_at) VALUES ('j', 'train', '{}', ?, ?, '{}', 't')`,
  );
  expect(() => insert.run('paused', 1)).toThrow('CHECK');
  expect(() => insert.run('queued', 'one')).toThrow('cannot store TEXT value');
  expect(insert.run('queued', 1).changes).toBe(1);
});

it('lets audit entries be appended in order, never changed, removed or slipped in', () => {
  const db = schemaAt(10);
  const insert = db.prepare(`INSERT INTO audit VALUES (?, 't', 'me', 'import', '{}', '', '')`);
  insert.run(1);
  insert.run(2);
  expect(() => insert.run(7)).toThrow('only be appended');
  expect(() => db.exec(`UPDATE audit SET actor = 'you' WHERE seq = 1`)).toThrow('cannot be changed');
  expect(() => db.exec('DELETE FROM audit')).toThrow('cannot be changed');
  expect(db.prepare('SELECT seq, actor FROM audit').all()).toEqual([
    { seq: 1, actor: 'me' },
    { seq: 2, actor: 'me' },
  ]);
});
