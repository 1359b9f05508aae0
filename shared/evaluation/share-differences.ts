import type { Measure, Measured } from './measure.ts';
import type { ItemColumn, Prepared } from './prepare.ts';
import { type VariationScale, variationScale } from './total-variation.ts';
import type { Ratio } from './row-sums.ts';

/**
 * Simulated − human share of every option over everybody: from probabilities where there are any, otherwise from the draws
 * of all seeds together. Per source the options of all items; NaN where nobody answered.
 */
export function createShareDifferences(prepared: Prepared): Measure {
  const { items, sources, width } = prepared;
  const pooled = new Float64Array(width);
  return {
    size: width * sources.length,
    compute: ({ tables }, out) => {
      const human = tables.human[0] ?? pooled;
      sources.forEach((_, s) => {
        pooled.fill(0);
        const exact = tables.exact[s]?.[0];
        const own = exact === undefined ? (tables.drawn[s] ?? []).map((seed) => seed[0] ?? pooled) : [exact];
        for (const table of own) for (let k = 0; k < width; k++) pooled[k] = (pooled[k] ?? 0) + (table[k] ?? 0);
        for (const item of items) writeDifferences(pooled, human, item, out, s * width);
      });
    },
  };
}

function writeDifferences(
  simulated: Float64Array,
  human: Float64Array,
  { offset, options }: ItemColumn,
  out: Float64Array,
  start: number,
): void {
  let [first, second] = [0, 0];
  for (let k = offset; k < offset + options; k++) {
    first += simulated[k] ?? 0;
    second += human[k] ?? 0;
  }
  for (let k = offset; k < offset + options; k++) {
    out[start + k] = first > 0 && second > 0 ? (simulated[k] ?? 0) / first - (human[k] ?? 0) / second : Number.NaN;
  }
}

/** Total variation of an item without sampling noise, with its draws. */
export function denoisedVariation(prepared: Prepared, measured: Measured, item: number, source: number): Ratio {
  const { offset = 0, options = 0 } = prepared.items[item] ?? {};
  const places = Array.from({ length: options }, (_, k) => source * prepared.width + offset + k);
  const columns = places.map((place) => measured.draws(place));
  const differences = places.map((place) => measured.point(place));
  const scale: VariationScale = variationScale(differences, columns.map(deviationOf));
  const variation = (of: (k: number) => number): number =>
    differences.reduce((sum, _, k) => sum + Math.abs(of(k)), 0) / 2;
  const value = variation((k) => differences[k] ?? Number.NaN);
  const draws = Float64Array.from(columns[0] ?? [], (_, b) => variation((k) => columns[k]?.[b] ?? Number.NaN));
  return scale({ value, draws });
}

function deviationOf(draws: Float64Array): number {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  return Math.sqrt(draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / Math.max(1, draws.length - 1));
}
