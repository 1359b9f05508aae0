import { expect, it } from 'vitest';
import { migrateTo, schemaAt, tablesOf } from './schema-at.ts';

it('adds cells of experiments and leaves evaluations as they are', () => {
  const db = schemaAt(60);
  db.exec(`INSERT INTO evaluations VALUES ('e', 'f', '{}', 't')`);
  expect(migrateTo(db, 70)).toEqual([70]);
  expect(tablesOf(db)).toContain('experiment_cells');
  expect(db.prepare('SELECT id FROM evaluations').all()).toEqual([{ id: 'e' }]);
});
