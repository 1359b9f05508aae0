import { PilotlightError } from '../errors.ts';

type Item<Progress, Result> =
  { readonly type: 'progress'; readonly progress: Progress } | { readonly type: 'done'; readonly result: Result };

/** Follows work that tells how far it is to its result. Throws what the work throws, `cancelled` where it ended before its result. */
export async function resultOf<Progress, Result>(
  work: AsyncIterable<Item<Progress, Result>>,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Result> {
  for await (const item of work) {
    if (item.type === 'done') return item.result;
    onProgress(item.progress);
  }
  throw new PilotlightError('cancelled', 'The work was stopped before it had ended.');
}
