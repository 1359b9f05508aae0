import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { exportContract, ExportFacts } from '../../../shared/contract/export.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import type { ExportedRows, ExportedSides } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { csvText, exportedRows } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { rowsLayout } from '../../../shared/evaluation/reproduction/rows-layout.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import { exportFileExists, tooFewToExport } from '../../../shared/messages/export-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { hashText } from '../files/hash.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import type { Session } from '../session.ts';
import { readStudyState } from './study-state.ts';

/** The owner alone may read and write. */
const ownerOnly = 0o600;

export function exportOperations(session: Session): Handlers<typeof exportContract> {
  return {
    'export.preview': async ({ sides }) => factsOf(await readRows(session, sides)),
    async 'export.rows'({ sides, path }) {
      const target = resolve(path);
      const { db } = session.current().project;
      const rows = await readRows(session, sides);
      if (existsSync(target)) throw new PilotlightError('file-exists', exportFileExists(target), { path: target });
      const text = csvText(rows);
      const facts = factsOf(rows);
      const file = { path: target, sha256: hashText(text), bytes: Buffer.byteLength(text) };
      const log = (action: string, details: unknown): void => {
        const at = session.dependencies.clock().toISOString();
        writeTransaction(db, ['audit'], (write) =>
          appendAudit(write, { at, actor: session.dependencies.command, action, details }),
        );
      };
      // Before the file: an export without its entry must not exist.
      log('rows-exported', {
        ...file,
        sides,
        respondents: facts.respondents,
        rows: facts.rows,
        columns: facts.columns,
      });
      try {
        writeAtomically(target, text, ownerOnly);
      } catch (error) {
        log('rows-export-failed', { path: target });
        throw error;
      }
      return { ...facts, ...file };
    },
  };
}

async function readRows(session: Session, sides: ExportedSides): Promise<ExportedRows> {
  // With the statistics, which opening a project does not need.
  const { buildEvaluationRequest } = await import('../jobs/evaluation-request.ts');
  const { db } = session.current().project;
  const state = readStudyState(db);
  const { input } = buildEvaluationRequest(db, state);
  if (input.n < defaultSmallestCell) {
    throw new PilotlightError('data-invalid', tooFewToExport(input.n, defaultSmallestCell), { respondents: input.n });
  }
  return exportedRows(input, rowsLayout(state.study), sides, state.study.simulation.seeds);
}

function factsOf({ header, rows, respondents, alone }: ExportedRows): ExportFacts {
  return { respondents, rows: rows.length, columns: [...header], alone };
}
