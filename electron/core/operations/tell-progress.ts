import type { Progress } from '../../../shared/contract/jobs.ts';
import type { WorkEvent } from '../../../shared/contract/work.ts';
import type { ProgressReport } from '../jobs/progress-tracker.ts';
import { createProgressTracker } from '../jobs/progress-tracker.ts';

/**
 * Work that reports counts as items of a stream. A consumer that is slow gets the latest of them; when it stops, the work
 * is waited for, which its signal has told to end.
 */
export async function* tellProgress<Result>(
  clock: () => Date,
  work: (report: (report: ProgressReport) => void) => Promise<Result>,
): AsyncGenerator<WorkEvent<Result>, void, void> {
  const track = createProgressTracker(() => clock().getTime());
  let latest: Progress | null = null;
  let wake = (): void => undefined;
  const ended = work((report) => {
    latest = track(report) ?? latest;
    wake();
  }).then((result) => ({ result }));
  const settled = ended.then(
    () => undefined,
    () => undefined,
  );
  try {
    for (;;) {
      const progress = takeLatest();
      if (progress !== null) {
        yield { type: 'progress', progress };
        continue;
      }
      const reported = new Promise<null>((resolve) => {
        wake = () => resolve(null);
      });
      const end = await Promise.race([ended, reported]);
      if (end === null) continue;
      yield { type: 'done', result: end.result };
      return;
    }
  } finally {
    await settled;
  }

  function takeLatest(): Progress | null {
    const taken = latest;
    latest = null;
    return taken;
  }
}
