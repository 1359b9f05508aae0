import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { exportContract } from '../../../shared/contract/export.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import type { ProjectDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { removeUnfinished } from '../files/write-atomically.ts';
import type { Session } from '../session.ts';
import { tellProgress } from './tell-progress.ts';

/** Rows are gathered and written by the reader process: that takes long with many twins. */
export function exportOperations(session: Session): Handlers<typeof exportContract> {
  const log = (db: ProjectDb, action: string, details: unknown): void => {
    const at = session.dependencies.clock().toISOString();
    const entry = { at, actor: session.dependencies.command, action, details };
    writeTransaction(db, ['audit'], (write) => appendAudit(write, entry));
  };
  return {
    'export.preview': ({ sides }, { signal }) =>
      session.current().reader.read(signal, (client) => client.call('export.preview', { sides })),
    'export.rows': ({ sides, path }, { signal }) =>
      tellProgress(session.dependencies.clock, async (report) => {
        const target = resolve(path);
        const { project, reader, writing } = session.current();
        const { db } = project;
        return writing.run(signal, (within) =>
          reader.read(within, async (client) => {
            const prepared = await resultOf(
              client.stream('export.prepare', { sides, path: target }),
              ({ phase, done, total, unit }) => report({ phase, done, total, unit }),
            );
            const { respondents, rows, columns, sha256, bytes } = prepared;
            // Before the file: an export without its entry must not exist.
            log(db, 'rows-exported', { path: target, sha256, bytes, sides, respondents, rows, columns });
            report({ phase: 'Writing the file', done: 0, total: 0, unit: 'bytes' });
            try {
              await client.call('export.write', {});
            } catch (error) {
              // A process that was ended could not tidy up.
              removeUnfinished(target);
              if (!existsSync(target)) log(db, 'rows-export-failed', { path: target });
              throw error;
            }
            return prepared;
          }),
        );
      }),
  };
}
