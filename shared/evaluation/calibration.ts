import type { CalibrationBlock } from './calibration-results.ts';
import { type Estimate, estimate, medianEstimate, undefinedEstimate } from './estimate.ts';
import type { Measure, Measured } from './measure.ts';
import type { ItemColumn, Prepared, SourceColumns } from './prepare.ts';
import { createRowSums, ratioOfSums } from './row-sums.ts';
import { addWeighted, unitCount, unitOf, weightInUnit } from './unit-sums.ts';

/** Bins of the reliability curve, where there are as many distinct probabilities. */
const mostBins = 10;
/** A bin holds at least this many option probabilities, where there are as many. */
const smallestBin = 20;
const perBin = 3;

interface Bins {
  readonly count: number;
  readonly counts: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export interface Calibration {
  readonly bins: readonly (Bins | null)[];
  readonly curve: Measure;
  readonly ranked: Measure;
}

/** Per unit and bin: weighted options, probabilities and answers in it. */
interface CurveSums {
  readonly bins: Bins;
  readonly width: number;
  readonly cells: Float64Array;
  readonly sums: Float64Array;
}

/**
 * Two measures: per source and bin the sums of weights, of weighted probabilities and of weighted answers; and the
 * ranked probability scores. Bins are those of the sample as it is. Yields 0 between sources.
 */
export function* createCalibration(prepared: Prepared): Generator<number, Calibration> {
  const curves: (CurveSums | null)[] = [];
  for (const source of prepared.sources) {
    curves.push(sumsOfSource(prepared, source));
    yield 0;
  }
  return {
    bins: curves.map((own) => own?.bins ?? null),
    curve: curveMeasure(curves),
    ranked: createRankedScores(prepared),
  };
}

function curveMeasure(curves: readonly (CurveSums | null)[]): Measure {
  return {
    size: curves.length * mostBins * perBin,
    compute: ({ sample }, out) => {
      out.fill(0);
      curves.forEach((own, s) => {
        if (own === null) return;
        own.sums.fill(0);
        addWeighted(own.cells, own.width, sample.units, sample.units.weight, own.sums);
        out.set(own.sums, s * mostBins * perBin);
      });
    },
  };
}

/** Summed over the options of a unit once, since every draw only weights units. */
function sumsOfSource(prepared: Prepared, source: SourceColumns): CurveSums | null {
  if (source.exact === null) return null;
  const exact = source.exact();
  const bins = binsOf(prepared, exact);
  if (bins === null) return null;
  const { n, width, items, weights, humanPositions } = prepared;
  const own = bins.count * perBin;
  const cells = new Float64Array(unitCount(prepared) * own);
  for (let row = 0; row < n; row++) {
    if (!((weights[row] ?? 0) > 0)) continue;
    const start = unitOf(prepared, row) * own;
    const weight = weightInUnit(prepared, row);
    for (let i = 0; i < items.length; i++) {
      const chosen = humanPositions[row * items.length + i] ?? -1;
      if (chosen < 0) continue;
      const offset = items[i]?.offset ?? 0;
      for (let k = offset; k < offset + (items[i]?.options ?? 0); k++) {
        const p = exact[row * width + k] ?? 0;
        const at = start + binOf(bins, p) * perBin;
        cells[at] = (cells[at] ?? 0) + weight;
        cells[at + 1] = (cells[at + 1] ?? 0) + weight * p;
        cells[at + 2] = (cells[at + 2] ?? 0) + (chosen === k ? weight : 0);
      }
    }
  }
  return { bins, width: own, cells, sums: new Float64Array(own) };
}

/** The first bin that reaches up to a probability. */
function binOf({ count, to }: Bins, p: number): number {
  let bin = 0;
  while (bin < count - 1 && p > (to[bin] ?? 1)) bin++;
  return bin;
}

/** Bins of nearly equal size that never part equal probabilities. */
function binsOf({ items, weights, width }: Prepared, exact: Float64Array): Bins | null {
  const sorted = new Float64Array(exact.length);
  let answered = 0;
  for (const { human, offset, options } of items) {
    human.forEach((answer, row) => {
      if (answer < 0 || !((weights[row] ?? 0) > 0)) return;
      for (let k = offset; k < offset + options; k++) sorted[answered++] = exact[row * width + k] ?? 0;
    });
  }
  return answered === 0 ? null : binsOfSorted(sorted.subarray(0, answered).sort());
}

function binsOfSorted(sorted: Float64Array): Bins {
  const target = Math.max(smallestBin, sorted.length / mostBins);
  const ends: number[] = [];
  let start = 0;
  for (let k = 1; k < sorted.length; k++) {
    // A bin closes once it is full, but never between equal probabilities.
    if (k - start >= target && (sorted[k] ?? 0) > (sorted[k - 1] ?? 0) && ends.length < mostBins - 1) {
      ends.push(k);
      start = k;
    }
  }
  if (sorted.length - start < smallestBin) ends.pop();
  ends.push(sorted.length);
  const from = ends.map((_, bin) => sorted[ends[bin - 1] ?? 0] ?? 0);
  const to = ends.map((end) => sorted[end - 1] ?? 1);
  return { count: ends.length, counts: ends.map((end, bin) => end - (ends[bin - 1] ?? 0)), from, to };
}

/**
 * Columns: answered per ordered item; then per source and ordered item Σ over cuts (F − 1{answer at or below})²/(K − 1),
 * NaN without probabilities.
 */
function createRankedScores(prepared: Prepared): Measure {
  const ordered = orderedItems(prepared);
  const answered = ordered.map(
    ({ item }) =>
      () =>
        Float64Array.from(item.human, (answer) => (answer >= 0 ? 1 : 0)),
  );
  const scored = prepared.sources.flatMap(({ source }) =>
    ordered.map(
      ({ item, index }) =>
        () =>
          rankedColumn(item, source.probabilities[index] ?? null),
    ),
  );
  return createRowSums(prepared, [...answered, ...scored]);
}

function orderedItems(prepared: Prepared): { item: ItemColumn; index: number }[] {
  return prepared.items.flatMap((item, index) => (item.scores !== null && item.options > 1 ? [{ item, index }] : []));
}

function rankedColumn(item: ItemColumn, probabilities: Float64Array | null): Float64Array {
  const { options, scores } = item;
  const order = Array.from({ length: options }, (_, k) => k).sort((a, b) => (scores?.[a] ?? 0) - (scores?.[b] ?? 0));
  return Float64Array.from(item.human, (answer, row) => {
    if (answer < 0) return 0;
    if (probabilities === null) return Number.NaN;
    const place = order.indexOf(answer);
    let cumulative = 0;
    let sum = 0;
    for (let k = 0; k < options - 1; k++) {
      cumulative += probabilities[row * options + (order[k] ?? 0)] ?? 0;
      sum += (cumulative - (place <= k ? 1 : 0)) ** 2;
    }
    return sum / (options - 1);
  });
}

export function calibrationResults(
  prepared: Prepared,
  calibration: Calibration,
  curve: Measured,
  ranked: Measured,
): CalibrationBlock {
  return {
    definitions: ['reliability', 'calibration-error', 'calibration-ceiling', 'ranked-probability-score', 'bootstrap'],
    sources: prepared.sources.map((source, s) => ({
      source: source.id,
      ...curveOf(prepared, calibration.bins[s] ?? null, curve, s),
      ...rankedOf(prepared, ranked, s),
    })),
  };
}

function curveOf(prepared: Prepared, bins: Bins | null, measured: Measured, s: number) {
  const { n } = prepared;
  const { level, bootstrap } = prepared.input.settings;
  if (bins === null) {
    const none = undefinedEstimate('no-probabilities', n, level);
    return { bins: [], expectedCalibrationError: none, ceiling: none };
  }
  const at = (bin: number, which: number): number => (s * mostBins + bin) * perBin + which;
  const every = Array.from({ length: bins.count }, (_, bin) => bin);
  const observed = every.map((bin) => ratioOfSums(measured, [at(bin, 2)], [at(bin, 0)]));
  const gapOf = (read: (index: number) => number) =>
    every.map((bin) => {
      const weight = read(at(bin, 0));
      return { weight, gap: weight > 0 ? (read(at(bin, 2)) - read(at(bin, 1))) / weight : 0 };
    });
  const errorOf = (gaps: readonly { weight: number; gap: number }[]): number => {
    const total = gaps.reduce((sum, { weight }) => sum + weight, 0);
    return total > 0
      ? gaps.reduce((sum, { weight, gap }) => sum + weight * beyondRounding(gap), 0) / total
      : Number.NaN;
  };
  const own = gapOf(measured.point);
  const errors = new Float64Array(bootstrap);
  const noise = new Float64Array(bootstrap);
  const columns = every.map((bin) => [0, 1, 2].map((which) => measured.draws(at(bin, which))));
  for (let b = 0; b < bootstrap; b++) {
    const drawn = gapOf((index) => columns[Math.floor(index / perBin) - s * mostBins]?.[index % perBin]?.[b] ?? 0);
    errors[b] = errorOf(drawn);
    noise[b] = errorOf(drawn.map(({ weight, gap }, bin) => ({ weight, gap: gap - (own[bin]?.gap ?? 0) })));
  }
  return {
    bins: every.map((bin) => ({
      n: bins.counts[bin] ?? 0,
      from: bins.from[bin] ?? 0,
      to: bins.to[bin] ?? 1,
      predicted: measured.point(at(bin, 1)) / measured.point(at(bin, 0)),
      observed: estimate({
        ...(observed[bin] ?? { value: Number.NaN, draws: null }),
        n: bins.counts[bin] ?? 0,
        level,
        reason: 'no-answers',
        bounds: [0, 1],
      }),
    })),
    expectedCalibrationError: estimate({
      value: errorOf(own),
      draws: errors,
      n,
      level,
      reason: 'no-answers',
      bounds: [0, 1],
    }),
    ceiling: medianEstimate(noise, n, level),
  };
}

function rankedOf(prepared: Prepared, measured: Measured, s: number) {
  const ordered = orderedItems(prepared);
  const { level } = prepared.input.settings;
  const of = (which: readonly number[]): Estimate => {
    const answered = which.map((i) => ordered[i]?.item.human ?? new Int16Array(0));
    let n = 0;
    for (let row = 0; row < prepared.n; row++) if (answered.some((column) => (column[row] ?? -1) >= 0)) n++;
    if (which.length === 0) return undefinedEstimate('not-ordered', prepared.n, level);
    const columns = which.map((i) => ordered.length * (1 + s) + i);
    const reason = n === 0 ? 'no-answers' : 'no-probabilities';
    return estimate({ ...ratioOfSums(measured, columns, which), n, level, reason, bounds: [0, 1] });
  };
  return {
    rankedProbabilityScore: of(ordered.map((_, i) => i)),
    items: ordered.map(({ item }, i) => ({ item: item.variable.name, rankedProbabilityScore: of([i]) })),
  };
}

/** Size of a difference of shares; 0 where two sums of the same answers differ by their rounding only. */
function beyondRounding(gap: number): number {
  return Math.abs(gap) < 1e-9 ? 0 : Math.abs(gap);
}
