import type { ItemColumn, Prepared } from './prepare.ts';

/** A grouping of the respondents: `levelOf` is absent where everybody is one group. */
export interface ChanceGrouping {
  readonly levelOf: Int32Array | undefined;
  readonly levels: number;
}

/**
 * What chance alone puts between groups that do not differ, as a factor of the sum of squares within them: by respondents,
 * or by clusters where respondents share them.
 */
export interface ChanceBetween {
  readonly human: number;
  /** By source and seed. */
  readonly sources: readonly (readonly number[])[];
}

/** NaN where every group has one person, or where clusters are shared and a group has answers of fewer than two. */
export function chanceBetween(prepared: Prepared, item: ItemColumn, grouping: ChanceGrouping): ChanceBetween {
  if (prepared.clusters === prepared.n) {
    const factor = byRespondents(prepared, item, grouping);
    return { human: factor, sources: prepared.sources.map(({ positions }) => positions.map(() => factor)) };
  }
  const place = prepared.items.indexOf(item);
  const width = prepared.items.length;
  const factorOf = (answerOf: (row: number) => number): number => byClusters(prepared, item, grouping, answerOf);
  return {
    human: factorOf((row) => item.human[row] ?? -1),
    sources: prepared.sources.map(({ positions }) =>
      positions.map((seed) => factorOf((row) => (seed[row * width + place] ?? -1) - item.offset)),
    ),
  };
}

/**
 * (k − 1)/(n − k) for k groups of n people, so that SS between − this × SS within has the mean 0 where groups do not differ;
 * with weights (Σ_g d_g − d)/(Σw − Σ_g d_g), where d is Σw²/Σw of everybody and d_g of a group.
 */
function byRespondents(prepared: Prepared, item: ItemColumn, { levelOf, levels }: ChanceGrouping): number {
  const weights = new Float64Array(levels);
  const squares = new Float64Array(levels);
  item.human.forEach((answer, r) => {
    const level = levelOf?.[r] ?? 0;
    if (answer < 0 || level >= levels) return;
    const weight = prepared.weights[r] ?? 0;
    weights[level] = (weights[level] ?? 0) + weight;
    squares[level] = (squares[level] ?? 0) + weight ** 2;
  });
  const total = sumOf(weights);
  const own = sumOf(squares.map((square, level) => ((weights[level] ?? 0) > 0 ? square / (weights[level] ?? 1) : 0)));
  const left = total - own;
  return left > 1e-9 * total ? (own - sumOf(squares) / total) / left : Number.NaN;
}

/**
 * Where groups do not differ, SS between has the mean Σ_g W_g·Var(ȳ_g) − W·Var(ȳ), W the sum of weights. Both variances by
 * linearisation, from the weighted residuals within groups added up by cluster, times G/(G − 1) for G clusters
 * (Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, section 5.5; Binder 1983, Int. Stat. Rev. 51:279-292),
 * here divided by SS within. A cluster may have people of several groups.
 */
function byClusters(
  prepared: Prepared,
  item: ItemColumn,
  { levelOf, levels }: ChanceGrouping,
  answerOf: (row: number) => number,
): number {
  const { n, weights, clusterOf, clusters } = prepared;
  const { scores } = item;
  // Without groups nothing lies between them, and without scores there are no sums of squares.
  if (scores === null || levelOf === undefined) return Number.NaN;
  const total = new Float64Array(levels);
  const first = new Float64Array(levels);
  const answers = new Int32Array(n);
  for (let r = 0; r < n; r++) {
    const level = levelOf[r] ?? levels;
    const answer = answerOf(r);
    const weight = weights[r] ?? 0;
    const counts = answer >= 0 && level < levels && weight > 0;
    answers[r] = counts ? answer : -1;
    if (!counts) continue;
    total[level] = (total[level] ?? 0) + weight;
    first[level] = (first[level] ?? 0) + weight * (scores[answer] ?? 0);
  }
  const means = first.map((sum, level) => sum / (total[level] ?? 1));
  // By group and then of everybody, cluster by cluster, with the number of people behind each sum.
  const sums = new Float64Array((levels + 1) * clusters);
  const people = new Int32Array((levels + 1) * clusters);
  let within = 0;
  for (let r = 0; r < n; r++) {
    const answer = answers[r] ?? -1;
    if (answer < 0) continue;
    const level = levelOf[r] ?? 0;
    const left = (scores[answer] ?? 0) - (means[level] ?? 0);
    const added = (weights[r] ?? 0) * left;
    const own = level * clusters + (clusterOf[r] ?? 0);
    const all = levels * clusters + (clusterOf[r] ?? 0);
    within += added * left;
    sums[own] = (sums[own] ?? 0) + added;
    sums[all] = (sums[all] ?? 0) + added;
    people[own] = (people[own] ?? 0) + 1;
    people[all] = (people[all] ?? 0) + 1;
  }
  const varied = (level: number, weight: number): number => {
    const from = level * clusters;
    const to = from + clusters;
    return weight > 0 ? squaredSums(sums.subarray(from, to), people.subarray(from, to)) / weight : 0;
  };
  const groups = total.reduce((sum, weight, level) => sum + varied(level, weight), 0);
  const chance = groups - varied(levels, sumOf(total));
  return within > 0 || Number.isNaN(chance) ? Math.max(0, chance) / within : 0;
}

/** G/(G − 1)·Σ T² over the clusters with people; NaN with fewer than two of them. */
function squaredSums(sums: Float64Array, people: Int32Array): number {
  let count = 0;
  let squares = 0;
  for (let cluster = 0; cluster < sums.length; cluster++) {
    if (people[cluster] === 0) continue;
    count += 1;
    squares += (sums[cluster] ?? 0) ** 2;
  }
  return count < 2 ? Number.NaN : (squares * count) / (count - 1);
}

function sumOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0);
}
