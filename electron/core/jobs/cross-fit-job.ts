import { writeTransaction } from '../database/read-write-db.ts';
import { deleteAdapter, readAdapterBytes } from '../database/repositories/adapters.ts';
import { finishExperimentCell } from '../database/repositories/experiment-cells.ts';
import { listConfirmedBlocks, writeSimulationBlock } from '../database/repositories/simulation-blocks.ts';
import {
  findSimulationByFingerprint,
  insertSimulation,
  setSimulationState,
} from '../database/repositories/simulations.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { engineSettings } from '../engine-settings.ts';
import { startHost } from '../host-process.ts';
import { crossFitParts, fingerprintOf, foldFingerprint } from '../operations/phase-parts.ts';
import type { StudyState } from '../operations/study-state.ts';
import { readStudyState, required } from '../operations/study-state.ts';
import type { CellMemory } from './cell-adapter.ts';
import { cellAdapter, deleteAbandoned } from './cell-adapter.ts';
import { finishPhase } from './finish-phase.ts';
import type { Fold, FoldPeople } from './fold-people.ts';
import { foldPeople } from './fold-people.ts';
import type { JobContext } from './job-context.ts';
import { defineJob } from './job-context.ts';
import { phaseInputSchema } from './phase-input.ts';
import { requireModelFile } from './require-model.ts';
import { requireUnchanged } from './require-unchanged.ts';
import type { Respondent, ScorePrompts } from './simulate-respondents.ts';
import { simulateBlock } from './simulate-respondents.ts';

/** Respondents scored together and confirmed together, as in simulations. */
const blockSize = 32;
/** Name of the folds among the cells whose adapters lie in the project while they are needed. */
export const crossFitCells = 'cross-fit';

/**
 * Trains an adapter without each fold of pilot-train and simulates with it the humans left out and the evaluation humans.
 * A fold that is done is kept; one that was cut off goes on with its adapter and its confirmed blocks. The adapters are
 * deleted with their finished folds.
 */
export const crossFitJob = defineJob({
  kind: 'cross-fit',
  input: phaseInputSchema,
  async run({ parts }, context) {
    const { db, dependencies } = context;
    const state = readStudyState(db);
    requireUnchanged(parts, crossFitParts(db, state, dependencies.versions));
    const people = foldPeople(db, state);
    const modelPath = await requireModelFile(required(state.model, 'a base model'), context.signal);
    const whole = fingerprintOf(parts);
    const fingerprints = people.folds.map((_, fold) => foldFingerprint(whole, fold));
    deleteAbandoned(context, new Set(fingerprints), (experiment) => experiment === crossFitCells);
    const memory: CellMemory = { selfChecks: null };
    const simulations: string[] = [];
    for (const [index, fold] of people.folds.entries()) {
      const fingerprint = fingerprints[index] ?? '';
      const work = { fold, index, fingerprint, people, modelPath, memory };
      simulations.push(await runFold(namedContext(context, index, people.folds.length), state, work));
    }
    writeTransaction(db, ['phases'], (write) => {
      finishPhase(write, context, 'cross-fit', parts, required(simulations[0], 'a fold'));
    });
    return { folds: people.folds.length };
  },
});

/** The same context, in which what is reported says which fold it belongs to. */
function namedContext(context: JobContext, index: number, total: number): JobContext {
  return {
    ...context,
    report: (progress) => context.report({ ...progress, phase: `Fold ${index + 1} of ${total}: ${progress.phase}` }),
  };
}

interface FoldWork {
  readonly fold: Fold;
  readonly index: number;
  readonly fingerprint: string;
  readonly people: FoldPeople;
  readonly modelPath: string;
  readonly memory: CellMemory;
}

/** Id of the simulation of a fold, done now or before. */
async function runFold(context: JobContext, state: StudyState, work: FoldWork): Promise<string> {
  const { db, dependencies } = context;
  const { fold, index, fingerprint, people, modelPath, memory } = work;
  const begun = findSimulationByFingerprint(db, fingerprint);
  if (begun?.state === 'done') return begun.id;
  const { study } = state;
  const { canaries: _, ...settings } = study.adaptation;
  const adapterId = await cellAdapter(
    context,
    {
      fingerprint,
      experiment: crossFitCells,
      cell: `fold=${index + 1}`,
      codebook: study.codebook,
      prompt: study.prompt,
      settings,
      modelId: required(state.model, 'a base model').id,
      modelPath,
      train: fold.train,
      validation: people.validation,
    },
    memory,
  );
  const simulationId = begun?.id ?? openSimulation(context, state, fingerprint, index);
  // Blocks hold people of one part only, as in the simulations of the study.
  const blocks = [fold.left, people.evaluation].flatMap(chunk);
  await simulateBlocks(context, state, { simulationId, blocks, modelPath, adapterId });
  const endedAt = dependencies.clock().toISOString();
  writeTransaction(db, ['simulations', 'experiments', 'adapters'], (write) => {
    setSimulationState(write, simulationId, 'done', endedAt);
    finishExperimentCell(write, { fingerprint, adapterId: null, results: { fold: index + 1 }, endedAt });
    deleteAdapter(write, adapterId);
  });
  return simulationId;
}

/** A simulation without its adapter, which is deleted when the fold is done. */
function openSimulation(context: JobContext, state: StudyState, fingerprint: string, index: number): string {
  const id = context.dependencies.createId();
  const simulation = {
    id,
    modelId: required(state.model, 'a base model').id,
    adapterId: null,
    splitId: required(state.split, 'a split').id,
    settings: { ...state.study.simulation, fold: index + 1 },
    fingerprint,
    createdAt: context.dependencies.clock().toISOString(),
  };
  writeTransaction(context.db, ['simulations'], (write) => insertSimulation(write, simulation));
  return id;
}

interface BlockWork {
  readonly simulationId: string;
  readonly blocks: readonly (readonly Respondent[])[];
  readonly modelPath: string;
  readonly adapterId: string;
}

async function simulateBlocks(context: JobContext, state: StudyState, work: BlockWork): Promise<void> {
  const { db, dependencies, signal } = context;
  const { simulationId, blocks, modelPath, adapterId } = work;
  const confirmed = new Set(listConfirmedBlocks(db, simulationId));
  if (blocks.every((_, block) => confirmed.has(block))) return;
  await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
  const settings = engineSettings(dependencies, modelPath, readAdapterBytes(db, adapterId));
  await engine.client.call('engine.open', settings, { signal });
  const score: ScorePrompts = (prompts) =>
    engine.client.call(
      'engine.score',
      { prompts: prompts.map(({ system, user, answers }) => ({ system, user, answers: [...answers] })) },
      { signal },
    );
  const { codebook, prompt, simulation } = state.study;
  const total = blocks.reduce((sum, block) => sum + block.length, 0);
  let done = blocks.reduce((sum, block, index) => sum + (confirmed.has(index) ? block.length : 0), 0);
  context.report({ phase: 'Simulating', done, total, unit: 'respondents' });
  for (const [index, block] of blocks.entries()) {
    if (confirmed.has(index)) continue;
    const simulated = await simulateBlock({ codebook, prompt, simulation }, block, score);
    const confirmedAt = dependencies.clock().toISOString();
    writeTransaction(db, ['simulations'], (write) =>
      writeSimulationBlock(write, simulationId, { block: index, ...simulated, confirmedAt }),
    );
    done += block.length;
    context.report({ phase: 'Simulating', done, total, unit: 'respondents' });
  }
}

function chunk(people: readonly Respondent[]): Respondent[][] {
  return Array.from({ length: Math.ceil(people.length / blockSize) }, (_, index) =>
    people.slice(index * blockSize, (index + 1) * blockSize),
  );
}
