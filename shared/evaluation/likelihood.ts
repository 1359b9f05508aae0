import { type Estimate, estimate } from './estimate.ts';
import type { Measure, Measured } from './measure.ts';
import type { ItemColumn, Prepared, SourceColumns } from './prepare.ts';
import type { LikelihoodBlock } from './results.ts';
import { type Ratio, createRowSums, difference, ratioOfSums } from './row-sums.ts';
import { sourcePairs } from './source-pairs.ts';

/** Smaller probabilities count as this, so that one answer that a source held impossible costs 13.8 nats, not infinity. */
export const probabilityFloor = 1e-6;

type Score = 'negativeLogLikelihood' | 'brier';
const scores: readonly Score[] = ['negativeLogLikelihood', 'brier'];

/** Columns: answered per item; then per source and item the two scores, 0 where there is no human answer. */
export function createLikelihood(prepared: Prepared): Measure {
  const answered = prepared.items.map((item) => () => Float64Array.from(item.human, (answer) => (answer >= 0 ? 1 : 0)));
  const scored = prepared.sources.flatMap((source) =>
    prepared.items.flatMap((item, i) => {
      const probabilities = source.source.probabilities[i] ?? null;
      return scores.map((score) => () => scoreColumn(item, probabilities, score));
    }),
  );
  return createRowSums(prepared, [...answered, ...scored]);
}

function scoreColumn(item: ItemColumn, probabilities: Float64Array | null, score: Score): Float64Array {
  return Float64Array.from(item.human, (answer, r) => {
    if (answer < 0) return 0;
    if (probabilities === null) return Number.NaN;
    const start = r * item.options;
    const p = probabilities[start + answer] ?? 0;
    if (score === 'negativeLogLikelihood') return -Math.log(Math.max(p, probabilityFloor));
    let sum = 0;
    for (let k = 0; k < item.options; k++) sum += ((probabilities[start + k] ?? 0) - (k === answer ? 1 : 0)) ** 2;
    return sum;
  });
}

/** Σ of a score / answered, over some items of one source. */
function scoreRatio(
  { items }: Prepared,
  measured: Measured,
  source: number,
  score: Score,
  of: readonly number[],
): Ratio {
  const columns = of.map((i) => items.length + (source * items.length + i) * scores.length + scores.indexOf(score));
  return ratioOfSums(measured, columns, of);
}

/** Mean negative log likelihood of a source over all items, with its draws. */
export function overallLikelihood(prepared: Prepared, measured: Measured, source: number): Ratio {
  const every = prepared.items.map((_, i) => i);
  return scoreRatio(prepared, measured, source, 'negativeLogLikelihood', every);
}

export function likelihoodResults(prepared: Prepared, measured: Measured): LikelihoodBlock {
  const { items, sources } = prepared;
  const level = prepared.input.settings.level;
  const every = items.map((_, i) => i);
  const ratio = (source: number, score: Score, of: readonly number[]): Ratio =>
    scoreRatio(prepared, measured, source, score, of);
  const estimateOf = ({ value, draws }: Ratio, of: readonly number[], bounds?: readonly [number, number]): Estimate => {
    const n = answeredRows(
      of.flatMap((i) => items[i] ?? []),
      prepared.n,
    );
    const reason = n === 0 ? 'no-answers' : 'no-probabilities';
    return estimate({ value, draws, n, level, reason, ...(bounds === undefined ? {} : { bounds }) });
  };
  const row = (source: SourceColumns, s: number, of: readonly number[]) => ({
    source: source.id,
    negativeLogLikelihood: estimateOf(ratio(s, 'negativeLogLikelihood', of), of, [0, -Math.log(probabilityFloor)]),
    brier: estimateOf(ratio(s, 'brier', of), of, [0, 2]),
    floored: of.reduce((sum, i) => sum + countFloored(items[i], source.source.probabilities[i] ?? null), 0),
  });
  return {
    definitions: ['negative-log-likelihood', 'brier', 'bootstrap'],
    floor: probabilityFloor,
    overall: sources.map((source, s) => row(source, s, every)),
    items: every.map((i) => ({
      item: items[i]?.variable.name ?? '',
      sources: sources.map((source, s) => row(source, s, [i])),
    })),
    differences: sourcePairs(sources).map(([a, b]) => {
      const of = (score: Score): Estimate =>
        estimateOf(difference(ratio(a, score, every), ratio(b, score, every)), every);
      return {
        source: sources[a]?.id ?? '',
        against: sources[b]?.id ?? '',
        negativeLogLikelihood: of('negativeLogLikelihood'),
        brier: of('brier'),
      };
    }),
  };
}

/** Respondents who answered at least one of the items. */
function answeredRows(items: readonly ItemColumn[], n: number): number {
  let rows = 0;
  for (let r = 0; r < n; r++) if (items.some((item) => (item.human[r] ?? -1) >= 0)) rows++;
  return rows;
}

function countFloored(item: ItemColumn | undefined, probabilities: Float64Array | null): number {
  if (item === undefined || probabilities === null) return 0;
  return item.human.reduce((sum, answer, r) => {
    const p = answer < 0 ? 1 : (probabilities[r * item.options + answer] ?? 0);
    return sum + (p < probabilityFloor ? 1 : 0);
  }, 0);
}
