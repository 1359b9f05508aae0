import type { Asked, SimulatedBy } from '../../../shared/contract/simulate.ts';
import type { Answers, CellValue, Variable } from '../../../shared/domain/codebook.ts';
import { findVariable, optionIndex, variablesWithRole } from '../../../shared/domain/codebook.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { itemUnknown, notAnOption, rowUnknown } from '../../../shared/messages/core-messages.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAdapterBytes } from '../database/repositories/adapters.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { engineSettings } from '../engine-settings.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { startHost } from '../host-process.ts';
import { requireModelFile } from '../jobs/require-model.ts';
import { inCodebookOrder, twinPrompt } from '../jobs/simulate-respondents.ts';
import type { StudyState } from './study-state.ts';
import { required } from './study-state.ts';

export interface Question {
  readonly row: number;
  readonly item: string;
  readonly by: readonly SimulatedBy[];
  /** Option values by item; null: the respondent's own beliefs before an action. */
  readonly earlier: Readonly<Record<string, string>> | null;
}

/** Puts one question to one twin, to each of the models asked for. Throws `not-found`, `usage` and what the engine throws. */
export async function askTwin(
  db: ReadDb,
  state: StudyState,
  { row, item: name, by, earlier: told }: Question,
  dependencies: CoreDependencies,
  signal: AbortSignal,
): Promise<Asked> {
  const { codebook, prompt: promptSettings, simulation } = state.study;
  const item = findVariable(codebook, name);
  if (item === undefined || (item.role !== 'belief' && item.role !== 'action'))
    throw new PilotlightError('not-found', itemUnknown(name), { item: name });
  const answers = answersOf(db, state, row);
  const earlier = told === null ? ownBeliefs(state, item, answers) : toldAnswers(state, told);
  const plan = { codebook, prompt: promptSettings, simulation };
  const prompt = twinPrompt(plan, { row, answers }, item, earlier);
  const model = required(state.model, 'a base model');
  const modelPath = await requireModelFile(model, signal);
  const results: Asked['answers'] = [];
  for (const one of new Set(by)) {
    const adapter = one === 'adapted' ? readAdapterBytes(db, required(state.adapter, 'an adapter').id) : null;
    await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
    await engine.client.call('engine.open', engineSettings(dependencies, modelPath, adapter), { signal });
    const prompts = [{ system: prompt.system, user: prompt.user, answers: [...prompt.answers] }];
    const [scored] = await engine.client.call('engine.score', { prompts }, { signal });
    results.push({ by: one, ...inCodebookOrder(item, prompt, scored) });
  }
  const own = answers[name] ?? null;
  return {
    row,
    item: name,
    system: prompt.system,
    user: prompt.user,
    options: item.options.map((option) => ({ ...option })),
    human: optionIndex(item, own) < 0 ? null : String(own),
    answers: results,
  };
}

function answersOf(db: ReadDb, { study, dataset }: StudyState, row: number): Answers {
  const shown = variablesWithRole(study.codebook, 'persona', 'treatment', 'belief', 'action');
  const names = shown.map(({ name }) => name);
  const answers = readAnswers(db, required(dataset, 'imported data').id, names, [row])[0]?.answers;
  if (answers === undefined) throw new PilotlightError('not-found', rowUnknown(row), { row });
  return answers;
}

type Earlier = readonly { readonly item: Variable; readonly value: CellValue }[];

function ownBeliefs({ study }: StudyState, item: Variable, answers: Answers): Earlier {
  if (item.role !== 'action') return [];
  return variablesWithRole(study.codebook, 'belief').map((belief) => ({
    item: belief,
    value: answers[belief.name] ?? null,
  }));
}

function toldAnswers({ study }: StudyState, told: Readonly<Record<string, string>>): Earlier {
  return Object.entries(told).map(([name, value]) => {
    const item = findVariable(study.codebook, name);
    if (item === undefined) throw new PilotlightError('not-found', itemUnknown(name), { item: name });
    if (optionIndex(item, value) < 0) throw new PilotlightError('usage', notAnOption(value, name), { item: name });
    return { item, value };
  });
}
