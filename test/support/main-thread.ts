import type { Page } from 'playwright-core';
import { z } from 'zod';

/** What the main thread of a page did. Times are in milliseconds of processor time, which other work does not lengthen. */
export interface RecordedTasks {
  readonly count: number;
  readonly longest: number;
  /** 99th percentile of the tasks of at least 0.1 ms. */
  readonly p99: number;
}

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.int(),
  tid: z.int(),
  /** Microseconds of processor time of the thread. */
  tdur: z.number().optional(),
  args: z.looseObject({ name: z.string().optional() }).optional(),
});
const traceSchema = z.object({ traceEvents: z.array(z.unknown()) });

/** Records every task of the page's main thread until it is stopped. */
export async function recordTasks(page: Page): Promise<{ stop(): Promise<RecordedTasks> }> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  return {
    async stop() {
      const trace = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString('utf8')));
      return summarise(trace.traceEvents);
    },
  };
}

function summarise(trace: readonly unknown[]): RecordedTasks {
  const events = trace.flatMap((event) => {
    const parsed = eventSchema.safeParse(event);
    return parsed.success ? [parsed.data] : [];
  });
  const mainThreads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const times = events
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && mainThreads.has(`${pid} ${tid}`))
    .map(({ tdur }) => (tdur ?? 0) / 1000)
    .sort((a, b) => a - b);
  if (times.length === 0) throw new Error('The browser recorded no tasks.');
  const counted = times.filter((time) => time >= 0.1);
  return { count: times.length, longest: times.at(-1) ?? 0, p99: counted[Math.floor(0.99 * counted.length)] ?? 0 };
}

/** Milliseconds by the page's own clock, since it was loaded. */
export async function pageTime(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

/** Tasks over 50 ms by the clock that began after this time of the page, in words, as the browser has told them. */
export async function longTasksOf(page: Page, since: number): Promise<string> {
  const durations = await page.evaluate(
    (begun) =>
      new Promise<number[]>((resolve) => {
        const observer = new PerformanceObserver((list) =>
          resolve(
            list
              .getEntries()
              .filter(({ startTime }) => startTime >= begun)
              .map(({ duration }) => duration),
          ),
        );
        observer.observe({ type: 'longtask', buffered: true });
        // Without long tasks the observer stays silent.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
      }),
    since,
  );
  return durations.length === 0 ? 'none' : durations.map((duration) => `${Math.round(duration)} ms`).join(', ');
}
