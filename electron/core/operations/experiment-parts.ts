import type { ExperimentCell } from '../../../shared/domain/plan-experiments.ts';
import { planExperiments } from '../../../shared/domain/plan-experiments.ts';
import { withDifferences } from '../../../shared/evaluation/experiments/cell-differences.ts';
import type {
  Experiment,
  ExperimentsBlock,
  StoredCell,
} from '../../../shared/evaluation/experiments/experiment-results.ts';
import { isPresentCell, storedCellSchema } from '../../../shared/evaluation/experiments/experiment-results.ts';
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
  // The label of a treatment is part of the codebook already.
  const { group: _, ...described } = cell;
  return hashJson({
    cell: described,
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
  /** The one that an earlier version kept the cell under. */
  readonly earlier: string | null;
  readonly done: boolean;
  /** Done by an earlier version whose measures mean something else. */
  readonly outdated: boolean;
}

/** Every cell that the present study asks for, and whether it is done. */
export function plannedCells(db: ReadDb, state: StudyState, versions: PhaseParts): PlannedCell[] {
  return keptCells(db, state, versions).map(({ results, outdated, ...cell }) => ({
    ...cell,
    done: results !== null,
    outdated: outdated !== null,
  }));
}

interface KeptCell extends Pick<PlannedCell, 'cell' | 'fingerprint' | 'earlier'> {
  /** What the cell has given; null before it is done. */
  readonly results: StoredCell | null;
  /** What it has given in an earlier version, whose measures mean something else; null where it did not, or was done anew. */
  readonly outdated: StoredCell | null;
}

/** Cells of the first versions know no subgroups, and are kept under the hash of a study without any. */
function keptCells(db: ReadDb, state: StudyState, versions: PhaseParts): KeptCell[] {
  const stored = (fingerprint: string | null): StoredCell | null => {
    const found = fingerprint === null ? null : (findExperimentCell(db, fingerprint)?.results ?? null);
    return found === null ? null : storedCellSchema.parse(found);
  };
  return planExperiments(state.study).map((cell) => {
    const fingerprint = cellFingerprint(state, cell, versions);
    const earlier = fingerprintWith(state, cell, versions, []);
    const own = stored(fingerprint);
    const older = earlier === fingerprint ? null : stored(earlier);
    const results = own !== null && isPresentCell(own) ? own : null;
    const outdated = [own, older].find((kept) => kept !== null && !isPresentCell(kept)) ?? null;
    return { cell, fingerprint, earlier, results, outdated: results === null ? outdated : null };
  });
}

/** One hash for all cells of a study. */
export function planFingerprint(planned: readonly PlannedCell[]): string {
  return hashJson(planned.map(({ fingerprint }) => fingerprint));
}

/** What the cells of the present study have given so far; null before the first. */
export function experimentResults(db: ReadDb, state: StudyState, versions: PhaseParts): ExperimentsBlock | null {
  const kept = Map.groupBy(keptCells(db, state, versions), ({ cell }) => cell.experiment);
  const begun = [...kept].flatMap(([id, own]): Experiment[] => {
    const cells = own.flatMap(({ cell: { group }, results }): StoredCell[] =>
      results === null ? [] : [{ ...results, ...(group === undefined ? {} : { group }) }],
    );
    const outdated = own.filter((cell) => cell.outdated !== null).length;
    if (cells.length === 0 && outdated === 0) return [];
    const counts = { planned: own.length, ...(outdated === 0 ? {} : { outdated }) };
    return [{ id, ...counts, cells: withDifferences(id, cells, own[0]?.cell.id ?? '') }];
  });
  return begun.length === 0 ? null : { definitions: experimentDefinitionIds, experiments: begun };
}
