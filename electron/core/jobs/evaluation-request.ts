import type { Answers, CellValue, Variable } from '../../../shared/domain/codebook.ts';
import { optionIndex, variablesWithRole } from '../../../shared/domain/codebook.ts';
import { refuseOverlap, usedParts } from '../../../shared/domain/split.ts';
import type { SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import type { Frame } from '../../../shared/statistics/types.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { iterateAnswers, iterateProbabilities } from '../database/repositories/simulation-blocks.ts';
import { readAssignment, readRowsInParts } from '../database/repositories/splits.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import type { EvaluationRequest } from './evaluator-contract.ts';

interface Person {
  readonly row: number;
  readonly answers: Answers;
}

/**
 * Gathers what an evaluation compares: the answers of the evaluation humans, those of their twins from both models, and the
 * pilot for the baselines. Throws `not-found` when a phase is missing and `split-overlap` when people are in two parts.
 */
export function buildEvaluationRequest(db: ReadDb, state: StudyState): EvaluationRequest {
  const { study } = state;
  const dataset = required(state.dataset, 'imported data');
  const split = required(state.split, 'a split');
  const kept = study.codebook.variables.filter(({ role }) => role !== 'excluded' && role !== 'id');
  const names = kept.map(({ name }) => name);
  const rows = readRowsInParts(db, split.id, ['evaluation']);
  const pilotRows = readRowsInParts(db, split.id, ['pilot-train']);
  refuseOverlap({ name: 'the pilot', rows: pilotRows }, { name: 'evaluation', rows });
  const humans = readAnswers(db, dataset.id, names, rows);
  const pilot = readAnswers(db, dataset.id, names, pilotRows);
  const items = variablesWithRole(study.codebook, 'belief').concat(variablesWithRole(study.codebook, 'action'));
  const columns = kept.filter(({ role }) => role !== 'belief' && role !== 'action');
  const assignment = [...readAssignment(db, split.id).values()];
  const seeds = study.simulation.seeds;
  const sources = (['base', 'adapted'] as const).map((kind) => {
    const simulation = required(
      state.phases.get(`simulate-${kind}`),
      `simulated answers of the ${kind} model`,
    ).outputId;
    const label = kind === 'base' ? 'Base model' : 'Adapted model';
    return { id: kind, kind, label, ...readSource(db, simulation, items, rows, seeds) };
  });
  const input = {
    study: { name: study.name, title: study.title, notice: study.notice, synthetic: study.synthetic },
    sample: {
      rows: dataset.rowCount,
      parts: usedParts.map((name) => ({ name, n: assignment.filter((part) => part === name).length })),
    },
    codebook: study.codebook,
    n: humans.length,
    frame: toFrame(columns, humans),
    items: items.map((variable) => ({ variable, human: toIndices(variable, humans) })),
    sources,
    pilot: { n: pilot.length, frame: toFrame(columns, pilot), answers: items.map((item) => toIndices(item, pilot)) },
    regressions: study.regressions,
    settings: study.evaluation,
  };
  return { input, rule: study.rule };
}

function toFrame(variables: readonly Variable[], people: readonly Person[]): Frame {
  return Object.fromEntries(
    variables.map(({ name }) => [name, people.map(({ answers }): CellValue => answers[name] ?? null)]),
  );
}

function toIndices(variable: Variable, people: readonly Person[]): Int16Array {
  return Int16Array.from(people, ({ answers }) => optionIndex(variable, answers[variable.name] ?? null));
}

/** Probabilities and draws of one simulation in the order of the rows; an action's probabilities are averaged over seeds. */
function readSource(
  db: ReadDb,
  simulationId: string,
  items: readonly Variable[],
  rows: readonly number[],
  seeds: readonly number[],
): Pick<SimulatedSource, 'probabilities' | 'draws' | 'outside'> {
  const placeOfRow = new Map(rows.map((row, index) => [row, index]));
  const placeOfItem = new Map(items.map((item, index) => [item.name, index]));
  const placeOfSeed = new Map(seeds.map((seed, index) => [seed, index]));
  const probabilities = items.map((item) => new Float64Array(rows.length * item.options.length));
  const outside = items.map(() => new Float64Array(rows.length));
  const draws = seeds.map(() => items.map(() => new Int16Array(rows.length).fill(-1)));
  for (const entry of iterateProbabilities(db, simulationId)) {
    const place = placeOfRow.get(entry.row);
    const item = placeOfItem.get(entry.item);
    if (place === undefined || item === undefined) continue;
    const share = entry.seed === null ? 1 : 1 / seeds.length;
    const target = probabilities[item];
    entry.probabilities.forEach((probability, option) => {
      const at = place * entry.probabilities.length + option;
      if (target !== undefined) target[at] = (target[at] ?? 0) + share * probability;
    });
    const mass = outside[item];
    if (mass !== undefined) mass[place] = (mass[place] ?? 0) + share * entry.outside;
  }
  for (const { seed, row, item, value } of iterateAnswers(db, simulationId)) {
    const variable = items[placeOfItem.get(item) ?? -1];
    const target = draws[placeOfSeed.get(seed) ?? -1]?.[placeOfItem.get(item) ?? -1];
    const place = placeOfRow.get(row);
    if (variable !== undefined && target !== undefined && place !== undefined)
      target[place] = optionIndex(variable, value);
  }
  return { probabilities, draws, outside };
}
