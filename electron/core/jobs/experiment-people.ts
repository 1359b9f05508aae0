import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { PilotRow } from '../../../shared/domain/draw-pilot.ts';
import { drawPilot } from '../../../shared/domain/draw-pilot.ts';
import type { ExperimentCell } from '../../../shared/domain/plan-experiments.ts';
import type { UsedPart } from '../../../shared/domain/split.ts';
import { refuseOverlaps } from '../../../shared/domain/split.ts';
import { splitUnits } from '../../../shared/domain/split-units.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { nobodyToEvaluate } from '../../../shared/messages/evaluation-messages.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { readRowsInParts } from '../database/repositories/splits.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import type { Respondent } from './simulate-respondents.ts';

/** The humans of a cell with all that they answered, part by part. */
export interface CellPeople {
  /** Who tunes the model, or tuned the study's own; nobody for the untuned one. */
  readonly train: readonly Respondent[];
  readonly validation: readonly Respondent[];
  readonly evaluation: readonly Respondent[];
  /** Only where the cell measures how far twins follow them. */
  readonly rectification: readonly Respondent[];
}

/** Throws `split-overlap` when a human is in two parts, and `data-invalid` when nobody is left to be evaluated. */
export function cellPeople(db: ReadDb, state: StudyState, cell: ExperimentCell): CellPeople {
  const { codebook } = state.study;
  const split = required(state.split, 'a split');
  const dataset = required(state.dataset, 'imported data');
  const names = codebook.variables.filter(({ role }) => role !== 'excluded' && role !== 'id').map(({ name }) => name);
  const rowsOf = (part: UsedPart): number[] => readRowsInParts(db, split.id, [part]);
  const peopleIn = (rows: readonly number[]): Respondent[] => readAnswers(db, dataset.id, names, rows);
  refuseOverlaps([
    { name: 'the pilot', rows: readRowsInParts(db, split.id, ['pilot-train', 'pilot-validation']) },
    { name: 'evaluation', rows: rowsOf('evaluation') },
    { name: 'rectification', rows: rowsOf('rectification') },
  ]);
  const { arm, tuning } = cell;
  const inArm = ({ answers }: Respondent): boolean => arm !== null && answers[arm.variable] === arm.value;
  const taught = (person: Respondent): boolean => arm === null || arm.tuned || !inArm(person);
  const own = tuning === 'none' ? [] : peopleIn(rowsOf('pilot-train')).filter(taught);
  const evaluation = peopleIn(rowsOf('evaluation')).filter((person) => arm === null || inArm(person));
  if (evaluation.length === 0) throw new PilotlightError('data-invalid', nobodyToEvaluate(cell.label));
  return {
    train: typeof tuning === 'string' ? own : drawn(own, state, tuning.pilot),
    validation: tuning === 'none' ? [] : peopleIn(rowsOf('pilot-validation')).filter(taught),
    evaluation,
    rectification: cell.experiment === 'learning-curve' ? peopleIn(rowsOf('rectification')) : [],
  };
}

function drawn(
  people: readonly Respondent[],
  { study: { codebook, split } }: StudyState,
  choice: Parameters<typeof drawPilot>[1],
): Respondent[] {
  const units = splitUnits(people, codebook, { ...split, unit: 'respondent' });
  const strata = new Map(units.flatMap(({ rows, stratum }) => rows.map((row) => [row, stratum] as const)));
  const candidates = people.map(({ row, answers }): PilotRow => ({
    row,
    stratum: strata.get(row) ?? '',
    group: choice.kind === 'equal' ? String(answers[choice.by] ?? '') : '',
  }));
  const chosen = new Set(drawPilot(candidates, choice));
  return people.filter(({ row }) => chosen.has(row));
}

/** Persona and treatment alone: a twin never sees the answers it is asked for. */
export function withoutAnswers(
  people: readonly Respondent[],
  { study: { codebook } }: Pick<StudyState, 'study'>,
): Respondent[] {
  const names = variablesWithRole(codebook, 'persona', 'treatment').map(({ name }) => name);
  return people.map(({ row, answers }) => ({
    row,
    answers: Object.fromEntries(names.map((name) => [name, answers[name] ?? null])),
  }));
}
