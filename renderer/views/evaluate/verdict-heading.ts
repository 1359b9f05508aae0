import { joinWords } from '../../../shared/charts/chart.ts';
import type { VerdictTable } from '../../../shared/evaluation/verdict-table.ts';
import type { VerdictValue } from '../../../shared/evaluation/verdict-results.ts';

/** Purposes that a heading can name before it only counts them. */
const most = 2;

/** The verdicts in one line: what is supported, what with limits, and what is not or cannot be said. */
export function verdictHeading({ rows }: VerdictTable): string {
  const of = (value: VerdictValue): string[] =>
    rows.filter(({ verdict }) => verdict === value).map(({ title }) => lowerFirst(title));
  const parts = [
    part('supported for', of('supported')),
    part('supported with limits for', of('supported with limits')),
    part('a baseline is better for', of('baseline is better')),
    part('not supported for', of('not supported')),
    part('cannot say for', of('cannot say')),
  ].filter((words) => words !== null);
  const [first, ...rest] = parts;
  if (first === undefined) return 'No verdict';
  const all = first.counted ? `${first.words} of ${rows.length} purposes` : first.words;
  return upperFirst([all, ...rest.map(({ words }) => words)].join('; '));
}

/** Few purposes are named, more are counted. */
function part(state: string, titles: readonly string[]): { readonly words: string; readonly counted: boolean } | null {
  if (titles.length === 0) return null;
  const counted = titles.length > most;
  return { words: `${state} ${counted ? titles.length : joinWords(titles)}`, counted };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
