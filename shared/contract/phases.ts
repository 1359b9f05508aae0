import { z } from 'zod';
import { dialectSchema } from '../domain/dialect.ts';
import { errorCodes } from '../errors.ts';
import { query } from '../rpc/define.ts';

/** The way of the data; the rail of the workspace and the order of a run. */
export const phaseNames = [
  'import',
  'split',
  'adapt',
  'simulate-base',
  'simulate-adapted',
  /** Only in studies that ask for pilot rows in the prompt. */
  'simulate-prompted',
  /** Only in studies whose tuning humans rectify too: adapters and twins fold by fold. */
  'cross-fit',
  'evaluate',
  'report',
] as const;
export type PhaseName = (typeof phaseNames)[number];
export const phaseStates = ['empty', 'ready', 'running', 'failed', 'stale', 'done'] as const;

export const phaseSchema = z.object({
  name: z.enum(phaseNames),
  /** empty: something before it is missing; ready: can start; stale: done, but what it rests on has changed. */
  state: z.enum(phaseStates),
  /** What changed or what is missing, in words. */
  reasons: z.array(z.string()),
  finishedAt: z.string().nullable(),
  /** An interrupted job that can go on where it stopped. */
  resumableJobId: z.string().nullable(),
  /** Why the latest work on it failed; what was finished before still stands. Null where it did not fail, or was finished since. */
  failure: z.object({ code: z.enum(errorCodes), message: z.string() }).nullable(),
});
export type Phase = z.infer<typeof phaseSchema>;

export const phasesContract = {
  /** `data`: also compare the imported data with this file. */
  'phases.list': query(
    z.strictObject({ data: z.strictObject({ path: z.string(), dialect: dialectSchema.partial() }).nullable() }),
    z.array(phaseSchema),
  ),
};
