import type { Estimate, EvaluationResults } from '../evaluation/results.ts';
import { labelOfSource, sourceOfKind } from './source-style.ts';
import { liesAbove, liesBelow } from './lane-of.ts';

/** Groups up to which the report shows a picture of them open. */
export const groupsAtOnce = 12;

/** Name of a group among those of several variables. */
export function groupLabel(grouping: { readonly label: string }, group: { readonly label: string }): string {
  return `${grouping.label}: ${group.label}`;
}

/** In how many groups the adapted model, or else the base model, differs from the humans by the interval of a difference. */
export function groupsDiffering<Row extends { readonly source: string }>(
  results: EvaluationResults,
  groups: readonly (readonly Row[])[],
  differenceOf: (row: Row) => Estimate | null,
  noun: string,
): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const known = groups.flatMap((rows) => {
    const row = rows.find(({ source }) => source === id);
    const difference = row === undefined ? null : differenceOf(row);
    return difference === null || difference.low === null ? [] : [difference];
  });
  if (id === null || known.length === 0) return `No group has a ${noun} to compare.`;
  const above = known.filter((difference) => liesAbove(difference, 0)).length;
  const below = known.filter((difference) => liesBelow(difference, 0)).length;
  return `By its interval the ${noun} of ${labelOfSource(results, id)} is larger than that of the humans in ${above} of ${known.length} groups and smaller in ${below}; in ${known.length - above - below} they are not told apart.`;
}
