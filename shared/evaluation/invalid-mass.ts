import { estimate } from './estimate.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { InvalidMassBlock } from './results.ts';
import { createRowSums, ratioOfSums } from './row-sums.ts';

/** Columns: ones; then per source and item the probability mass outside the options, NaN where it is unknown. */
export function createInvalidMass(prepared: Prepared): Measure {
  const ones = new Float64Array(prepared.n).fill(1);
  const unknown = new Float64Array(prepared.n).fill(Number.NaN);
  const masses = prepared.sources.flatMap(({ source }) =>
    prepared.items.map((_, i) => () => source.outside[i] ?? unknown),
  );
  return createRowSums(prepared, [() => ones, ...masses]);
}

/** All twins count, whether or not their human answered. */
export function invalidMassResults(prepared: Prepared, measured: Measured): InvalidMassBlock {
  const { items, sources, n } = prepared;
  const level = prepared.input.settings.level;
  const mean = (columns: readonly number[]) => {
    const { value, draws } = ratioOfSums(
      measured,
      columns,
      columns.map(() => 0),
    );
    return estimate({ value, draws, n, level, reason: 'no-probabilities', bounds: [0, 1] });
  };
  return {
    definitions: ['invalid-mass', 'bootstrap'],
    sources: sources.map(({ id, source }, s) => {
      const column = (i: number): number => 1 + s * items.length + i;
      const known = items.flatMap((_, i) => (source.outside[i] ? [column(i)] : []));
      return {
        source: id,
        overall: mean(known.length > 0 ? known : [column(0)]),
        items: items.map((item, i) => ({
          item: item.variable.name,
          mean: mean([column(i)]),
          largest: source.outside[i]?.reduce((largest, mass) => Math.max(largest, mass), 0) ?? null,
        })),
      };
    }),
  };
}
