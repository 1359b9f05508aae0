import type { Variable } from '../../../shared/domain/codebook.ts';
import type { SimulatedPart } from '../../../shared/domain/split.ts';
import { gatherFolds } from '../../../shared/evaluation/cross-fitting.ts';
import type { CrossFittedRows, PilotRows } from '../../../shared/evaluation/evaluation-input.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { findSimulationByFingerprint } from '../database/repositories/simulations.ts';
import { foldFingerprint } from '../operations/phase-parts.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import { foldsOfPilot } from './fold-people.ts';
import type { TwinColumns } from './read-twins.ts';
import { readTwins } from './read-twins.ts';

interface CrossFitRequest {
  readonly items: readonly Variable[];
  /** Rows of the evaluation humans. */
  readonly evaluation: readonly number[];
  /** Rows of pilot-train, and what these people answered in that order. */
  readonly pilot: readonly number[];
  readonly answers: PilotRows;
}

/** The twins of one adapter, and the places in the pilot of those whom it was trained without. */
type FoldTwins = Record<SimulatedPart, TwinColumns> & { readonly own: readonly number[] };

/**
 * The pilot with the twins of its folds; null where the study asks for none. Throws `not-found` before the phase is done and
 * `simulation-missing` when somebody has no twin. Yields now and then.
 */
export function* crossFittedRows(
  db: ReadDb,
  state: StudyState,
  request: CrossFitRequest,
): Generator<void, CrossFittedRows | null> {
  const { study, phases } = state;
  if (study.rectification === undefined) return null;
  const { crossFit: folds } = study.rectification;
  const { items, evaluation, pilot, answers } = request;
  const { fingerprint } = required(phases.get('cross-fit'), 'answers simulated fold by fold');
  const foldByRow = foldsOfPilot(db, state);
  const foldOf = Int16Array.from(pilot, (row) => foldByRow.get(row) ?? -1);
  const twins: FoldTwins[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const own = [...pilot.keys()].filter((place) => foldOf[place] === fold);
    const simulation = required(findSimulationByFingerprint(db, foldFingerprint(fingerprint, fold)), 'all folds');
    const rows = { evaluation, rectification: own.map((place) => pilot[place] ?? -1) };
    const read = yield* readTwins(db, simulation.id, { items, seeds: study.simulation.seeds, rows });
    twins.push({ own, ...read });
  }
  const labelled = gatherFolds(
    twins.map(({ own, rectification }) => ({ own, twins: rectification })),
    items.map(({ options }) => options.length),
    pilot.length,
  );
  const unlabelled = twins.map(({ evaluation: others }) => others);
  return { ...answers, folds, foldOf, sources: [{ id: 'adapted', labelled, unlabelled }] };
}
