import { throwIfAborted } from '../../../shared/errors.ts';
import type { ScoreOptions } from './engine.ts';
import type { DecodePart, ScoringPlan } from './scoring-plan.ts';
import type { Readout, ReadoutValues } from './scoring-tree.ts';
import type { StreamContext } from './stream-context.ts';

/** Carries out a plan in an empty context; returns the values of the readouts. Looks at the signal between batches. */
export async function runPlan(
  context: StreamContext,
  plan: ScoringPlan,
  readouts: readonly Readout[],
  { signal, onProgress }: ScoreOptions,
): Promise<ReadoutValues[]> {
  const values: ReadoutValues[] = [];
  let done = 0;
  for (const step of plan.steps) {
    throwIfAborted(signal);
    if (step.kind === 'copy') await context.copy(step.from, step.to);
    else if (step.kind === 'keep') context.keep(step.stream, step.length);
    else {
      await runBatch(context, step.parts, readouts, values);
      done += step.parts.reduce((sum, { tokens }) => sum + tokens.length, 0);
      onProgress?.({ done, total: plan.decodedTokens });
    }
  }
  return values;
}

async function runBatch(
  context: StreamContext,
  parts: readonly DecodePart[],
  readouts: readonly Readout[],
  values: ReadoutValues[],
): Promise<void> {
  const rows = await context.decode(parts);
  const due = parts.flatMap(({ outputs }, part) =>
    outputs.map(({ readout }, output) => ({
      readout,
      row: rows[part]?.[output] ?? -1,
      tokens: readouts[readout]?.nextTokens ?? [],
    })),
  );
  const read = await context.logProbabilities(due);
  due.forEach(({ readout }, index) => {
    const value = read[index];
    if (value !== undefined) values[readout] = value;
  });
}
