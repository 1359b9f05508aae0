import type { Progress } from '../../../shared/contract/jobs.ts';

export interface ProgressReport {
  /** What is being done, in words. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  /** What is counted, such as respondents. */
  readonly unit: string;
  /** Tokens computed since the job began, where tokens are computed. */
  readonly tokens?: number;
  /** Memory of the process that computes, bytes. */
  readonly memoryBytes?: number;
  /** Of work in many pieces: all of them together. */
  readonly whole?: Progress['whole'];
}

/** Shortest time between two reports of the same phase, so that a watcher gets at most ten a second. */
const interval = 100;

/**
 * Turns counts into rate and time left. The rate counts from the first report of a phase, so that work taken over from an
 * interrupted run does not flatter it. Returns null where the report came too early to be worth sending.
 */
export function createProgressTracker(now: () => number): (report: ProgressReport) => Progress | null {
  let phase: string | null = null;
  let startedAt = 0;
  let startedWith = 0;
  let startedTokens = 0;
  let sentAt = Number.NEGATIVE_INFINITY;
  return ({ phase: name, done, total, unit, tokens, memoryBytes, whole }) => {
    const time = now();
    if (name !== phase) {
      phase = name;
      startedAt = time;
      startedWith = done;
      startedTokens = tokens ?? 0;
      sentAt = Number.NEGATIVE_INFINITY;
    }
    if (time - sentAt < interval && done < total) return null;
    sentAt = time;
    const seconds = (time - startedAt) / 1000;
    const rate = seconds > 0 && done > startedWith ? (done - startedWith) / seconds : null;
    return {
      phase: name,
      done,
      total,
      unit,
      rate,
      secondsLeft: rate === null ? null : Math.max(0, total - done) / rate,
      ...(tokens === undefined || seconds <= 0 ? {} : { tokensPerSecond: (tokens - startedTokens) / seconds }),
      ...(memoryBytes === undefined ? {} : { memoryBytes }),
      ...(whole === undefined ? {} : { whole }),
    };
  };
}
