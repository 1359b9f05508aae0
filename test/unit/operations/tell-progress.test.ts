import { describe, expect, it } from 'vitest';
import type { ProgressReport } from '../../../electron/core/jobs/progress-tracker.ts';
import { tellProgress } from '../../../electron/core/operations/tell-progress.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';

let time = 0;
const clock = (): Date => new Date((time += 1000));
const at = (done: number): ProgressReport => ({ phase: 'Reading', done, total: 10, unit: 'bytes' });

describe('work that tells how far it is', () => {
  it('ends with its result after what it reported', async () => {
    const told: number[] = [];
    const work = tellProgress(clock, async (report) => {
      for (const done of [2, 6, 10]) {
        report(at(done));
        await Promise.resolve();
      }
      return 'read';
    });
    expect(await resultOf(work, ({ done }) => told.push(done))).toBe('read');
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it('gives a consumer that is late the latest report, with rate and time left', async () => {
    const begun = Promise.withResolvers<null>();
    const go = Promise.withResolvers<null>();
    const work = tellProgress(clock, async (report) => {
      report(at(0));
      report(at(5));
      begun.resolve(null);
      await go.promise;
      return null;
    });
    const first = await work.next();
    await begun.promise;
    expect(first.value).toMatchObject({ type: 'progress', progress: { done: 5, rate: 5, secondsLeft: 1 } });
    go.resolve(null);
    expect((await work.next()).value).toEqual({ type: 'done', result: null });
    expect((await work.next()).done).toBe(true);
  });

  it('fails as the work fails', async () => {
    const work = tellProgress(clock, () => Promise.reject(new Error('no such file')));
    await expect(resultOf(work)).rejects.toThrow('no such file');
  });

  it('waits for the work to stop when nobody listens any more', async () => {
    const stop = new AbortController();
    let stopped = false;
    const work = tellProgress(clock, async (report) => {
      report(at(1));
      await new Promise((resolve) => {
        stop.signal.addEventListener('abort', resolve, { once: true });
      });
      stopped = true;
      throw new Error('stopped');
    });
    await work.next();
    stop.abort();
    await work.return();
    expect(stopped).toBe(true);
  });

  it('is said to be cancelled where it ends without a result', async () => {
    async function* nothing(): AsyncGenerator<never> {}
    await expect(resultOf(nothing())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
