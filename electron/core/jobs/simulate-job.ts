import { z } from 'zod';
import { simulations } from '../../../shared/contract/simulate.ts';
import type { Simulation } from '../../../shared/contract/simulate.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import { refuseOverlaps, simulatedParts } from '../../../shared/domain/split.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { readAdapterBytes } from '../database/repositories/adapters.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { listConfirmedBlocks, writeSimulationBlock } from '../database/repositories/simulation-blocks.ts';
import {
  findSimulationByFingerprint,
  insertSimulation,
  setSimulationState,
} from '../database/repositories/simulations.ts';
import { readRowsInParts } from '../database/repositories/splits.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { engineSettings } from '../engine-settings.ts';
import { startHost } from '../host-process.ts';
import { fingerprintOf, simulateParts } from '../operations/phase-parts.ts';
import type { StudyState } from '../operations/study-state.ts';
import { readStudyState, required } from '../operations/study-state.ts';
import { finishPhase } from './finish-phase.ts';
import type { JobContext } from './job-context.ts';
import { defineJob } from './job-context.ts';
import { phaseInputSchema } from './phase-input.ts';
import { requireModelFile } from './require-model.ts';
import { requireUnchanged } from './require-unchanged.ts';
import { promptedPeople, requirePromptsFit } from './prompted-people.ts';
import type { Respondent, ScorePrompts, SimulationPlan } from './simulate-respondents.ts';
import { simulateBlock } from './simulate-respondents.ts';

/**
 * Respondents scored together and confirmed together. The size is fixed, and every block starts from an empty cache, so that
 * a resumed simulation computes the very same numbers.
 */
const blockSize = 32;

const inputSchema = phaseInputSchema.extend({ by: z.enum(simulations), again: z.boolean().default(false) });

/**
 * Simulates one twin per human of the parts evaluation and rectification, with the base or the adapted model, or one per
 * evaluation human with the base model and pilot rows in its prompt.
 */
export const simulateJob = defineJob({
  kind: 'simulate',
  input: inputSchema,
  async run({ by, parts, again }, context) {
    const state = readStudyState(context.db);
    requireUnchanged(parts, simulateParts(context.db, state, by, context.dependencies.versions));
    const people = respondentsByPart(context, state, by);
    const simulationId = openSimulation(context, state, { by, parts, again });
    const confirmed = new Set(listConfirmedBlocks(context.db, simulationId));
    // A block holds people of one part only, so that what a part's twins say never depends on another part.
    const blocks = people.flatMap((respondents) => chunk(respondents, blockSize));
    const total = people.reduce((sum, respondents) => sum + respondents.length, 0);
    await simulateBlocks(context, state, { by, simulationId, blocks, confirmed, total });
    const endedAt = context.dependencies.clock().toISOString();
    writeTransaction(context.db, ['simulations', 'phases'], (write) => {
      setSimulationState(write, simulationId, 'done', endedAt);
      finishPhase(write, context, `simulate-${by}`, parts, simulationId);
    });
    return { simulationId, respondents: total, seeds: state.study.simulation.seeds.length };
  },
});

/** Persona and treatment of the humans of every part that is simulated, part by part. Throws `split-overlap`. */
function respondentsByPart({ db }: JobContext, state: StudyState, by: Simulation): Respondent[][] {
  const split = required(state.split, 'a split');
  const dataset = required(state.dataset, 'imported data');
  const simulated = simulatedParts.map((part) => ({ name: part, rows: readRowsInParts(db, split.id, [part]) }));
  const pilot = readRowsInParts(db, split.id, ['pilot-train', 'pilot-validation']);
  refuseOverlaps([{ name: 'the pilot', rows: pilot }, ...simulated]);
  // Only persona and treatment are read: a twin never sees the answers it is asked for.
  const names = variablesWithRole(state.study.codebook, 'persona', 'treatment').map(({ name }) => name);
  // A baseline is not rectified.
  const wanted = simulated.filter(({ name }) => by !== 'prompted' || name === 'evaluation');
  return wanted.map(({ rows }) => readAnswers(db, dataset.id, names, rows));
}

/** The simulation of this fingerprint that was begun before, or a new one; with `again` only one that has not ended. */
function openSimulation(
  context: JobContext,
  state: StudyState,
  { by, parts, again }: z.output<typeof inputSchema>,
): string {
  const fingerprint = fingerprintOf(parts);
  const begun = findSimulationByFingerprint(context.db, fingerprint);
  if (begun !== undefined && !(again && begun.state === 'done')) return begun.id;
  const id = context.dependencies.createId();
  const simulation = {
    id,
    modelId: required(state.model, 'a base model').id,
    adapterId: by === 'adapted' ? required(state.adapter, 'an adapter').id : null,
    splitId: required(state.split, 'a split').id,
    settings: state.study.simulation,
    fingerprint,
    createdAt: context.dependencies.clock().toISOString(),
  };
  writeTransaction(context.db, ['simulations'], (write) => insertSimulation(write, simulation));
  return id;
}

interface BlockWork {
  readonly by: Simulation;
  readonly simulationId: string;
  readonly blocks: readonly (readonly Respondent[])[];
  readonly confirmed: ReadonlySet<number>;
  readonly total: number;
}

async function simulateBlocks(context: JobContext, state: StudyState, work: BlockWork): Promise<void> {
  const { dependencies, signal, db } = context;
  if (work.blocks.every((_, block) => work.confirmed.has(block))) return;
  const model = required(state.model, 'a base model');
  const modelPath = await requireModelFile(model, signal);
  const adapter = work.by === 'adapted' ? readAdapterBytes(db, required(state.adapter, 'an adapter').id) : null;
  await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
  const info = await engine.client.call('engine.open', engineSettings(dependencies, modelPath, adapter), { signal });
  const score: ScorePrompts = (prompts) =>
    engine.client.call(
      'engine.score',
      { prompts: prompts.map(({ system, user, answers }) => ({ system, user, answers: [...answers] })) },
      { signal },
    );
  const plan = planOf(context, state, work.by);
  if (work.by === 'prompted') {
    const limit = { client: engine.client, limit: info.contextLength };
    await requirePromptsFit(plan, work.blocks.flat(), limit, signal);
  }
  const phase = phaseWords[work.by];
  let done = work.blocks.reduce((sum, block, index) => sum + (work.confirmed.has(index) ? block.length : 0), 0);
  context.report({ phase, done, total: work.total, unit: 'respondents' });
  for (const [index, block] of work.blocks.entries()) {
    if (work.confirmed.has(index)) continue;
    const simulated = await simulateBlock(plan, block, score);
    const confirmedAt = dependencies.clock().toISOString();
    writeTransaction(db, ['simulations'], (write) =>
      writeSimulationBlock(write, work.simulationId, { block: index, ...simulated, confirmedAt }),
    );
    done += block.length;
    context.report({ phase, done, total: work.total, unit: 'respondents' });
  }
}

const phaseWords: Readonly<Record<Simulation, string>> = {
  base: 'Simulating with the base model',
  adapted: 'Simulating with the adapted model',
  prompted: 'Simulating with pilot rows in the prompt',
};

function planOf({ db }: JobContext, state: StudyState, by: Simulation): SimulationPlan {
  const { codebook, prompt, simulation } = state.study;
  return { codebook, prompt, simulation, ...(by === 'prompted' ? { examples: promptedPeople(db, state) } : {}) };
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
