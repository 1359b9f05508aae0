import { cholesky, solveCholesky, type SymmetricMatrix } from './cholesky.ts';

/** Log-likelihood with its gradient and information (minus the Hessian) at a point. */
export type NewtonPoint = {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly information: SymmetricMatrix;
};

export type NewtonResult = {
  readonly theta: Float64Array;
  readonly point: NewtonPoint;
  readonly converged: boolean;
  /** The direction in which the value keeps rising without an end, null if there is none. */
  readonly recession: Float64Array | null;
  readonly iterations: number;
};

/**
 * Maximises a concave log-likelihood by Newton's method with step-halving (for a canonical link: iteratively reweighted
 * least squares). Ends when a step is below 1e-9 in every parameter, and takes that last step too, which by quadratic
 * convergence leaves the rounding error only. Parameters must be on a common scale of order 1.
 * Where the maximum lies at infinity (separation) steps do not shrink; `recedes` then certifies the direction.
 * Source: McCullagh & Nelder (1989) 2.5; Albert & Anderson (1984), Biometrika 71:1-10.
 *
 * @param problem.evaluate value −Infinity outside the domain is allowed; then the step is halved
 * @param problem.recedes true when the likelihood of no observation falls along the direction
 */
export function maximiseByNewton(problem: {
  readonly start: Float64Array;
  readonly evaluate: (theta: Float64Array) => NewtonPoint;
  readonly recedes: (direction: Float64Array) => boolean;
}): NewtonResult {
  let theta = problem.start;
  let point = problem.evaluate(theta);
  let recession: Float64Array | null = null;
  for (let iteration = 1; iteration <= 60; iteration += 1) {
    const step = newtonStep(point);
    const largest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!Number.isFinite(largest)) return { theta, point, converged: false, recession, iterations: iteration };
    if (iteration > 8 && largest > 1e-3 && problem.recedes(step)) recession = step;
    // A certified direction stays one; stop once the likelihood has so little left to gain along it that the finite
    // estimates are within 1e-7 of their limits. Further out the information would lose more digits than they gain.
    const gain = step.reduce((sum, value, j) => sum + value * (point.gradient[j] ?? 0), 0);
    if (recession !== null && gain < 1e-8 * (1 + Math.abs(point.value))) {
      return { theta, point, converged: false, recession, iterations: iteration };
    }
    const next = halveUntilBetter(problem.evaluate, theta, step, point.value);
    if (next === null) return { theta, point, converged: largest < 1e-6, recession, iterations: iteration };
    theta = next.theta;
    point = next.point;
    if (largest < 1e-9) return { theta, point, converged: true, recession: null, iterations: iteration };
  }
  return { theta, point, converged: false, recession, iterations: 60 };
}

/** Solves information·step = gradient; a ridge is added while the information is not positive definite. */
function newtonStep(point: NewtonPoint): Float64Array {
  const mean = point.information.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / point.information.length;
  let ridge = 0;
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const damped = ridge === 0 ? point.information : point.information.map((row, i) => withAdded(row, i, ridge));
    const lower = cholesky(damped, 1e-15);
    if (lower !== null) return solveCholesky(lower, point.gradient);
    ridge = ridge === 0 ? Math.max(mean, 1e-300) * 1e-14 : ridge * 10;
  }
  return point.gradient.map(() => Number.NaN);
}

function withAdded(row: Float64Array, index: number, amount: number): Float64Array {
  const copy = row.slice();
  copy[index] = (copy[index] ?? 0) + amount;
  return copy;
}

function halveUntilBetter(
  evaluate: (theta: Float64Array) => NewtonPoint,
  theta: Float64Array,
  step: Float64Array,
  value: number,
): { theta: Float64Array; point: NewtonPoint } | null {
  // Near the maximum the value moves by less than its rounding error.
  const floor = value - 1e-12 * (1 + Math.abs(value));
  let factor = 1;
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const candidate = theta.map((entry, j) => entry + factor * (step[j] ?? 0));
    const point = evaluate(candidate);
    if (point.value >= floor) return { theta: candidate, point };
    factor /= 2;
  }
  return null;
}
