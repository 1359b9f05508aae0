import { z } from 'zod';
import { canaryItems, makeCanaries } from '../../../shared/domain/canaries.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { UsedPart } from '../../../shared/domain/split.ts';
import { adaptationSettingsSchema } from '../../../shared/domain/study.ts';
import { toPilotlightError } from '../../../shared/errors.ts';
import type { LeakageMeasurements, ScoredCanary } from '../../../shared/evaluation/leakage/leakage.ts';
import { leakageNotMeasured } from '../../../shared/messages/export-messages.ts';
import { renderPrompt } from '../../../shared/domain/prompt.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { readAdapterBytes } from '../database/repositories/adapters.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { readRowsInParts } from '../database/repositories/splits.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { startHost } from '../host-process.ts';
import type { StudyState } from '../operations/study-state.ts';
import { required } from '../operations/study-state.ts';
import { engineSettings } from '../engine-settings.ts';
import type { JobContext } from './job-context.ts';
import { requireModelFile } from './require-model.ts';
import type { Respondent, ScorePrompts } from './simulate-respondents.ts';
import { trainingPrompts } from './training-examples.ts';

/**
 * People of each group whose answers are scored, with two models each: on a laptop a person takes seconds. 100 is what a
 * false-positive rate of 1 % needs, and gives intervals of about ±0.08 for the area under the curve.
 */
const mostPeople = 100;
/** People scored in one call. */
const blockSize = 32;
/** Probabilities below this count as this. */
const floor = 1e-12;

const phase = 'Measuring what the adapter may give away';

/**
 * Scores the own answers of pilot-train respondents and of evaluation humans under the adapted and the base model, in the
 * very prompts of the training, and the planted answers under the adapted one. Null, with a warning in the log, where the
 * model file is gone or has changed: an evaluation does not need it otherwise.
 */
export async function measureLeakage(context: JobContext, state: StudyState): Promise<LeakageMeasurements | null> {
  const { db } = context;
  const model = required(state.model, 'a base model');
  const adapter = required(state.adapter, 'an adapter');
  let modelPath: string;
  try {
    modelPath = await requireModelFile(model, context.signal);
  } catch (error) {
    const { code, message } = toPilotlightError(error);
    if (code !== 'file-not-found' && code !== 'model-changed') throw error;
    context.log('warning', leakageNotMeasured(message));
    return null;
  }
  const pilot = peopleOf(context, state, 'pilot-train');
  const members = someOf(state, 'members', pilot);
  const nonMembers = someOf(state, 'non-members', peopleOf(context, state, 'evaluation'));
  const total = 2 * (members.length + nonMembers.length);
  const losses = async (bytes: Uint8Array | null, before: number) =>
    withEngine(context, modelPath, bytes, async (score) => {
      const report = (done: number): void => context.report({ phase, done: before + done, total, unit: 'respondents' });
      const inside = await personLosses(state, members, score, report);
      const outside = await personLosses(state, nonMembers, score, (done) => report(members.length + done));
      const canaries = bytes === null ? [] : await scoreCanaries(state, pilot, score);
      return { inside, outside, canaries };
    });
  const adapted = await losses(readAdapterBytes(db, adapter.id), 0);
  const base = await losses(null, total / 2);
  return {
    members: answeredOnly(adapted.inside, base.inside),
    nonMembers: answeredOnly(adapted.outside, base.outside),
    canaryItems: canaryItems(state.study.codebook).map(({ name }) => name),
    canaries: adapted.canaries,
  };
}

function peopleOf({ db }: JobContext, state: StudyState, part: UsedPart): Respondent[] {
  const names = variablesWithRole(state.study.codebook, 'persona', 'treatment', 'belief', 'action').map(
    ({ name }) => name,
  );
  const rows = readRowsInParts(db, required(state.split, 'a split').id, [part]);
  return readAnswers(db, required(state.dataset, 'imported data').id, names, rows);
}

/** A random sample where there are more than needed, in the order of the rows. */
function someOf({ study }: StudyState, group: string, people: readonly Respondent[]): Respondent[] {
  const drawn = createRandom(study.evaluation.seed, 'leakage', group).shuffle(people).slice(0, mostPeople);
  return drawn.sort((a, b) => a.row - b.row);
}

async function withEngine<Result>(
  { dependencies, signal }: JobContext,
  modelPath: string,
  adapter: Uint8Array | null,
  work: (score: ScorePrompts) => Promise<Result>,
): Promise<Result> {
  await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
  await engine.client.call('engine.open', engineSettings(dependencies, modelPath, adapter), { signal });
  return await work((prompts) =>
    engine.client.call(
      'engine.score',
      { prompts: prompts.map(({ system, user, answers }) => ({ system, user, answers: [...answers] })) },
      { signal },
    ),
  );
}

/** Mean −ln p of each person's own answers; NaN for people without any. */
async function personLosses(
  { study }: StudyState,
  people: readonly Respondent[],
  score: ScorePrompts,
  report: (done: number) => void,
): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < people.length; from += blockSize) {
    const asked = people
      .slice(from, from + blockSize)
      .map((person) => trainingPrompts(study.codebook, study.prompt, person));
    const prompts = asked.flatMap((answered) => answered.map(({ prompt }) => prompt));
    const scored = prompts.length === 0 ? [] : await score(prompts);
    let next = 0;
    for (const answered of asked) {
      const sum = answered.reduce((total, { answer }) => total + lossOf(scored[next++]?.probabilities[answer]), 0);
      found.push(sum / answered.length);
    }
    report(found.length);
  }
  return found;
}

function lossOf(probability: number | undefined): number {
  return -Math.log(Math.max(floor, probability ?? 0));
}

function answeredOnly(adapted: readonly number[], base: readonly number[]): LeakageMeasurements['members'] {
  const kept = adapted.flatMap((loss, person) =>
    Number.isFinite(loss) && Number.isFinite(base[person]) ? [{ loss, base: base[person] ?? 0 }] : [],
  );
  return { adapted: kept.map(({ loss }) => loss), base: kept.map((person) => person.base) };
}

const trainedWith = z.object({ settings: adaptationSettingsSchema });

/** The canaries of the training, made again from its seed, with what the model makes of every answer. */
async function scoreCanaries(
  { study, adapter }: StudyState,
  pilot: readonly Respondent[],
  score: ScorePrompts,
): Promise<ScoredCanary[]> {
  const trained = trainedWith.safeParse(adapter?.metadata);
  // An adapter from elsewhere has no settings and no canaries.
  const { canaries: count = 0, seed = 0 } = trained.success ? trained.data.settings : {};
  if (count === 0) return [];
  const { codebook, prompt: settings } = study;
  const items = canaryItems(codebook);
  const canaries = makeCanaries(
    codebook,
    pilot.map(({ answers }) => answers),
    count,
    seed,
  );
  const prompts = canaries.flatMap(({ answers }) =>
    items.map((item) => renderPrompt({ codebook, settings, respondent: answers, item, earlier: [] })),
  );
  const scored = await score(prompts);
  return canaries.map(({ pattern }, canary) => ({
    pattern,
    losses: items.map((item, place) => {
      const probabilities = scored[canary * items.length + place]?.probabilities;
      return item.options.map((_, option) => lossOf(probabilities?.[option]));
    }),
  }));
}
