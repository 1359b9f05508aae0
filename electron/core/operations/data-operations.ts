import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { dataContract } from '../../../shared/contract/data.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { dataFileMissing } from '../../../shared/messages/core-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { listRejectedCells, listRejectedRows } from '../database/repositories/cells.ts';
import { readPage } from '../database/repositories/cell-pages.ts';
import type { Dataset } from '../database/repositories/datasets.ts';
import { countLeftOut } from '../database/repositories/datasets.ts';
import { present } from '../files/present.ts';
import type { Session } from '../session.ts';
import { manyRows } from './many-rows.ts';
import { currentDataset } from './study-state.ts';
import { summariseColumn } from './summarise-column.ts';
import { tellProgress } from './tell-progress.ts';

type DataHandlers = Handlers<typeof dataContract>;

export function dataOperations(session: Session): DataHandlers {
  return { ...importOperations(session), ...tableOperations(session) };
}

function importOperations(
  session: Session,
): Pick<DataHandlers, 'data.import' | 'data.inspect' | 'data.summary' | 'data.rejected'> {
  return {
    'data.import'({ path, dialect }) {
      const file = resolve(path);
      if (!existsSync(file)) throw new PilotlightError('file-not-found', dataFileMissing(file), { path: file });
      const { queue } = session.current();
      return { jobId: queue.start('import', { path: file, dialect }, null) };
    },
    'data.inspect': ({ path, dialect }, { signal }) =>
      tellProgress(session.dependencies.clock, async (report) => {
        const { inspectDelimited } = await import('../files/importers/inspect-delimited.ts');
        return inspectDelimited(resolve(path), present(dialect), {
          signal,
          onScanned: (done, total) => report({ phase: 'Finding the encoding', done, total, unit: 'bytes' }),
          onRead: (done, total) => report({ phase: 'Reading the file', done, total, unit: 'bytes' }),
        });
      }),
    'data.summary'() {
      const { db } = session.current().project;
      const dataset = currentDataset(db);
      if (dataset === null) return null;
      const { rejectedCells, rejectedRows, missingCells } = countLeftOut(db, dataset);
      return {
        id: dataset.id,
        fileName: dataset.fileName,
        sha256: z.string().parse(dataset.sha256),
        rows: dataset.rowCount,
        columns: storedColumns(dataset),
        rejectedCells,
        rejectedRows,
        missingCells,
        importedAt: dataset.importedAt,
      };
    },
    'data.rejected'({ limit }) {
      const { db } = session.current().project;
      const dataset = currentDataset(db);
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

function tableOperations(session: Session): Pick<DataHandlers, 'data.page' | 'data.columnSummary'> {
  return {
    'data.page'({ offset, limit, columns }) {
      const { db } = session.current().project;
      const dataset = currentDataset(db);
      if (dataset === null) return null;
      const names = columns ?? storedColumns(dataset);
      const { rows } = readPage(db, dataset.id, names, { offset, limit });
      return {
        total: dataset.rowCount,
        columns: [...names],
        rows: rows.map(({ row, cells }) => ({ row, cells: [...cells] })),
      };
    },
    async 'data.columnSummary'({ name }, { signal }) {
      const { project, reader } = session.current();
      const rows = currentDataset(project.db)?.rowCount ?? 0;
      return rows > manyRows
        ? reader.read(signal, (client) => client.call('data.columnSummary', { name }))
        : summariseColumn(project.db, name);
    },
  };
}

function storedColumns(dataset: Dataset): string[] {
  return dataset.columns.flatMap(({ name, position }) => (position === null ? [] : [name]));
}
