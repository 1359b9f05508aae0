import { canonicalRegression, type CanonicalFamily } from './canonical-regression.ts';
import { logistic, logLogistic } from './logistic.ts';
import { failRegression, prepareRegression, type PreparedRegression } from './prepare-regression.ts';
import type { RegressionData, RegressionFailure, RegressionOptions, RegressionResult } from './regression.ts';

const family: CanonicalFamily = {
  model: 'logit',
  logLikelihood: (y, eta) => (y === 0 ? 0 : y * logLogistic(eta)) + (y === 1 ? 0 : (1 - y) * logLogistic(-eta)),
  residual: (y, eta) => y * logistic(-eta) - (1 - y) * logistic(eta),
  variance: (eta) => logistic(eta) * logistic(-eta),
  start: (mean) => Math.log(mean / (1 - mean)),
  freeDirection: (y) => (y === 1 ? 'up' : y === 0 ? 'down' : 'none'),
};

/**
 * Logistic regression for a response with two values. A categorical response models every level against the first, as
 * R does; numbers must be 0/1, shares in [0, 1] (with a warning), or two other numbers, the larger one standing for 1
 * (with a warning). Separation is certified and named; the columns concerned have no standard error.
 * Source: McCullagh & Nelder (1989) ch. 4; Albert & Anderson (1984), Biometrika 71:1-10.
 */
export function binaryLogit(data: RegressionData, options: RegressionOptions = {}): RegressionResult {
  const prepared = prepareRegression('logit', data, options);
  if (prepared.kind === 'failure') return prepared;
  const y = binaryResponse(prepared, data.responseLevels);
  if ('kind' in y) return y;
  return canonicalRegression(family, { ...prepared, y });
}

function binaryResponse(
  prepared: PreparedRegression,
  levels: readonly string[] | null,
): Float64Array | RegressionFailure {
  const fail = (code: RegressionFailure['code'], detail: string) =>
    failRegression('logit', code, detail, prepared.n, prepared.warnings);
  const values = [...new Set(prepared.y)].sort((a, b) => a - b);
  if (levels !== null) {
    const y = prepared.y.map((code) => (code > 0 ? 1 : 0));
    if (y.every((value) => value === y[0])) return fail('constant-response', 'the response has one value only');
    if (values.length > 2) return fail('invalid-response', `the response has ${values.length} values, two are needed`);
    return y;
  }
  const [low, high] = values;
  if (low === undefined || high === undefined) return fail('constant-response', 'the response has one value only');
  const shares = low >= 0 && values.every((value) => value <= 1);
  if (!shares && values.length > 2) {
    return fail('invalid-response', `the response has ${values.length} values, two are needed`);
  }
  if (shares && (low !== 0 || high !== 1 || values.length > 2)) {
    prepared.warnings.push({ code: 'fractional-response', detail: 'the response holds shares between 0 and 1' });
    return prepared.y;
  }
  if (shares) return prepared.y;
  prepared.warnings.push({ code: 'recoded-response', detail: `${low} = 0, ${high} = 1` });
  return prepared.y.map((value) => (value === high ? 1 : 0));
}
