import { expect, it } from 'vitest';
import { migrateTo, schemaAt } from './schema-at.ts';

it('adds simulations of earlier models and adapters', () => {
  const db = schemaAt(40);
  db.exec(`INSERT INTO models VALUES ('m', '/m.gguf', 'ab', 10, 1.5, '{}', 't')`);
  expect(migrateTo(db, 50)).toEqual([50]);
  db.exec(`
    INSERT INTO simulations VALUES (1, 's', 'm', NULL, NULL, '{}', 'f', 'running', 't', NULL);
    INSERT INTO simulation_blocks VALUES (1, 0, 1, 3, 't');
    INSERT INTO simulated_probabilities VALUES (1, 1, 'trust', 0, 0, x'00', 0.1);
    INSERT INTO simulated_answers VALUES (1, 7, 1, 'trust', '3'), (1, 7, 1, 'age', 34), (1, 7, 1, 'vote', NULL)`);
  expect(db.prepare('SELECT item, value FROM simulated_answers ORDER BY item').all()).toEqual([
    { item: 'age', value: 34 },
    { item: 'trust', value: '3' },
    { item: 'vote', value: null },
  ]);
  expect(() => db.exec('INSERT INTO simulation_blocks VALUES (1, 0, 1, 3, 0)')).toThrow('UNIQUE');
  expect(() => db.exec(`INSERT INTO simulated_probabilities VALUES (1, 1, 'vote', 0, 7, x'00', 0.1)`)).toThrow('CHECK');
  db.exec('DELETE FROM simulations');
  expect(db.prepare('SELECT * FROM simulated_answers').all()).toEqual([]);
});
