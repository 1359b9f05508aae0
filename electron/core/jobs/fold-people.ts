import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import { crossFitFolds } from '../../../shared/domain/cross-fit.ts';
import { refuseOverlaps } from '../../../shared/domain/split.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { readRowsInParts } from '../database/repositories/splits.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import { withoutAnswers } from './experiment-people.ts';
import type { Respondent } from './simulate-respondents.ts';

/** The humans of one fold. */
export interface Fold {
  /** Who trains its adapter: pilot-train without the fold. */
  readonly train: readonly Respondent[];
  /** Who is left out and rectifies; persona and treatment alone. */
  readonly left: readonly Respondent[];
}

export interface FoldPeople {
  readonly folds: readonly Fold[];
  /** Who stops the training of every adapter and rectifies nothing. */
  readonly validation: readonly Respondent[];
  /** Persona and treatment alone. */
  readonly evaluation: readonly Respondent[];
}

/** Fold of each respondent of pilot-train by row, for the folds that the study asks for. */
export function foldsOfPilot(db: ReadDb, state: StudyState): Map<number, number> {
  const { codebook, split: settings, rectification } = state.study;
  const split = required(state.split, 'a split');
  const names = new Set(settings.stratify);
  for (const { name } of variablesWithRole(codebook, 'cluster')) names.add(name);
  const rows = readRowsInParts(db, split.id, ['pilot-train']);
  const people = readAnswers(db, required(state.dataset, 'imported data').id, [...names], rows);
  return crossFitFolds(people, codebook, settings, required(rectification, 'folds in the recipe').crossFit);
}

/** Who trains and who is simulated, fold by fold. Throws `split-overlap` when somebody would serve both. */
export function foldPeople(db: ReadDb, state: StudyState): FoldPeople {
  const { codebook } = state.study;
  const split = required(state.split, 'a split');
  const dataset = required(state.dataset, 'imported data');
  const names = variablesWithRole(codebook, 'persona', 'treatment', 'belief', 'action').map(({ name }) => name);
  const foldOf = foldsOfPilot(db, state);
  const answersOf = (rows: readonly number[]): Respondent[] => readAnswers(db, dataset.id, names, rows);
  const pilot = answersOf([...foldOf.keys()]);
  const validation = answersOf(readRowsInParts(db, split.id, ['pilot-validation']));
  const evaluation = readRowsInParts(db, split.id, ['evaluation']);
  const shown = variablesWithRole(codebook, 'persona', 'treatment').map(({ name }) => name);
  const folds = [...new Set(foldOf.values())]
    .sort((a, b) => a - b)
    .map((fold) => {
      const train = pilot.filter(({ row }) => foldOf.get(row) !== fold);
      const left = pilot.filter(({ row }) => foldOf.get(row) === fold);
      refuseOverlaps([
        { name: `the training without fold ${fold + 1}`, rows: train.map(({ row }) => row) },
        { name: `fold ${fold + 1}`, rows: left.map(({ row }) => row) },
        { name: 'pilot-validation', rows: validation.map(({ row }) => row) },
        { name: 'evaluation', rows: evaluation },
      ]);
      return { train, left: withoutAnswers(left, state) };
    });
  return { folds, validation, evaluation: readAnswers(db, dataset.id, shown, evaluation) };
}
