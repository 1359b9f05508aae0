/** Longest piece of a dying host's error output that is kept, in characters. */
const keptCharacters = 4000;

export interface ErrorTail {
  add(text: string): void;
  /** How a process ended, with the line of its error output that says most about it. */
  explain(how: string): string;
}

/** Keeps the end of a process' error output for the message about its death. */
export function createErrorTail(): ErrorTail {
  let kept = '';
  return {
    add: (text) => {
      kept = (kept + text).slice(-keptCharacters);
    },
    explain(how) {
      const lines = kept.split('\n').map((line) => line.trim());
      // Node ends an uncaught error with its stack and its own version; the error itself stands above them.
      const told = lines.filter((line) => line !== '' && !line.startsWith('at ') && !/^Node\.js v\d/.test(line));
      const line = told.findLast((candidate) => /^(?:\w*Error\b|FATAL)/.test(candidate)) ?? told.at(-1);
      return line === undefined ? how : `${how}: ${line}`;
    },
  };
}
