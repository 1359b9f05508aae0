import { expect, it } from 'vitest';
import { migrateTo, schemaAt } from './schema-at.ts';

it('counts the members of the parts of every split, and finds those in use by their part', () => {
  const db = schemaAt(70);
  db.exec(`INSERT INTO datasets VALUES (1, 'd', 'ready', 'd', 'd.csv', 'h', '{}', '[]', 4, 't');
    INSERT INTO splits VALUES (1, 'first', 'd', '{}', 'h', 't'), (2, 'second', 'd', '{}', 'h', 't');
    INSERT INTO split_members VALUES (1, 1, 'evaluation'), (1, 2, 'reserve'), (1, 3, 'evaluation'), (2, 1, 'reserve')`);
  expect(migrateTo(db, 80)).toEqual([80]);
  expect(db.prepare('SELECT * FROM split_counts ORDER BY split, part').all()).toEqual([
    { split: 1, part: 'evaluation', respondents: 2 },
    { split: 1, part: 'reserve', respondents: 1 },
    { split: 2, part: 'reserve', respondents: 1 },
  ]);
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT row FROM split_members
       WHERE split = 1 AND part = 'evaluation' AND part <> 'reserve' ORDER BY row`,
    )
    .all();
  expect(JSON.stringify(plan)).toContain('split_members_by_part');
});
