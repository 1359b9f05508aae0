import { expect, it } from 'vitest';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { appendAudit, listAudit, verifyAudit } from '../../../electron/core/database/repositories/audit.ts';
import { databaseInMemory } from '../../support/database-in-memory.ts';

const at = '2026-02-03T04:05:06.000Z';

/** The verdict on an audit log of `count` entries that was changed behind its back with `sql`. */
function verdictAfter(count: number, sql: string) {
  const { db, connection } = databaseInMemory();
  writeTransaction(db, ['audit'], (write) => {
    for (let index = 1; index <= count; index += 1) {
      appendAudit(write, { at, actor: 'me', action: `step ${index}`, details: { index } });
    }
  });
  connection.exec(`DROP TRIGGER audit_is_never_updated; DROP TRIGGER audit_is_never_deleted;
    DROP TRIGGER audit_is_only_appended; ${sql}`);
  return verifyAudit(db);
}

it('is intact when nobody touched it, also over many entries and when it is empty', () => {
  expect(verdictAfter(2_500, '')).toMatchObject({ intact: true, entries: 2_500 });
  expect(verdictAfter(0, '')).toEqual({ intact: true, entries: 0, head: '0'.repeat(64) });
});

it.each([
  ['changed', `UPDATE audit SET details = '{"index":30}' WHERE seq = 3`, 3],
  ['removed', 'DELETE FROM audit WHERE seq = 2', 2],
  ['removed at the start', 'DELETE FROM audit WHERE seq = 1', 1],
  ['slipped in', `INSERT INTO audit SELECT 6, at, actor, action, details, hash, hash FROM audit WHERE seq = 5`, 6],
])('shows an entry that was %s', (_, sql, seq) => {
  expect(verdictAfter(5, sql)).toEqual({ intact: false, seq });
});

it('shows entries cut off at the end through the head noted elsewhere', () => {
  const project = databaseInMemory();
  const heads = [1, 2].map((index) =>
    writeTransaction(project.db, ['audit'], (db) =>
      appendAudit(db, { at, actor: 'me', action: 'a', details: { index } }),
    ),
  );
  expect(verifyAudit(project.db)).toEqual({ intact: true, entries: 2, head: heads[1]?.hash });
  expect(listAudit(project.db, 1)).toMatchObject([{ seq: 2, details: { index: 2 }, previousHash: heads[0]?.hash }]);
});
