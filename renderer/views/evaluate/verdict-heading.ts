import { joinWords } from '../../../shared/charts/chart.ts';
import type { VerdictTable } from '../../../shared/evaluation/verdict-table.ts';
import type { VerdictValue } from '../../../shared/evaluation/verdict-results.ts';

/** Purposes that a heading can name before it only counts them. */
const most = 2;

/** The verdicts in one line: what is supported, what with limits, and how much is not. */
export function verdictHeading({ rows }: VerdictTable): string {
  const of = (value: VerdictValue): string[] =>
    rows.filter(({ verdict }) => verdict === value).map(({ title }) => lowerFirst(title));
  const supported = of('supported');
  const limited = of('supported with limits');
  const refused = of('not supported');
  const open = of('cannot say');
  const parts = [
    named('supported', 'for', supported),
    named('supported with limits', 'for', limited),
    named('not supported', 'for', refused),
    named('open', 'for', open),
  ].filter((part) => part !== null);
  const [first, ...rest] = parts;
  if (first === undefined) return 'No verdict';
  return upperFirst([first, ...rest.slice(0, 2)].join('; '));
}

function named(state: string, preposition: string, titles: readonly string[]): string | null {
  if (titles.length === 0) return null;
  const what = titles.length <= most ? joinWords(titles) : `${titles.length} purposes`;
  return `${state} ${preposition} ${what}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
