import { expect, it } from 'vitest';
import { migrateTo, schemaAt } from './schema-at.ts';

it('adds studies and splits to a project with data', () => {
  const db = schemaAt(20);
  db.exec(`INSERT INTO datasets VALUES (1, 'd', 'ready', 'Survey', 'survey.csv', 'ab', '{}', '[]', 1, 't')`);
  expect(migrateTo(db, 30)).toEqual([30]);
  db.exec(`
    INSERT INTO studies VALUES ('s', '{}', 't', 't');
    INSERT INTO splits VALUES (1, 'split', 'd', '{}', 'hash', 't');
    INSERT INTO split_members VALUES (1, 1, 'evaluation')`);
  expect(db.prepare('SELECT id, row_count FROM datasets').all()).toEqual([{ id: 'd', row_count: 1 }]);
  expect(db.prepare('SELECT row, part FROM split_members').all()).toEqual([{ row: 1, part: 'evaluation' }]);
});

it('puts a row into one part of a split only, and keeps data that a split refers to', () => {
  const db = schemaAt(30);
  db.exec(`
    INSERT INTO datasets VALUES (1, 'd', 'ready', 'Survey', 'survey.csv', 'ab', '{}', '[]', 1, 't');
    INSERT INTO splits VALUES (1, 'split', 'd', '{}', 'hash', 't');
    INSERT INTO split_members VALUES (1, 1, 'evaluation')`);
  expect(() => db.exec(`INSERT INTO split_members VALUES (1, 1, 'pilot-train')`)).toThrow('UNIQUE');
  expect(() => db.exec('DELETE FROM datasets')).toThrow('FOREIGN KEY');
});
