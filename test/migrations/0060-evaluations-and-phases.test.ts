import { expect, it } from 'vitest';
import { migrateTo, schemaAt, tablesOf } from './schema-at.ts';

it('adds evaluations and phases and leaves simulations as they are', () => {
  const db = schemaAt(50);
  db.exec(`
    INSERT INTO models VALUES ('m', '/m.gguf', 'ab', 10, 1.5, '{}', 't');
    INSERT INTO simulations VALUES (1, 's', 'm', NULL, NULL, '{}', 'f', 'done', 't', 't')`);
  expect(migrateTo(db, 60)).toEqual([60]);
  expect(tablesOf(db)).toEqual(expect.arrayContaining(['evaluations', 'phases']));
  expect(db.prepare('SELECT id, state FROM simulations').all()).toEqual([{ id: 's', state: 'done' }]);
});
