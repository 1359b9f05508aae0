export type Objective = { readonly value: number; readonly gradient: Float64Array };

export type MinimisationResult = {
  readonly theta: Float64Array;
  readonly value: number;
  readonly converged: boolean;
  readonly iterations: number;
};

const memory = 10;

/**
 * Minimises a smooth convex function by L-BFGS with a weak Wolfe line search (bisection).
 * Source: Nocedal & Wright (2006), Numerical Optimization, algorithm 7.5; Lewis & Overton (2013), Math. Program. 141:135.
 *
 * @param options.tolerance ends when no entry of the gradient exceeds it
 */
export function minimiseByLbfgs(
  evaluate: (theta: Float64Array) => Objective,
  start: Float64Array,
  options: { readonly tolerance: number; readonly maxIterations: number },
): MinimisationResult {
  let theta: Float64Array = start.slice();
  let point = evaluate(theta);
  const pairs: { step: Float64Array; change: Float64Array; curvature: number }[] = [];
  for (let iteration = 0; iteration < options.maxIterations; iteration += 1) {
    if (largest(point.gradient) <= options.tolerance) {
      return { theta, value: point.value, converged: true, iterations: iteration };
    }
    const direction = twoLoop(point.gradient, pairs);
    const moved = wolfeStep(evaluate, theta, point, direction);
    if (moved === null) {
      // Rounding has the last word once the memory is of no use either.
      if (pairs.length === 0) return { theta, value: point.value, converged: false, iterations: iteration };
      pairs.length = 0;
      continue;
    }
    const step = moved.theta.map((value, j) => value - (theta[j] ?? 0));
    const change = moved.point.gradient.map((value, j) => value - (point.gradient[j] ?? 0));
    const curvature = dot(step, change);
    if (curvature > 1e-300) pairs.push({ step, change, curvature });
    if (pairs.length > memory) pairs.shift();
    theta = moved.theta;
    point = moved.point;
  }
  return { theta, value: point.value, converged: false, iterations: options.maxIterations };
}

function twoLoop(
  gradient: Float64Array,
  pairs: readonly { step: Float64Array; change: Float64Array; curvature: number }[],
): Float64Array {
  const direction = gradient.slice();
  const shares: number[] = [];
  for (const pair of pairs.toReversed()) {
    const share = dot(pair.step, direction) / pair.curvature;
    shares.push(share);
    addTo(direction, pair.change, -share);
  }
  const last = pairs.at(-1);
  const scale =
    last === undefined ? 1 / Math.max(1, largest(gradient)) : last.curvature / dot(last.change, last.change);
  for (let j = 0; j < direction.length; j += 1) direction[j] = (direction[j] ?? 0) * scale;
  for (const pair of pairs) {
    const share = (shares.pop() ?? 0) - dot(pair.change, direction) / pair.curvature;
    addTo(direction, pair.step, share);
  }
  return direction.map((value) => -value);
}

function wolfeStep(
  evaluate: (theta: Float64Array) => Objective,
  theta: Float64Array,
  point: Objective,
  direction: Float64Array,
): { theta: Float64Array; point: Objective } | null {
  const slope = dot(point.gradient, direction);
  if (!(slope < 0)) return null;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = 1;
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const candidate = theta.map((value, j) => value + length * (direction[j] ?? 0));
    const next = evaluate(candidate);
    if (!(next.value <= point.value + 1e-4 * length * slope)) high = length;
    else if (dot(next.gradient, direction) < 0.9 * slope) low = length;
    else return { theta: candidate, point: next };
    length = high === Number.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
  }
  return null;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum;
}

function addTo(target: Float64Array, v: Float64Array, factor: number): void {
  for (let j = 0; j < target.length; j += 1) target[j] = (target[j] ?? 0) + factor * (v[j] ?? 0);
}

function largest(v: Float64Array): number {
  return v.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
