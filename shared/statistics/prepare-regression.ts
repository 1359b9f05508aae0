import type {
  CovarianceKind,
  RegressionData,
  RegressionFailure,
  RegressionFailureCode,
  RegressionModel,
  RegressionOptions,
  RegressionWarning,
} from './regression.ts';

/** Rows that take part in a fit. */
export type PreparedRegression = {
  readonly kind: 'prepared';
  readonly n: number;
  readonly columns: readonly Float64Array[];
  readonly names: readonly string[];
  readonly y: Float64Array;
  readonly offset: Float64Array;
  readonly hasOffset: boolean;
  readonly weights: Float64Array;
  readonly weighted: boolean;
  readonly covarianceKind: CovarianceKind;
  /** Index of the cluster of each row, null unless the covariance is by cluster. */
  readonly clusters: Int32Array | null;
  readonly clusterCount: number | null;
  readonly tolerance: number;
  readonly warnings: RegressionWarning[];
};

/** Builds the typed result for a model that cannot be estimated. */
export function failRegression(
  model: RegressionModel,
  code: RegressionFailureCode,
  detail: string,
  n: number,
  warnings: readonly RegressionWarning[] = [],
): RegressionFailure {
  return { kind: 'failure', model, code, detail, n, warnings };
}

/** Checks response, weights and clusters, and leaves out the rows of weight 0. */
export function prepareRegression(
  model: RegressionModel,
  data: RegressionData,
  options: RegressionOptions,
): PreparedRegression | RegressionFailure {
  const covarianceKind = options.covariance ?? 'classical';
  const fail = (code: RegressionFailureCode, detail: string) => failRegression(model, code, detail, data.n);
  if (data.y.length !== data.n) return fail('no-response', 'the formula has no response');
  const given = options.weights;
  if (given !== undefined && (given.length !== data.n || given.some((w) => !Number.isFinite(w) || w < 0))) {
    return fail('invalid-weights', 'a weight is needed for each row, finite and not negative');
  }
  if (covarianceKind === 'cluster' && options.clusters?.length !== data.n) {
    return fail('missing-clusters', 'a cluster is needed for each row');
  }
  const rows = Array.from({ length: data.n }, (_, i) => i).filter((i) => given === undefined || (given[i] ?? 0) > 0);
  const warnings: RegressionWarning[] = [];
  if (rows.length < data.n)
    warnings.push({ code: 'zero-weights', detail: `${data.n - rows.length} rows have weight 0` });
  if (rows.length === 0) return failRegression(model, 'too-few-rows', 'no complete row is left', 0, warnings);
  if (data.p === 0) return fail('no-columns', 'the formula has neither an intercept nor a term');
  const weights = given === undefined ? new Float64Array(rows.length).fill(1) : picked(given, rows);
  const weighted = weights.some((w) => w !== weights[0]);
  if (covarianceKind === 'classical' && weights.some((w) => !Number.isInteger(w)) && weighted) {
    warnings.push({ code: 'weights-with-classical', detail: 'the weights are not counts; HC1 fits survey weights' });
  }
  const grouped = covarianceKind === 'cluster' ? indexClusters(rows, options.clusters ?? []) : null;
  if (grouped !== null && grouped.count < 2) return fail('too-few-clusters', 'the rows form one cluster only');
  if (grouped !== null && grouped.count < 30)
    warnings.push({ code: 'few-clusters', detail: `${grouped.count} clusters` });
  return {
    kind: 'prepared',
    n: rows.length,
    columns: data.names.map((_, j) => columnOf(data, rows, j)),
    names: data.names,
    y: picked(data.y, rows),
    offset: data.offset === null ? new Float64Array(rows.length) : picked(data.offset, rows),
    hasOffset: data.offset !== null,
    weights,
    weighted,
    covarianceKind,
    clusters: grouped?.index ?? null,
    clusterCount: grouped?.count ?? null,
    tolerance: options.tolerance ?? 1e-7,
    warnings,
  };
}

function picked(values: ArrayLike<number>, rows: readonly number[]): Float64Array {
  const own = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) own[i] = values[rows[i] ?? 0] ?? 0;
  return own;
}

function columnOf(data: RegressionData, rows: readonly number[], j: number): Float64Array {
  const column = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) column[i] = data.x[(rows[i] ?? 0) * data.p + j] ?? 0;
  return column;
}

function indexClusters(rows: readonly number[], clusters: readonly (string | number)[]) {
  const numbers = new Map<string | number, number>();
  const index = Int32Array.from(rows, (i) => {
    const cluster = clusters[i] ?? '';
    const known = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, known);
    return known;
  });
  return { index, count: numbers.size };
}
