/** 1/(1+e^−x) without overflow; 1 − logistic(x) is logistic(−x), with all its digits. */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** log(logistic(x)) = −log(1+e^−x), exact in both tails. */
export function logLogistic(x: number): number {
  return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}
