import type { Answers } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import { chooseExamples } from '../../../shared/domain/prompt-examples.ts';
import { refuseOverlaps, simulatedParts } from '../../../shared/domain/split.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import {
  promptRowsNotAsked,
  promptRowsTooFew,
  promptRowsTooLong,
} from '../../../shared/messages/evaluation-messages.ts';
import type { Client } from '../../../shared/rpc/define.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { readRowsInParts } from '../database/repositories/splits.ts';
import type { engineContract } from '../engine/engine-contract.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import type { Respondent, SimulationPlan } from './simulate-respondents.ts';
import { twinPrompt } from './simulate-respondents.ts';

/**
 * The pilot-train respondents who stand in every prompt of the baseline. Throws `usage` where the study asks for none,
 * `data-invalid` where the part has too few, and `split-overlap` when one of them is in another part.
 */
export function promptedPeople(db: ReadDb, state: StudyState): Answers[] {
  const { codebook, evaluation } = state.study;
  const wanted = evaluation.promptRows;
  if (wanted === undefined) throw new PilotlightError('usage', promptRowsNotAsked());
  const split = required(state.split, 'a split');
  const dataset = required(state.dataset, 'imported data');
  const rows = readRowsInParts(db, split.id, ['pilot-train']);
  const others = simulatedParts.map((part) => ({ name: part, rows: readRowsInParts(db, split.id, [part]) }));
  refuseOverlaps([{ name: 'pilot-train', rows }, ...others]);
  const names = variablesWithRole(codebook, 'persona', 'treatment', 'belief', 'action').map(({ name }) => name);
  const people = readAnswers(db, dataset.id, names, rows);
  if (people.length < wanted) throw new PilotlightError('data-invalid', promptRowsTooFew(wanted, people.length));
  return chooseExamples(codebook, people, wanted, evaluation.seed).map(({ answers }) => answers);
}

/** Prompts whose length in tokens is looked up: the longest in characters. */
const mostLookedUp = 20;

/** Throws `prompt-too-long` before anything is scored when the longest prompts do not fit into the model's context. */
export async function requirePromptsFit(
  plan: SimulationPlan,
  people: readonly Respondent[],
  engine: { readonly client: Client<typeof engineContract>; readonly limit: number },
  signal: AbortSignal,
): Promise<void> {
  const beliefs = variablesWithRole(plan.codebook, 'belief');
  const longest = beliefs.map((item) => {
    const [most] = item.options.toSorted((a, b) => b.label.length - a.label.length);
    return { item, value: most?.value ?? null };
  });
  const prompts = people
    .flatMap((person) =>
      variablesWithRole(plan.codebook, 'belief', 'action').map((item) =>
        twinPrompt(plan, person, item, item.role === 'action' ? longest : []),
      ),
    )
    .sort((a, b) => b.user.length - a.user.length)
    .slice(0, mostLookedUp)
    .map(({ system, user, answers }) => ({ system, user, answers: [...answers] }));
  const tokens = await engine.client.call('engine.tokenize', { prompts }, { signal });
  const length = Math.max(
    0,
    ...tokens.map(({ prompt, answers }) => prompt.length + Math.max(0, ...answers.map((answer) => answer.length))),
  );
  if (length <= engine.limit) return;
  const rows = plan.examples?.length ?? 0;
  throw new PilotlightError('prompt-too-long', promptRowsTooLong(rows, length, engine.limit), {
    length,
    limit: engine.limit,
  });
}
