import { z } from 'zod';
import type { ExperimentCell } from '../../../shared/domain/plan-experiments.ts';
import { planExperiments } from '../../../shared/domain/plan-experiments.ts';
import { withDifferences } from '../../../shared/evaluation/experiments/cell-differences.ts';
import type {
  Experiment,
  ExperimentsBlock,
  StoredCell,
} from '../../../shared/evaluation/experiments/experiment-results.ts';
import { storedCellSchema } from '../../../shared/evaluation/experiments/experiment-results.ts';
import { experimentDefinitionIds } from '../../../shared/evaluation/experiments/experiment-definitions.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { findExperimentCell } from '../database/repositories/experiment-cells.ts';
import { hashJson } from '../files/hash.ts';
import type { PhaseParts } from './phase-parts.ts';
import type { StudyState } from './study-state.ts';

/**
 * Hash of everything that a cell is computed from; null where something is missing yet. Cells of equal hash are one
 * computation, whichever job has done them.
 */
export function cellFingerprint(state: StudyState, cell: ExperimentCell, versions: PhaseParts): string | null {
  return fingerprintWith(state, cell, versions, state.study.evaluation.subgroups);
}

function fingerprintWith(
  state: StudyState,
  cell: ExperimentCell,
  versions: PhaseParts,
  subgroups: readonly string[],
): string | null {
  const { study, split, model, adapter, phases } = state;
  if (split === null || model === null || (cell.tuning === 'study' && adapter === null)) return null;
  const { adaptation } = study;
  return hashJson({
    cell,
    imported: phases.get('import')?.fingerprint ?? '',
    split: split.hash,
    model: model.sha256,
    codebook: study.codebook,
    prompt: study.prompt,
    stratify: study.split.stratify,
    rule: study.rule,
    regressions: study.regressions,
    evaluation: { ...study.evaluation, subgroups, promptRows: null },
    wording: study.experiments?.robustness?.wordings.find(({ name }) => name === cell.wording) ?? null,
    adaptation: typeof cell.tuning === 'string' ? null : { ...adaptation, canaries: null },
    adapter: cell.tuning === 'study' ? (adapter?.sha256 ?? '') : null,
    engine: versions['node-llama-cpp'] ?? '',
  });
}

/** Hash of what the experiments have given so far; null before the first cell. */
export function experimentsHash(db: ReadDb, state: StudyState, versions: PhaseParts): string | null {
  const results = experimentResults(db, state, versions);
  return results === null ? null : hashJson(results);
}

export interface PlannedCell {
  readonly cell: ExperimentCell;
  /** Null where a split, a model or the study's adapter is missing. */
  readonly fingerprint: string | null;
  readonly done: boolean;
}

/** Every cell that the present study asks for, and whether it is done. */
export function plannedCells(db: ReadDb, state: StudyState, versions: PhaseParts): PlannedCell[] {
  return planExperiments(state.study).map((cell) => {
    const fingerprint = cellFingerprint(state, cell, versions);
    return { cell, fingerprint, done: resultsOf(db, state, cell, versions) !== null };
  });
}

/**
 * What a cell has given; null before it is done. Cells of earlier versions know no subgroups, and are kept under the hash of a
 * study without any.
 */
function resultsOf(db: ReadDb, state: StudyState, cell: ExperimentCell, versions: PhaseParts): unknown {
  const stored = (fingerprint: string | null): unknown =>
    fingerprint === null ? null : (findExperimentCell(db, fingerprint)?.results ?? null);
  const own = stored(cellFingerprint(state, cell, versions));
  if (own !== null) return own;
  const older = stored(fingerprintWith(state, cell, versions, []));
  return older !== null && ofEarlierVersion.safeParse(older).success ? older : null;
}

const ofEarlierVersion = z.object({ sources: z.array(z.object({ subgroups: z.undefined().optional() })) });

/** One hash for all cells of a study. */
export function planFingerprint(planned: readonly PlannedCell[]): string {
  return hashJson(planned.map(({ fingerprint }) => fingerprint));
}

/** What the cells of the present study have given so far; null before the first. */
export function experimentResults(db: ReadDb, state: StudyState, versions: PhaseParts): ExperimentsBlock | null {
  const experiments = new Map<Experiment['id'], { planned: number; first: string; cells: StoredCell[] }>();
  for (const { cell } of plannedCells(db, state, versions)) {
    const own = experiments.get(cell.experiment) ?? { planned: 0, first: cell.id, cells: [] };
    const results = resultsOf(db, state, cell, versions);
    const cells = results === null ? [] : [storedCellSchema.parse(results)];
    experiments.set(cell.experiment, { ...own, planned: own.planned + 1, cells: [...own.cells, ...cells] });
  }
  const begun = [...experiments].flatMap(([id, { planned, first, cells }]): Experiment[] =>
    cells.length === 0 ? [] : [{ id, planned, cells: withDifferences(id, cells, first) }],
  );
  return begun.length === 0 ? null : { definitions: experimentDefinitionIds, experiments: begun };
}
