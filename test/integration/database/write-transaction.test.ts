import { expect, it } from 'vitest';
import { z } from 'zod';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import type { Entity, WriteDb } from '../../../electron/core/database/read-write-db.ts';
import { getMeta, setMeta } from '../../../electron/core/database/repositories/meta.ts';
import { databaseInMemory } from '../../support/database-in-memory.ts';

it('reports what it touched once it is committed, each entity once', () => {
  const commits: (readonly Entity[])[] = [];
  const project = databaseInMemory((touched) => commits.push(touched));
  const result = writeTransaction(project.db, ['meta', 'jobs', 'meta'], (db) => {
    setMeta(db, 'a', '1');
    expect(commits).toEqual([]);
    return 'result';
  });
  expect(result).toBe('result');
  expect(commits).toEqual([['meta', 'jobs']]);
});

it('keeps and reports nothing when the work throws', () => {
  const commits: (readonly Entity[])[] = [];
  const project = databaseInMemory((touched) => commits.push(touched));
  expect(() =>
    writeTransaction(project.db, ['meta'], (db) => {
      setMeta(db, 'a', '1');
      throw new Error('half way');
    }),
  ).toThrow('half way');
  expect(getMeta(project.db, 'a')).toBeUndefined();
  expect(commits).toEqual([]);
});

it('refuses work that waits, and rolls back what it did', () => {
  const project = databaseInMemory();
  const waiting = async (db: WriteDb) => setMeta(db, 'a', '1');
  expect(() => writeTransaction(project.db, ['meta'], waiting)).toThrow('cannot wait for a promise');
  expect(getMeta(project.db, 'a')).toBeUndefined();
});

it('refuses a writer that was kept after its transaction, and a transaction inside another', () => {
  const project = databaseInMemory();
  const kept = writeTransaction(project.db, ['meta'], (db) => db);
  expect(() => setMeta(kept, 'a', '1')).toThrow('has ended');
  writeTransaction(project.db, ['meta'], (db) => {
    expect(() => setMeta(kept, 'a', '1')).toThrow('has ended');
    expect(() => writeTransaction(project.db, ['meta'], () => undefined)).toThrow('already open');
    setMeta(db, 'b', '2');
  });
  expect(getMeta(project.db, 'b')).toBe('2');
});

it('does not let a reader write', () => {
  const project = databaseInMemory();
  const insert = `INSERT INTO meta VALUES ('a', '1') RETURNING key`;
  expect(() => project.db.all(insert, [], z.unknown())).toThrow('needs a write transaction');
  expect(getMeta(project.db, 'a')).toBeUndefined();
});

it('names a row that does not fit its schema instead of passing it on', () => {
  const project = databaseInMemory();
  writeTransaction(project.db, ['meta'], (db) => setMeta(db, 'a', 'text'));
  expect(() => project.db.get('SELECT value FROM meta', [], z.object({ value: z.number() }))).toThrow(z.ZodError);
});
