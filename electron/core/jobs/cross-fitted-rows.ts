import type { Variable } from '../../../shared/domain/codebook.ts';
import { gatherFolds } from '../../../shared/evaluation/cross-fitting.ts';
import type { CrossFittedRows, PilotRows } from '../../../shared/evaluation/evaluation-input.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { findSimulationByFingerprint } from '../database/repositories/simulations.ts';
import { foldFingerprint } from '../operations/phase-parts.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import { foldsOfPilot } from './fold-people.ts';
import { readTwins } from './read-twins.ts';

interface CrossFitRequest {
  readonly items: readonly Variable[];
  /** Rows of the evaluation humans. */
  readonly evaluation: readonly number[];
  /** Rows of pilot-train, and what these people answered in that order. */
  readonly pilot: readonly number[];
  readonly answers: PilotRows;
}

/**
 * The pilot with the twins of its folds; null where the study asks for none. Throws `not-found` before the phase is done and
 * `simulation-missing` when somebody has no twin.
 */
export function crossFittedRows(db: ReadDb, state: StudyState, request: CrossFitRequest): CrossFittedRows | null {
  const { study, phases } = state;
  if (study.rectification === undefined) return null;
  const { crossFit: folds } = study.rectification;
  const { items, evaluation, pilot, answers } = request;
  const { fingerprint } = required(phases.get('cross-fit'), 'answers simulated fold by fold');
  const foldByRow = foldsOfPilot(db, state);
  const foldOf = Int16Array.from(pilot, (row) => foldByRow.get(row) ?? -1);
  const twins = Array.from({ length: folds }, (_, fold) => {
    const own = [...pilot.keys()].filter((place) => foldOf[place] === fold);
    const simulation = required(findSimulationByFingerprint(db, foldFingerprint(fingerprint, fold)), 'all folds');
    const rows = { evaluation, rectification: own.map((place) => pilot[place] ?? -1) };
    return { own, ...readTwins(db, simulation.id, { items, seeds: study.simulation.seeds, rows }) };
  });
  const labelled = gatherFolds(
    twins.map(({ own, rectification }) => ({ own, twins: rectification })),
    items.map(({ options }) => options.length),
    pilot.length,
  );
  const unlabelled = twins.map(({ evaluation: others }) => others);
  return { ...answers, folds, foldOf, sources: [{ id: 'adapted', labelled, unlabelled }] };
}
