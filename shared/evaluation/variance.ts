import { type ChanceBetween, chanceBetween } from './chance-between.ts';
import { centred } from './comparison.ts';
import { type Estimate, type UndefinedReason, estimate, undefinedEstimate } from './estimate.ts';
import type { Measure, Measured } from './measure.ts';
import type { ItemColumn, Prepared } from './prepare.ts';
import type { HeterogeneityBlock } from './results.ts';
import type { Ratio } from './row-sums.ts';

/** Numbers per side: variance within groups, share between groups, entropy within groups. */
const within = 0;
const between = 1;
const entropy = 2;
const perSide = 3;

/** One item in one grouping. */
interface VariancePlace {
  readonly grouping: number;
  readonly levels: number;
  readonly item: number;
  readonly chance: ChanceBetween;
}

/** Groupings in table order, everybody first, and items: one cell each. */
function variancePlaces(prepared: Prepared): VariancePlace[] {
  const levels = [1, ...prepared.groupings.map((grouping) => grouping.values.length)];
  return levels.flatMap((count, grouping) =>
    prepared.items.map((column, item) => {
      const levelOf = prepared.groupings[grouping - 1]?.levelOf;
      return { grouping, levels: count, item, chance: chanceBetween(prepared, column, { levelOf, levels: count }) };
    }),
  );
}

/**
 * Spread of the answers within and between groups, for humans and for every source (draws, the mean over seeds: both
 * sides then carry the same sampling noise). Respondents without a value of the grouping are left out.
 */
export function createVariance(prepared: Prepared): Measure {
  const places = variancePlaces(prepared);
  const stride = perSide * (1 + prepared.sources.length);
  const found = new Float64Array(perSide);
  return {
    size: places.length * stride,
    compute: ({ tables }, out) => {
      out.fill(0);
      places.forEach(({ grouping, levels, item, chance }, place) => {
        const column = prepared.items[item];
        if (column === undefined) return;
        const spread = (table: Float64Array | undefined, by: number, at: number, share: number): void => {
          if (table === undefined) return;
          spreadOf(table, { levels, width: prepared.width, chance: by }, column, found);
          for (let k = 0; k < perSide; k++) out[at + k] = (out[at + k] ?? 0) + share * (found[k] ?? 0);
        };
        const at = place * stride;
        spread(tables.human[grouping], chance.human, at, 1);
        tables.drawn.forEach((seeds, s) => {
          const side = at + perSide * (1 + s);
          seeds.forEach((byGrouping, seed) =>
            spread(byGrouping[grouping], chance.sources[s]?.[seed] ?? Number.NaN, side, 1 / seeds.length),
          );
        });
      });
    },
  };
}

/**
 * Σ_g Σ w(y−ȳ_g)²/Σw, ε² = (SS between − what chance puts there)/SS total, and Σ_g W_g/W · H(y | g) in bits; NaN without
 * scores or answers. Kelley (1935), PNAS 21:554-559.
 */
function spreadOf(
  table: Float64Array,
  { levels, width, chance }: { readonly levels: number; readonly width: number; readonly chance: number },
  item: ItemColumn,
  out: Float64Array,
): void {
  const { scores, options, offset } = item;
  let total = 0;
  let sum = 0;
  let squares = 0;
  let betweenSquares = 0;
  let bits = 0;
  for (let level = 0; level < levels; level++) {
    const start = level * width + offset;
    let weight = 0;
    let first = 0;
    let second = 0;
    let logs = 0;
    for (let k = 0; k < options; k++) {
      const count = table[start + k] ?? 0;
      const score = scores?.[k] ?? 0;
      weight += count;
      first += count * score;
      second += count * score * score;
      if (count > 0) logs += count * Math.log2(count);
    }
    if (!(weight > 0)) continue;
    total += weight;
    sum += first;
    squares += second;
    betweenSquares += (first * first) / weight;
    bits += weight * Math.log2(weight) - logs;
  }
  const centre = total > 0 ? (sum * sum) / total : 0;
  const totalSquares = squares - centre;
  const rounding = 1e-12 * Math.abs(squares);
  const inside = Math.max(0, squares - betweenSquares);
  out[within] = scores === null || !(total > 0) ? Number.NaN : (inside > rounding ? inside : 0) / total;
  out[between] =
    scores === null || !(totalSquares > rounding)
      ? Number.NaN
      : (Math.max(0, betweenSquares - centre) - chance * (inside > rounding ? inside : 0)) / totalSquares;
  out[entropy] = total > 0 ? Math.max(0, bits / total) : Number.NaN;
}

export function varianceResults(prepared: Prepared, measured: Measured): HeterogeneityBlock['variance'] {
  const stride = perSide * (1 + prepared.sources.length);
  return variancePlaces(prepared).map((place, index) => {
    const column = prepared.items[place.item];
    const own = prepared.groupings[place.grouping - 1];
    const n = column === undefined ? 0 : usedRows(column, own?.levelOf, own?.values.length ?? 1);
    const reader = createReader(prepared, measured, { ...place, at: index * stride, n });
    const most = Math.log2(Math.max(1, column?.options ?? 1));
    return {
      item: column?.variable.name ?? '',
      grouping: own?.variable ?? null,
      n,
      human: {
        within: reader.single(0, within, [0, Number.POSITIVE_INFINITY]),
        betweenShare: reader.single(0, between, [-1, 1]),
        entropy: reader.single(0, entropy, [0, most]),
      },
      sources: prepared.sources.map((source, s) => ({
        source: source.id,
        withinRatio: reader.ratio(1 + s, within),
        betweenShare: reader.single(1 + s, between, [-1, 1]),
        betweenRatio: reader.betweenRatio(1 + s),
        entropyRatio: reader.ratio(1 + s, entropy),
      })),
    };
  });
}

/** Reads the numbers of one place, by side (0: humans, then sources). */
function createReader(
  prepared: Prepared,
  measured: Measured,
  { grouping, item, chance, at, n }: VariancePlace & { readonly at: number; readonly n: number },
) {
  const { level } = prepared.input.settings;
  const grouped = prepared.groupings[grouping - 1] !== undefined;
  const ordered = (prepared.items[item]?.scores ?? null) !== null;
  const missing = (which: number): UndefinedReason => {
    if (n === 0) return 'no-answers';
    if (which !== entropy && !ordered) return 'not-ordered';
    if (which === between && !grouped) return 'not-grouped';
    if (which === between && Number.isNaN(chance.human))
      return prepared.clusters === prepared.n ? 'too-few-respondents' : 'too-few-clusters';
    return 'no-variation';
  };
  const of = (side: number, which: number): Ratio => {
    const index = at + perSide * side + which;
    return { value: measured.point(index), draws: measured.draws(index) };
  };
  const single = (side: number, which: number, bounds: readonly [number, number]): Estimate => {
    const { value, draws } = of(side, which);
    const shown = which === between && !grouped ? Number.NaN : value;
    return estimate({ value: shown, draws, n, level, reason: missing(which), bounds });
  };
  const ratio = (side: number, which: typeof within | typeof entropy): Estimate => {
    const divide = (a: number, b: number): number => (b > 0 ? a / b : Number.NaN);
    const own = of(side, which);
    const human = of(0, which);
    const draws = own.draws.map((above, b) => divide(above, human.draws[b] ?? 0));
    const reason = human.value === 0 ? 'human-is-zero' : missing(which);
    const value = divide(own.value, human.value);
    return estimate({ value, draws, n, level, reason, bounds: [0, Number.POSITIVE_INFINITY] });
  };
  const betweenRatio = (side: number): Estimate => {
    const share = single(side, between, [-1, 1]);
    const human = single(0, between, [-1, 1]);
    if (human.value === null || share.value === null) return undefinedEstimate(missing(between), n, level);
    if (human.low === null) return undefinedEstimate('too-few-respondents', n, level);
    if (human.low <= 0) return undefinedEstimate('human-not-above-zero', n, level);
    const { value, draws } = shareRatio(of(side, between), of(0, between));
    return estimate({ value, draws, n, level, reason: 'not-estimable', bounds: [0, Number.POSITIVE_INFINITY] });
  };
  return { single, ratio, betweenRatio };
}

/**
 * A share between groups / that of the humans, which is shown to be above 0. Resampling raises both shares, so that their
 * draws are moved to the estimates first; draws in which none is left of the human share are above every bound.
 */
function shareRatio(own: Ratio, human: Ratio): Ratio {
  const above = centred(own.value, own.draws);
  const draws = centred(human.value, human.draws).map((below, b) =>
    below > 0 ? Math.max(0, above[b] ?? Number.NaN) / below : largestRatio,
  );
  return { value: Math.max(0, own.value) / human.value, draws };
}

const largestRatio = 1e6;

/**
 * Spread of one source / that of the humans, with its draws: variance of the scores, or entropy on nominal items. NaN where
 * the humans do not vary.
 *
 * @param grouping 0: over everybody; g + 1: within the groups of grouping g
 */
export function spreadRatio(
  prepared: Prepared,
  measured: Measured,
  item: number,
  source: number,
  grouping: number,
): Ratio {
  const stride = perSide * (1 + prepared.sources.length);
  const which = prepared.items[item]?.scores === null ? entropy : within;
  const human = (grouping * prepared.items.length + item) * stride + which;
  const own = human + perSide * (1 + source);
  const divide = (a: number, b: number): number => (b > 0 ? a / b : Number.NaN);
  const below = measured.draws(human);
  return {
    value: divide(measured.point(own), measured.point(human)),
    draws: measured.draws(own).map((above, b) => divide(above, below[b] ?? 0)),
  };
}

function usedRows(item: ItemColumn, levelOf: Int32Array | undefined, levels: number): number {
  return item.human.reduce((n, answer, r) => n + (answer >= 0 && (levelOf?.[r] ?? 0) < levels ? 1 : 0), 0);
}
