import type { Progress } from '../../shared/contract/jobs.ts';
import { formatDuration, formatRate } from './format-progress.ts';

/** Where a command tells what it does: lines for a person, or one JSON object a line for a program. */
export interface Reporter {
  /** A sentence about the course of the work. */
  say(text: string): void;
  progress(phase: string, progress: Progress): void;
  /** A fact with a name, for programs. Persons get `say`. */
  event(name: string, facts: Readonly<Record<string, unknown>>): void;
  /** Text that is the command's result. */
  result(text: string): void;
}

export interface ReporterStreams {
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
  readonly now: () => number;
}

/** On a stream that is no terminal, progress is printed at most this often, in milliseconds. */
const quietInterval = 10_000;

/** Lines go to the error stream and results to the output stream, so that output can be piped. */
export function createTextReporter({ output, errors, now }: ReporterStreams): Reporter {
  const live = errors.isTTY === true;
  let printedAt = Number.NEGATIVE_INFINITY;
  let printedPhase = '';
  let open = false;
  const endLine = (): void => {
    if (open) errors.write('\r\u001b[2K');
    open = false;
  };
  return {
    say(text) {
      endLine();
      errors.write(`${text}\n`);
    },
    progress(_phase, progress) {
      const line = progressLine(progress);
      if (live) {
        errors.write(`\r\u001b[2K${line.slice(0, Math.max(20, (errors.columns ?? 80) - 1))}`);
        open = true;
        return;
      }
      const due = now() - printedAt >= quietInterval;
      if (progress.phase === printedPhase && !due && progress.done < progress.total) return;
      printedAt = now();
      printedPhase = progress.phase;
      errors.write(`  ${line}\n`);
    },
    event: () => undefined,
    result(text) {
      endLine();
      output.write(`${text}\n`);
    },
  };
}

/** One JSON object a line on the output stream. */
export function createJsonReporter({ output }: Pick<ReporterStreams, 'output'>): Reporter {
  const write = (event: Readonly<Record<string, unknown>>): void => void output.write(`${JSON.stringify(event)}\n`);
  return {
    say: (text) => write({ event: 'message', text }),
    progress: (phase, progress) => write({ event: 'progress', name: phase, ...progress }),
    event: (name, facts) => write({ event: name, ...facts }),
    result: (text) => write({ event: 'result', text }),
  };
}

function progressLine({ phase, done, total, unit, rate, secondsLeft }: Progress): string {
  const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
  const counted = `${done} of ${total} ${unit}`;
  const speed = rate === null ? [] : [formatRate(rate, unit)];
  const left = secondsLeft === null || done >= total ? [] : [`about ${formatDuration(secondsLeft)} left`];
  return [`${phase}: ${percent} %`, counted, ...speed, ...left].join(', ');
}
