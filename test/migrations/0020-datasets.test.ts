import { expect, it } from 'vitest';
import { migrateTo, schemaAt, tablesOf } from './schema-at.ts';

it('adds datasets and codebooks and keeps what the project held', () => {
  const db = schemaAt(10);
  db.exec(`INSERT INTO meta VALUES ('project', 'p-1')`);
  expect(migrateTo(db, 20)).toEqual([20]);
  expect(db.prepare('SELECT * FROM meta').all()).toEqual([{ key: 'project', value: 'p-1' }]);
  expect(tablesOf(db)).toEqual(
    expect.arrayContaining(['codebooks', 'datasets', 'missing_cells', 'rejected_cells', 'rejected_rows']),
  );
});

it('removes the cells that belong to a dataset together with it', () => {
  const db = schemaAt(20);
  db.exec(`
    INSERT INTO datasets VALUES (1, 'd', 'ready', 'Survey', 'survey.csv', 'ab', '{}', '[]', 1, 't');
    INSERT INTO missing_cells VALUES (1, 1, 0, '-9');
    INSERT INTO rejected_cells VALUES (1, 1, 1, 2, 'not-an-option', 'maybe');
    INSERT INTO rejected_rows VALUES (1, 2, 3, 'field-count', 4);
    INSERT INTO codebooks VALUES ('d', '{}', 'hash', 't');
    DELETE FROM datasets`);
  for (const table of ['missing_cells', 'rejected_cells', 'rejected_rows', 'codebooks']) {
    expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
  }
});
