import type { Variable } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { SimulatedPart, UsedPart } from '../../../shared/domain/split.ts';
import { refuseOverlaps, usedParts } from '../../../shared/domain/split.ts';
import { promptedId } from '../../../shared/evaluation/baseline-ids.ts';
import type { PilotRows, SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { readCounts, readRowsInParts } from '../database/repositories/splits.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import { crossFittedRows } from './cross-fitted-rows.ts';
import type { EvaluationRequest } from './evaluator-contract.ts';
import { peopleColumns } from './people-columns.ts';
import type { TwinColumns } from './read-twins.ts';
import { atOnce, readTwins } from './read-twins.ts';

const modelLabels = { base: 'Base model', adapted: 'Adapted model' } as const;

/** The same at once. */
export function buildEvaluationRequest(db: ReadDb, state: StudyState): EvaluationRequest {
  return atOnce(evaluationRequest(db, state));
}

/**
 * Gathers what an evaluation compares: the answers of the evaluation humans, those of their twins from both models, the
 * pilot for the baselines, and the rectification humans with their own twins where the split has any. Throws `not-found` when
 * a phase is missing, `simulation-missing` when somebody has no twin and `split-overlap` when people are in two parts. Yields now and then: nothing that it reads is ever written again.
 */
export function* evaluationRequest(db: ReadDb, state: StudyState): Generator<void, EvaluationRequest> {
  const { study } = state;
  const dataset = required(state.dataset, 'imported data');
  const split = required(state.split, 'a split');
  const kept = study.codebook.variables.filter(({ role }) => role !== 'excluded' && role !== 'id');
  const names = kept.map(({ name }) => name);
  const rowsOf = (...parts: UsedPart[]): number[] => readRowsInParts(db, split.id, parts);
  const [rows, pilotRows, rectifiedRows] = [rowsOf('evaluation'), rowsOf('pilot-train'), rowsOf('rectification')];
  refuseOverlaps([
    { name: 'the pilot', rows: rowsOf('pilot-train', 'pilot-validation') },
    { name: 'evaluation', rows },
    { name: 'rectification', rows: rectifiedRows },
  ]);
  const items = variablesWithRole(study.codebook, 'belief').concat(variablesWithRole(study.codebook, 'action'));
  const counts = readCounts(db, split.id);
  const answersOf = (own: readonly number[]): PilotRows =>
    peopleColumns(kept, items, readAnswers(db, dataset.id, names, own));
  yield;
  const humans = answersOf(rows);
  yield;
  const pilot = answersOf(pilotRows);
  const models: { readonly id: 'base' | 'adapted'; readonly twins: Record<SimulatedPart, TwinColumns> }[] = [];
  for (const id of ['base', 'adapted'] as const) {
    const { outputId } = required(state.phases.get(`simulate-${id}`), `simulated answers of the ${id} model`);
    const both = { evaluation: rows, rectification: rectifiedRows };
    const twins = yield* readTwins(db, outputId, { items, seeds: study.simulation.seeds, rows: both });
    models.push({ id, twins });
  }
  const prompted = yield* promptedSources(db, state, items, rows);
  const crossFit = { items, evaluation: rows, pilot: pilotRows, answers: pilot };
  const crossFitted = yield* crossFittedRows(db, state, crossFit);
  const input = {
    study: { name: study.name, title: study.title, notice: study.notice, synthetic: study.synthetic },
    sample: {
      rows: dataset.rowCount,
      parts: usedParts.map((name) => ({ name, n: counts[name] })),
    },
    codebook: study.codebook,
    n: humans.n,
    frame: humans.frame,
    items: items.map((variable, i) => ({ variable, human: humans.answers[i] ?? new Int16Array(humans.n).fill(-1) })),
    sources: [
      ...models.map(({ id, twins }) => ({ id, kind: id, label: modelLabels[id], ...twins.evaluation })),
      ...prompted,
    ],
    pilot,
    rectification:
      rectifiedRows.length === 0
        ? null
        : {
            ...answersOf(rectifiedRows),
            sources: models.map(({ id, twins: { rectification } }) => ({ id, ...rectification })),
          },
    crossFitted,
    regressions: study.regressions,
    settings: study.evaluation,
  };
  return { input, rule: study.rule };
}

/** The base model with pilot rows in its prompt; none where the study asks for none. */
function* promptedSources(
  db: ReadDb,
  { study, phases }: StudyState,
  items: readonly Variable[],
  rows: readonly number[],
): Generator<void, SimulatedSource[]> {
  const shown = study.evaluation.promptRows;
  if (shown === undefined) return [];
  const { outputId } = required(phases.get('simulate-prompted'), 'simulated answers with pilot rows in the prompt');
  const both = { evaluation: rows, rectification: [] };
  const twins = yield* readTwins(db, outputId, { items, seeds: study.simulation.seeds, rows: both });
  const label = `Base model with ${shown} pilot ${shown === 1 ? 'row' : 'rows'} in the prompt`;
  return [{ id: promptedId, kind: 'baseline', label, ...twins.evaluation }];
}
