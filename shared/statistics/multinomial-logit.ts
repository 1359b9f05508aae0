import { cholesky, invertCholesky } from './cholesky.ts';
import { finishRegression, warnAboutAliases } from './finish-regression.ts';
import { apply, congruence } from './matrix-products.ts';
import { maximiseByNewton } from './maximise-by-newton.ts';
import { multinomialDerivatives } from './multinomial-derivatives.ts';
import { orthogonalBasis, type OrthogonalBasis } from './orthogonal-basis.ts';
import { failRegression, prepareRegression, type PreparedRegression } from './prepare-regression.ts';
import type { RegressionData, RegressionOptions, RegressionResult } from './regression.ts';
import { type ResponseCategories, responseCategories } from './response-categories.ts';
import { robustLikelihoodCovariance } from './robust-likelihood-covariance.ts';
import { isUndetermined, largestEntry } from './separated-columns.ts';

/**
 * Multinomial (baseline-category) logit: log P(Y = k)/P(Y = first) = xβ_k. Names are `level:column`, level by level;
 * the first level that occurs is the baseline. Source: Agresti (2013), Categorical Data Analysis, 8.1.
 */
export function multinomialLogit(data: RegressionData, options: RegressionOptions = {}): RegressionResult {
  const prepared = prepareRegression('multinomial-logit', data, options);
  if (prepared.kind === 'failure') return prepared;
  const fail = (code: 'too-few-rows' | 'offset-unsupported', detail: string) =>
    failRegression('multinomial-logit', code, detail, prepared.n, prepared.warnings);
  if (prepared.hasOffset) return fail('offset-unsupported', 'an offset has no meaning for several equations');
  const response = responseCategories('multinomial-logit', prepared, data.responseLevels);
  if (response.kind === 'failure') return response;
  const basis = orthogonalBasis(prepared.columns, prepared.n, prepared.tolerance);
  warnAboutAliases(
    prepared,
    basis.aliased.map((j) => prepared.names[j] ?? ''),
  );
  const parameters = basis.rank * (response.levels.length - 1);
  if (prepared.n <= parameters) return fail('too-few-rows', `${prepared.n} rows for ${parameters} parameters`);
  return estimate(prepared, response, basis);
}

function estimate(
  prepared: PreparedRegression,
  response: ResponseCategories,
  basis: OrthogonalBasis,
): RegressionResult {
  const { n, names, weights } = prepared;
  const { rank, rows } = basis;
  const equations = response.levels.length - 1;
  const problem = { rows, width: rank, n, codes: response.codes, equations, weights };
  const result = maximiseByNewton({
    start: new Float64Array(rank * equations),
    evaluate: (theta) => multinomialDerivatives(problem, theta),
    recedes: (direction) => recedes(basis, response, n, direction),
  });
  if (!result.converged && result.recession === null) {
    prepared.warnings.push({ code: 'not-converged', detail: `after ${result.iterations} iterations` });
  }
  const transform = blockDiagonal(basis.transform, equations);
  const lower = cholesky(result.point.information, 1e-15);
  const scores = new Float64Array(n * rank * equations);
  multinomialDerivatives(problem, result.theta, scores);
  const inverse = lower === null ? null : invertCholesky(lower);
  const unknown = transform.map((row) => row.map(() => Number.NaN));
  const covariance =
    inverse === null ? unknown : congruence(transform, robustLikelihoodCovariance(prepared, inverse, scores));
  const allNames = response.levels.slice(1).flatMap((level) => names.map((name) => `${level}:${name}`));
  const bread = inverse === null ? null : congruence(transform, inverse);
  const separated = separatedEquations(prepared, basis, result.recession, bread, allNames);
  return finishRegression(prepared, {
    model: 'multinomial-logit',
    names: allNames,
    estimated: Array.from({ length: equations }, (_, k) => basis.kept.map((j) => k * names.length + j)).flat(),
    values: apply(transform, result.theta),
    covariance,
    bread: bread ?? unknown,
    separated,
    reference: { distribution: 'normal' },
    logLikelihood: result.point.value,
    sigma: null,
    rSquared: null,
    converged: result.converged,
    iterations: result.iterations,
  });
}

function blockDiagonal(block: readonly Float64Array[], times: number): Float64Array[] {
  const size = block.length;
  return Array.from({ length: times }, (_, k) =>
    block.map((row) => {
      const wide = new Float64Array(size * times);
      wide.set(row, k * size);
      return wide;
    }),
  ).flat();
}

/** The likelihood of a row cannot fall when its own predictor gains on every other one. */
function recedes(basis: OrthogonalBasis, response: ResponseCategories, n: number, direction: Float64Array): boolean {
  const { rank, rows } = basis;
  const equations = response.levels.length - 1;
  const change = new Float64Array(equations + 1);
  let largest = 0;
  let against = 0;
  for (let i = 0; i < n; i += 1) {
    for (let k = 1; k <= equations; k += 1) {
      let sum = 0;
      for (let j = 0; j < rank; j += 1) sum += (rows[i * rank + j] ?? 0) * (direction[(k - 1) * rank + j] ?? 0);
      change[k] = sum;
    }
    const own = change[response.codes[i] ?? 0] ?? 0;
    for (const other of change) {
      largest = Math.max(largest, Math.abs(own - other));
      against = Math.max(against, other - own);
    }
  }
  return against <= 1e-6 * largest;
}

function separatedEquations(
  prepared: PreparedRegression,
  basis: OrthogonalBasis,
  recession: Float64Array | null,
  bread: readonly Float64Array[] | null,
  names: readonly string[],
): ReadonlySet<number> {
  const separated = new Set<number>();
  if (recession === null) return separated;
  const { rank } = basis;
  const sizes = basis.kept.map((column) => largestEntry(prepared.columns[column]));
  const shares = Array.from({ length: recession.length / rank }, (_, k) =>
    apply(basis.transform, recession.subarray(k * rank, (k + 1) * rank)).map(
      (value, j) => Math.abs(value) * (sizes[j] ?? 0),
    ),
  );
  const most = Math.max(...shares.flatMap((share) => [...share]));
  shares.forEach((share, k) => {
    share.forEach((value, j) => {
      const variance = bread?.[k * rank + j]?.[k * rank + j];
      if (value > 1e-4 * most || isUndetermined(variance, sizes[j] ?? 0)) {
        separated.add(k * prepared.names.length + (basis.kept[j] ?? 0));
      }
    });
  });
  prepared.warnings.push({ code: 'separation', detail: [...separated].map((index) => names[index] ?? '').join(', ') });
  return separated;
}
