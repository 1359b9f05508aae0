import { z } from 'zod';
import type { Progress } from '../../../shared/contract/jobs.ts';
import { experimentIds } from '../../../shared/domain/experiments.ts';
import type { ExperimentCell } from '../../../shared/domain/plan-experiments.ts';
import { cellName } from '../../../shared/evaluation/experiments/experiment-table.ts';
import { experimentTitles } from '../../../shared/evaluation/experiments/experiment-titles.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { studyChangedSince } from '../../../shared/messages/core-messages.ts';
import { planFingerprint, plannedCells } from '../operations/experiment-parts.ts';
import { readStudyState, required } from '../operations/study-state.ts';
import type { TimedCell } from './cell-pace.ts';
import { secondsLeft } from './cell-pace.ts';
import type { CellMemory } from './cell-adapter.ts';
import { deleteAbandoned } from './cell-adapter.ts';
import { runCell } from './experiment-cell.ts';
import type { JobContext } from './job-context.ts';
import { defineJob } from './job-context.ts';

const experimentNames: readonly string[] = experimentIds;

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
    const wanted = new Set(planned.flatMap(({ fingerprint }) => fingerprint ?? []));
    deleteAbandoned(context, wanted, (experiment) => experimentNames.includes(experiment));
    const memory: CellMemory = { selfChecks: null };
    const open = planned.filter(({ done }) => !done);
    const timed: TimedCell[] = [];
    const seconds = (): number => context.dependencies.clock().getTime() / 1000;
    for (const [index, { cell, fingerprint, earlier }] of open.entries()) {
      const begun = seconds();
      const done = planned.length - open.length + index;
      const left = open.slice(index).map((one) => tunes(one.cell));
      const alike = planned.flatMap((one) => (one.cell.experiment === cell.experiment ? [one.cell] : []));
      const name = cellName(cell, { id: cell.experiment, cells: alike });
      const named = namedContext(context, `${experimentTitles[cell.experiment]}, ${name}`, () => ({
        done,
        total: planned.length,
        unit: 'cells',
        secondsLeft: secondsLeft(timed, left, seconds() - begun),
      }));
      await runCell(named, state, { cell, fingerprint: required(fingerprint, 'an adapter'), earlier }, memory);
      timed.push({ tunes: tunes(cell), seconds: seconds() - begun });
    }
    return { cells: planned.length };
  },
});

/** Whether a cell has a training of its own, which is most of its time. */
function tunes({ tuning }: ExperimentCell): boolean {
  return typeof tuning !== 'string';
}

type Whole = NonNullable<Progress['whole']>;

/** The same context, in which what is reported says which cell it belongs to, and how far all of them are. */
function namedContext(context: JobContext, title: string, wholeOf: () => Whole): JobContext {
  return {
    ...context,
    report(progress) {
      const whole = wholeOf();
      const phase = `${title} (${whole.done + 1} of ${whole.total}): ${progress.phase}`;
      context.report({ ...progress, phase, whole });
    },
  };
}
