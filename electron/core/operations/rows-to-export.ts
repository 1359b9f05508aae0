import type { ExportFacts } from '../../../shared/contract/export.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import type { ExportedRows, ExportedSides } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { exportedRows } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { rowsLayout } from '../../../shared/evaluation/reproduction/rows-layout.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import { tooFewToExport } from '../../../shared/messages/export-messages.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { buildEvaluationRequest } from '../jobs/evaluation-request.ts';
import { readStudyState } from './study-state.ts';

/** What an export would hold. Throws as `buildEvaluationRequest`, and `data-invalid` with too few respondents. */
export function rowsToExport(db: ReadDb, sides: ExportedSides): ExportedRows {
  const state = readStudyState(db);
  const { input } = buildEvaluationRequest(db, state);
  if (input.n < defaultSmallestCell) {
    throw new PilotlightError('data-invalid', tooFewToExport(input.n, defaultSmallestCell), { respondents: input.n });
  }
  return exportedRows(input, rowsLayout(state.study), sides, state.study.simulation.seeds);
}

export function factsOfRows({ header, rows, respondents, alone }: ExportedRows): ExportFacts {
  return { respondents, rows: rows.length, columns: [...header], alone };
}
