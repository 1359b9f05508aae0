import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { ExperimentCell } from '../../../shared/domain/plan-experiments.ts';
import { askedCodebook, tunedCodebook } from '../../../shared/domain/plan-experiments.ts';
import type { Study } from '../../../shared/domain/study.ts';
import type { DrawnResults, StoredCell } from '../../../shared/evaluation/experiments/experiment-results.ts';
import { cellMeasures } from '../../../shared/evaluation/experiments/experiment-results.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { deleteAdapter, readAdapterBytes } from '../database/repositories/adapters.ts';
import {
  findExperimentCell,
  finishExperimentCell,
  saveExperimentCell,
} from '../database/repositories/experiment-cells.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { engineSettings } from '../engine-settings.ts';
import { startHost } from '../host-process.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import type { CellMemory } from './cell-adapter.ts';
import { cellAdapter } from './cell-adapter.ts';
import type { EvaluationRequest } from './evaluator-contract.ts';
import { evaluatorContract } from './evaluator-contract.ts';
import type { CellPeople } from './experiment-people.ts';
import { cellPeople, withoutAnswers } from './experiment-people.ts';
import type { JobContext } from './job-context.ts';
import { peopleColumns } from './people-columns.ts';
import type { TwinColumns } from './read-twins.ts';
import { collectTwins } from './read-twins.ts';
import { requireModelFile } from './require-model.ts';
import type { Respondent, ScorePrompts, SimulatedBlock } from './simulate-respondents.ts';
import { simulateBlock } from './simulate-respondents.ts';

/** Respondents scored together, as in simulations, so that equal models give equal numbers. */
const blockSize = 32;
const modelId = 'model';

/**
 * Does one cell: tunes its model, or goes on with the adapter that an interrupted run has left in the project, simulates,
 * evaluates, and stores the results. The adapter is deleted with that unless the study keeps it.
 */
export async function runCell(
  context: JobContext,
  state: StudyState,
  { cell, fingerprint, earlier }: Pick<CellWork, 'cell' | 'fingerprint' | 'earlier'>,
  memory: CellMemory,
): Promise<void> {
  const { db, dependencies, signal } = context;
  const people = cellPeople(db, state, cell);
  const modelPath = await requireModelFile(required(state.model, 'a base model'), signal);
  const adapterId = await adapterOf(context, state, { cell, fingerprint, earlier, people, modelPath, memory });
  const twins = await simulateTwins(context, state, { cell, people, modelPath, adapterId });
  const request = evaluationOf(state, cell, people, twins);
  const compact = await evaluated(context, request);
  const results = described(cell, people, compact);
  const keeps = state.study.experiments?.keepAdapters === true || cell.tuning === 'study';
  const endedAt = dependencies.clock().toISOString();
  writeTransaction(db, ['experiments', 'adapters'], (write) => {
    if (findExperimentCell(write, fingerprint) === undefined)
      saveExperimentCell(write, {
        fingerprint,
        experiment: cell.experiment,
        cell: cell.id,
        adapterId: null,
        begunAt: endedAt,
      });
    finishExperimentCell(write, { fingerprint, adapterId: keeps ? adapterId : null, results, endedAt });
    if (!keeps && adapterId !== null) deleteAdapter(write, adapterId);
  });
}

interface CellWork {
  readonly cell: ExperimentCell;
  readonly fingerprint: string;
  /** The fingerprint under which an earlier version may have kept the cell's adapter. */
  readonly earlier: string | null;
  readonly people: CellPeople;
  readonly modelPath: string;
  readonly memory: CellMemory;
}

/** The adapter that the cell's twins answer with: none, that of the study, one left by an earlier run, or a new one. */
async function adapterOf(context: JobContext, state: StudyState, work: CellWork): Promise<string | null> {
  const { cell, fingerprint, earlier, people, modelPath, memory } = work;
  if (cell.tuning === 'none') return null;
  if (cell.tuning === 'study') return required(state.adapter, 'an adapter').id;
  const { study } = state;
  return cellAdapter(
    context,
    {
      fingerprint,
      earlier,
      experiment: cell.experiment,
      cell: cell.id,
      codebook: tunedCodebook(study.codebook, cell),
      prompt: { ...study.prompt, persona: cell.persona },
      settings: { ...study.adaptation, seed: cell.tuning.seed },
      modelId: required(state.model, 'a base model').id,
      modelPath,
      train: people.train,
      validation: people.validation,
    },
    memory,
  );
}

interface TwinWork {
  readonly cell: ExperimentCell;
  readonly people: CellPeople;
  readonly modelPath: string;
  readonly adapterId: string | null;
}

async function simulateTwins(
  context: JobContext,
  state: StudyState,
  { cell, people, modelPath, adapterId }: TwinWork,
): Promise<Record<'evaluation' | 'rectification', TwinColumns>> {
  const { db, dependencies, signal } = context;
  const { study } = state;
  const adapter = adapterId === null ? null : readAdapterBytes(db, adapterId);
  await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
  await engine.client.call('engine.open', engineSettings(dependencies, modelPath, adapter), { signal });
  const score: ScorePrompts = (prompts) =>
    engine.client.call(
      'engine.score',
      { prompts: prompts.map(({ system, user, answers }) => ({ system, user, answers: [...answers] })) },
      { signal },
    );
  const seeds = [...cell.simulationSeeds];
  const plan = {
    codebook: askedCodebook(study, cell),
    prompt: { ...study.prompt, persona: cell.persona },
    simulation: { seeds, optionOrder: cell.optionOrder },
  };
  // Blocks hold people of one part only, as in the simulations of the study.
  const parts = [people.evaluation, people.rectification].map((part) => withoutAnswers(part, state));
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const blocks: SimulatedBlock[] = [];
  let done = 0;
  for (const block of parts.flatMap((part) => chunk(part, blockSize))) {
    context.report({ phase: 'Simulating', done, total, unit: 'respondents' });
    blocks.push(await simulateBlock(plan, block, score));
    done += block.length;
  }
  context.report({ phase: 'Simulating', done, total, unit: 'respondents' });
  return collectTwins(
    {
      probabilities: blocks.flatMap(({ probabilities }) => probabilities),
      answers: blocks.flatMap(({ answers }) => answers),
    },
    {
      items: evaluatedItems(study, cell),
      seeds,
      rows: {
        evaluation: people.evaluation.map(({ row }) => row),
        rectification: people.rectification.map(({ row }) => row),
      },
    },
  );
}

function chunk(people: readonly Respondent[], size: number): Respondent[][] {
  return Array.from({ length: Math.ceil(people.length / size) }, (_, index) =>
    people.slice(index * size, (index + 1) * size),
  );
}

function evaluatedItems({ codebook }: Study, { item }: ExperimentCell) {
  const items = [...variablesWithRole(codebook, 'belief'), ...variablesWithRole(codebook, 'action')];
  return item === null ? items : items.filter(({ name }) => name === item.name);
}

function evaluationOf(
  { study }: StudyState,
  cell: ExperimentCell,
  people: CellPeople,
  twins: Record<'evaluation' | 'rectification', TwinColumns>,
): EvaluationRequest {
  const items = evaluatedItems(study, cell);
  const kept = study.codebook.variables.filter(({ role }) => role !== 'excluded' && role !== 'id');
  const humans = peopleColumns(kept, items, people.evaluation);
  const kind = cell.tuning === 'none' ? ('base' as const) : ('adapted' as const);
  const label = cell.tuning === 'none' ? 'Base model' : 'Adapted model';
  // A baseline fitted on answers to an item has seen it, so it cannot stand for those who have not.
  const isFitted = people.train.length > 0 && cell.item?.tuned !== false;
  const input: EvaluationRequest['input'] = {
    study: { name: study.name, title: study.title, notice: study.notice, synthetic: study.synthetic },
    sample: { rows: people.evaluation.length, parts: [] },
    codebook: study.codebook,
    n: humans.n,
    frame: humans.frame,
    items: items.map((variable, i) => ({ variable, human: humans.answers[i] ?? new Int16Array(humans.n).fill(-1) })),
    sources: [{ id: modelId, kind, label, ...twins.evaluation }],
    pilot: isFitted ? peopleColumns(kept, items, people.train) : null,
    rectification:
      people.rectification.length === 0
        ? null
        : { ...peopleColumns(kept, items, people.rectification), sources: [{ id: modelId, ...twins.rectification }] },
    // Within one arm a treatment does not vary, and of one item alone no model of the study is left.
    regressions: cell.arm === null && cell.item === null ? study.regressions : [],
    settings: study.evaluation,
  };
  return { input, rule: cell.item === null ? study.rule : null };
}

async function evaluated(context: JobContext, request: EvaluationRequest): Promise<DrawnResults> {
  const { dependencies, signal } = context;
  context.report({ phase: 'Evaluating', done: 0, total: 1, unit: 'cells' });
  await using host = startHost(dependencies.spawnHost, 'evaluator', evaluatorContract, signal);
  const results = await host.client.call('evaluator.compact', request, { signal });
  context.report({ phase: 'Evaluating', done: 1, total: 1, unit: 'cells' });
  return results;
}

function described(cell: ExperimentCell, people: CellPeople, compact: DrawnResults): StoredCell {
  const { tuning } = cell;
  const own = typeof tuning === 'string' ? null : tuning;
  return {
    ...compact,
    id: cell.id,
    label: cell.label,
    measures: cellMeasures,
    pilot: people.train.length,
    tuning: people.train.length + people.validation.length,
    seeds: {
      pilot: own === null || own.pilot.kind === 'all' ? null : own.pilot.seed,
      adaptation: own?.seed ?? null,
      simulation: [...cell.simulationSeeds],
    },
  };
}
