import { expect, it } from 'vitest';
import { migrateTo, schemaAt } from './schema-at.ts';

it('adds models, adapters, checkpoints and loss curves beside earlier jobs', () => {
  const db = schemaAt(30);
  db.exec(
    `INSERT INTO jobs (id, kind, input, state, versions, created_at) VALUES ('j', 'adapt', '{}', 'done', '{}', 't')`,
  );
  expect(migrateTo(db, 40)).toEqual([40]);
  db.exec(`
    INSERT INTO models VALUES ('m', '/m.gguf', 'ab', 10, 1.5, '{}', 't');
    INSERT INTO adapters VALUES ('a', 'm', 'j', 3, 'cd', '{}', 't');
    INSERT INTO adapter_chunks VALUES ('a', 0, x'010203');
    INSERT INTO checkpoints VALUES ('j', 5, 1, 'ef', 't');
    INSERT INTO checkpoint_chunks VALUES ('j', 0, x'01');
    INSERT INTO loss_points VALUES ('j', 5, 'pilot-train', 0.5, 1.25, 100, 't')`);
  expect(() => db.exec('DELETE FROM models')).toThrow('FOREIGN KEY');
  db.exec(`DELETE FROM adapters; DELETE FROM jobs`);
  for (const table of ['adapter_chunks', 'checkpoints', 'checkpoint_chunks', 'loss_points']) {
    expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
  }
});
