import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { dataContract } from '../../../shared/contract/data.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { dataFileMissing } from '../../../shared/messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { listMissingCells, listRejectedCells, listRejectedRows } from '../database/repositories/cells.ts';
import type { Session } from '../session.ts';
import { readStudyState } from './study-state.ts';

const countLimit = 10_000_000;

export function dataOperations(session: Session): Handlers<typeof dataContract> {
  return {
    'data.import'({ path, dialect }) {
      const file = resolve(path);
      if (!existsSync(file)) throw new PilotlightError('file-not-found', dataFileMissing(file), { path: file });
      const { queue } = session.current();
      return { jobId: queue.start('import', { path: file, dialect }, null) };
    },
    'data.summary'() {
      const { db } = session.current().project;
      const { dataset } = readStudyState(db);
      if (dataset === null) return null;
      return {
        id: dataset.id,
        fileName: dataset.fileName,
        sha256: z.string().parse(dataset.sha256),
        rows: dataset.rowCount,
        columns: dataset.columns.flatMap(({ name, position }) => (position === null ? [] : [name])),
        rejectedCells: listRejectedCells(db, dataset.id, countLimit).length,
        rejectedRows: listRejectedRows(db, dataset.id, countLimit).length,
        missingCells: listMissingCells(db, dataset.id).length,
        importedAt: dataset.importedAt,
      };
    },
    'data.rejected'({ limit }) {
      const { db } = session.current().project;
      const { dataset } = readStudyState(db);
      if (dataset === null) return [];
      const rows = listRejectedRows(db, dataset.id, limit).map(({ row, line, reason, fields }) => ({
        row,
        line,
        column: null,
        reason,
        value: `${fields} fields`,
      }));
      const cells = listRejectedCells(db, dataset.id, limit).map(({ row, line, column, reason, text }) => ({
        row,
        line,
        column,
        reason,
        value: text,
      }));
      return [...rows, ...cells].sort((a, b) => a.row - b.row).slice(0, limit);
    },
  };
}
