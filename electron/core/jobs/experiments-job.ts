import { z } from 'zod';
import { experimentTitles } from '../../../shared/evaluation/experiments/experiment-titles.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { studyChangedSince } from '../../../shared/messages/core-messages.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { deleteAdapter } from '../database/repositories/adapters.ts';
import { listUnfinishedCells, saveExperimentCell } from '../database/repositories/experiment-cells.ts';
import { planFingerprint, plannedCells } from '../operations/experiment-parts.ts';
import { readStudyState, required } from '../operations/study-state.ts';
import type { CellMemory } from './experiment-cell.ts';
import { runCell } from './experiment-cell.ts';
import type { JobContext } from './job-context.ts';
import { defineJob } from './job-context.ts';

/** `plan`: hash of all cells, so that a resumed job does not mix two studies. */
const inputSchema = z.object({ plan: z.string() });

/** Does the cells of the study's experiments that are not done yet, one after the other; a cell that was cut off is done again. */
export const experimentsJob = defineJob({
  kind: 'experiments',
  input: inputSchema,
  async run({ plan }, context) {
    const state = readStudyState(context.db);
    const planned = plannedCells(context.db, state, context.dependencies.versions);
    if (planFingerprint(planned) !== plan) {
      throw new PilotlightError('data-changed', studyChangedSince(['the experiments, or what they rest on']));
    }
    deleteAbandoned(context, new Set(planned.flatMap(({ fingerprint }) => fingerprint ?? [])));
    const memory: CellMemory = { selfChecks: null };
    for (const [index, { cell, fingerprint, done }] of planned.entries()) {
      if (done) continue;
      const title = `${experimentTitles[cell.experiment]}, ${cell.id} (${index + 1} of ${planned.length})`;
      const named = namedContext(context, title);
      await runCell(named, state, { cell, fingerprint: required(fingerprint, 'an adapter') }, memory);
    }
    return { cells: planned.length };
  },
});

/** The same context, in which what is reported says which cell it belongs to. */
function namedContext(context: JobContext, title: string): JobContext {
  return { ...context, report: (progress) => context.report({ ...progress, phase: `${title}: ${progress.phase}` }) };
}

/** Deletes adapters of cells that were cut off and are no longer asked for. */
function deleteAbandoned({ db }: JobContext, wanted: ReadonlySet<string>): void {
  const abandoned = listUnfinishedCells(db).filter(({ fingerprint }) => !wanted.has(fingerprint));
  if (abandoned.length === 0) return;
  writeTransaction(db, ['experiments', 'adapters'], (write) => {
    for (const { adapterId, ...cell } of abandoned) {
      saveExperimentCell(write, { ...cell, adapterId: null });
      deleteAdapter(write, adapterId);
    }
  });
}
