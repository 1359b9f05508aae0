/** Seconds between two reports at most; far below the shortest time after which a project can lock. */
const leastInterval = 30;

export interface InputReports {
  /** Somebody used this page. */
  note(): void;
  /** Tells nothing any more. */
  stop(): void;
}

export interface InputReportsParts {
  /** Milliseconds of the clock on the wall, since other clocks may stand still while the machine sleeps. */
  readonly now: () => number;
  /** Calls back after so many milliseconds, and returns a function that takes the call back. */
  readonly later: (callback: () => void, milliseconds: number) => () => void;
  /** Tells that the page was used so many seconds ago. */
  readonly report: (secondsAgo: number) => void;
}

/**
 * Thins out what a person does with a page: the first input is told at once, further ones together 30 seconds later at the
 * latest, with the age of the last of them.
 */
export function createInputReports({ now, later, report }: InputReportsParts): InputReports {
  let reportedAt = Number.NEGATIVE_INFINITY;
  let latest = reportedAt;
  let withdraw: (() => void) | null = null;
  function tell(): void {
    withdraw = null;
    reportedAt = now();
    report(Math.max(0, reportedAt - latest) / 1000);
  }
  return {
    note() {
      latest = now();
      if (withdraw !== null) return;
      const wait = reportedAt + leastInterval * 1000 - latest;
      // A clock that was set back would make the wait longer than it may be.
      if (wait <= 0 || wait > leastInterval * 1000) tell();
      else withdraw = later(tell, wait);
    },
    stop() {
      withdraw?.();
      withdraw = null;
    },
  };
}
