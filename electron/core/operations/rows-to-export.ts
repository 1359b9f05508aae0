import type { ExportFacts } from '../../../shared/contract/export.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import type {
  ExportFacts as CountedExport,
  ExportedRows,
} from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { exportFacts, exportedRows } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import type { ExportedSides } from '../../../shared/evaluation/reproduction/exported-sides.ts';
import { rowsLayout } from '../../../shared/evaluation/reproduction/rows-layout.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import { tooFewToExport } from '../../../shared/messages/export-messages.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { buildEvaluationRequest } from '../jobs/evaluation-request.ts';
import { readStudyState } from './study-state.ts';

/** The rows of an export. Throws as `buildEvaluationRequest`, and `data-invalid` with too few respondents. */
export function rowsToExport(db: ReadDb, sides: ExportedSides): ExportedRows {
  const { state, input } = exportableStudy(db);
  return exportedRows(input, rowsLayout(state.study), sides, state.study.simulation.seeds);
}

/** What an export would hold, without its rows. Throws as `rowsToExport`. */
export function factsOfExport(db: ReadDb, sides: ExportedSides): ExportFacts {
  const { state, input } = exportableStudy(db);
  return factsOfRows(exportFacts(input, rowsLayout(state.study), sides));
}

function exportableStudy(db: ReadDb) {
  const state = readStudyState(db);
  const { input } = buildEvaluationRequest(db, state);
  if (input.n < defaultSmallestCell) {
    throw new PilotlightError('data-invalid', tooFewToExport(input.n, defaultSmallestCell), { respondents: input.n });
  }
  return { state, input };
}

export function factsOfRows({ header, count, respondents, alone }: CountedExport): ExportFacts {
  return { respondents, rows: count, columns: [...header], alone };
}
