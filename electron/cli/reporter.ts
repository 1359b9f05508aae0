import type { Progress } from '../../shared/contract/jobs.ts';
import { formatProgress } from './format-progress.ts';

/** Where a command tells what it does: lines for a person, or one JSON object a line for a program. */
export interface Reporter extends Disposable {
  /** A sentence about the course of the work. */
  say(text: string): void;
  progress(phase: string, progress: Progress): void;
  /** A fact with a name, for programs only. */
  event(name: string, facts: Readonly<Record<string, unknown>>): void;
  /** Text that is the command's result, for persons only. */
  result(text: string): void;
  /** Leaves the terminal with an empty line for what comes next. */
  [Symbol.dispose](): void;
}

export interface ReporterStreams {
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
  readonly now: () => number;
}

/** On a stream that is no terminal, progress is printed when nothing else was for this long, in milliseconds. */
const quietInterval = 10_000;

/** Lines go to the error stream and results to the output stream, so that output can be piped. */
export function createTextReporter({ output, errors, now }: ReporterStreams): Reporter {
  const live = errors.isTTY === true;
  let printedAt = now();
  let open = false;
  const endLine = (): void => {
    if (open) errors.write('\r\u001b[2K');
    open = false;
  };
  return {
    say(text) {
      endLine();
      printedAt = now();
      errors.write(`${text}\n`);
    },
    progress(_phase, progress) {
      const line = `  ${formatProgress(progress)}`;
      if (live) {
        errors.write(`\r\u001b[2K${line.slice(0, widthOf(errors) - 1)}`);
        open = true;
        return;
      }
      if (now() - printedAt < quietInterval) return;
      printedAt = now();
      errors.write(`${line}\n`);
    },
    event: () => undefined,
    result(text) {
      endLine();
      output.write(`${text}\n`);
    },
    [Symbol.dispose]: endLine,
  };
}

/** Columns of a terminal; one that does not know its size says 0. */
function widthOf({ columns }: NodeJS.WriteStream): number {
  return columns > 0 ? columns : 80;
}

/** One JSON object a line on the output stream. */
export function createJsonReporter({ output }: Pick<ReporterStreams, 'output'>): Reporter {
  const write = (event: Readonly<Record<string, unknown>>): void => void output.write(`${JSON.stringify(event)}\n`);
  return {
    say: (text) => write({ event: 'message', text }),
    progress: (phase, progress) => write({ event: 'progress', name: phase, ...progress }),
    event: (name, facts) => write({ event: name, ...facts }),
    result: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
}
