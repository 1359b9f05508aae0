import { type DistanceDraws, compare, withoutNoise } from './comparison.ts';
import { type ItemScale, itemScale } from './distances.ts';
import type { CellPlace, DistanceName, DivergenceReader } from './divergence.ts';
import { type CeilingKind, ceilingOf, normalised } from './noise-ceiling.ts';
import type { Prepared } from './prepare.ts';
import type { Ceiling, Comparison, DivergenceCell, Estimate } from './results.ts';
import type { Tables } from './tables.ts';

/**
 * Every item in every group; yields the number of cells done.
 *
 * @param tables those of the sample as it is
 * @param reference index of the source with skill 0
 */
export function* divergenceResults(
  prepared: Prepared,
  reader: DivergenceReader,
  tables: Tables,
  reference: number | null,
): Generator<number, DivergenceCell[]> {
  const scales = prepared.items.map(itemScale);
  const results: DivergenceCell[] = [];
  for (const [c, cell] of reader.cells.entries()) {
    const scale = scales[cell.item];
    if (scale !== undefined) results.push(cellResult(prepared, reader, tables, reference, c, cell, scale));
    yield c + 1;
  }
  return results;
}

function cellResult(
  prepared: Prepared,
  reader: DivergenceReader,
  tables: Tables,
  reference: number | null,
  c: number,
  cell: CellPlace,
  scale: ItemScale,
): DivergenceCell {
  const { options, range } = scale;
  const item = prepared.items[cell.item];
  const ceilings = cellCeilings(prepared, reader, c, cell, range);
  const comparisons = (name: DistanceName, largest: number): Comparison[] =>
    compareSources(prepared, reader, reference, c, cell, name, largest);
  const jensenShannon = comparisons('jensenShannon', 1);
  const totalVariation = comparisons('totalVariation', 1);
  const wasserstein = Number.isFinite(range) ? comparisons('wasserstein', range) : null;
  const kullbackLeibler = comparisons('kullbackLeibler', Number.POSITIVE_INFINITY);
  const kolmogorovSmirnov = Number.isFinite(range) ? comparisons('kolmogorovSmirnov', 1) : null;
  const start = cell.level * prepared.width + (item?.offset ?? 0);
  return {
    item: item?.variable.name ?? '',
    group: cell.group,
    nHuman: cell.n,
    human: shares([tables.human[cell.grouping]], start, options),
    ceiling: ceilings.two,
    exactCeiling: ceilings.one,
    sources: prepared.sources.flatMap((source, s) => {
      const own = { js: jensenShannon[s], tv: totalVariation[s], kl: kullbackLeibler[s], w: wasserstein?.[s] ?? null };
      if (own.js === undefined || own.tv === undefined || own.kl === undefined) return [];
      const share = own.w === null ? null : normalised(own.w.distance, range);
      const exact = tables.exact[s]?.[cell.grouping];
      const counted = exact === undefined ? (tables.drawn[s] ?? []).map((seed) => seed[cell.grouping]) : [exact];
      return [
        {
          source: source.id,
          nSimulated: cell.n,
          distribution: shares(counted, start, options),
          jensenShannon: own.js,
          wasserstein: own.w,
          wassersteinNormalised: share,
          totalVariation: own.tv,
          kullbackLeibler: own.kl,
          kolmogorovSmirnov: kolmogorovSmirnov?.[s] ?? null,
          alignment: share === null ? null : oneMinus(share),
        },
      ];
    }),
  };
}

type Ceilings = Readonly<Record<CeilingKind, Ceiling>>;

function cellCeilings(
  prepared: Prepared,
  reader: DivergenceReader,
  c: number,
  cell: CellPlace,
  range: number,
): Ceilings {
  const of = (kind: CeilingKind): Ceiling => {
    const draws = {
      jensenShannon: reader.ceiling(c, kind, 'jensenShannon'),
      wasserstein: reader.ceiling(c, kind, 'wasserstein'),
      totalVariation: reader.ceiling(c, kind, 'totalVariation'),
      kullbackLeibler: reader.ceiling(c, kind, 'kullbackLeibler'),
      kolmogorovSmirnov: reader.ceiling(c, kind, 'kolmogorovSmirnov'),
    };
    return ceilingOf(draws, range, cell.n, prepared.input.settings.level);
  };
  return { two: of('two'), one: of('one') };
}

function compareSources(
  prepared: Prepared,
  reader: DivergenceReader,
  reference: number | null,
  c: number,
  cell: CellPlace,
  name: DistanceName,
  largest: number,
): Comparison[] {
  const sides = prepared.sources.map((_, s): DistanceDraws => {
    const value = reader.point(c, s, name);
    const draws = reader.draws(c, s, name);
    const power = name === 'kullbackLeibler' ? 1 : 2;
    return { value, draws, noiseless: withoutNoise(value, draws, cell.n, power), n: cell.n };
  });
  const against = reference === null ? null : (sides[reference] ?? null);
  return sides.map((side) => compare(side, against, prepared.input.settings.level, largest));
}

/** 1 − a number with its interval. */
function oneMinus(estimate: Estimate): Estimate {
  const of = (value: number | null): number | null => (value === null ? null : 1 - value);
  return { ...estimate, value: of(estimate.value), low: of(estimate.high), high: of(estimate.low) };
}

/** Shares of the options in the sum of some tables; null when they are empty there. */
function shares(tables: readonly (Float64Array | undefined)[], start: number, options: number): number[] | null {
  const sums = Array.from({ length: options }, (_, k) =>
    tables.reduce((sum, table) => sum + (table?.[start + k] ?? 0), 0),
  );
  const total = sums.reduce((sum, value) => sum + value, 0);
  return total > 0 ? sums.map((value) => value / total) : null;
}
