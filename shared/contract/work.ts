import { z } from 'zod';
import type { Progress } from './jobs.ts';
import { progressSchema } from './jobs.ts';

/**
 * Items of work that takes long and ends with a result, for streams: how far it is, at most ten times a second, and at the
 * end what came of it. Closing the stream stops the work.
 */
export function workOf<Result extends z.ZodType>(result: Result) {
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('progress'), progress: progressSchema }),
    z.object({ type: z.literal('done'), result }),
  ]);
}

export type WorkEvent<Result> =
  { readonly type: 'progress'; readonly progress: Progress } | { readonly type: 'done'; readonly result: Result };
