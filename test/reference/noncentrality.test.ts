import { expect, test } from 'vitest';
import { noncentralChiSquare } from '../../shared/statistics/noncentral-chi-square.ts';
import { noncentralityLimits } from '../../shared/statistics/noncentrality-limits.ts';
import { ratioLimits } from '../../shared/statistics/ratio-limits.ts';
import reference from './noncentrality.json' with { type: 'json' };
import { relativeError } from './relative-error.ts';

const worst = (errors: readonly number[]): number => Math.max(...errors);

test('the noncentral chi-square distribution agrees with R for whole and broken degrees of freedom', () => {
  const errors = reference.cdf.map(({ x, df, ncp, cdf }) => relativeError(noncentralChiSquare(x, df, ncp).cdf, cdf));
  expect(worst(errors)).toBeLessThan(1e-8);
});

test('its slope is the change of the distribution with the noncentrality', () => {
  for (const { x, df, ncp } of reference.cdf) {
    const step = 1e-4 * (1 + ncp);
    const change = noncentralChiSquare(x, df, ncp + step).cdf - noncentralChiSquare(x, df, ncp).cdf;
    const slope = noncentralChiSquare(x, df, ncp + step / 2).slope * step;
    expect(Math.abs(change - slope)).toBeLessThan(1e-6 * Math.abs(slope) + 1e-12);
  }
});

test('limits of a noncentrality agree with roots that R finds, also below 0', () => {
  const errors = reference.limits.flatMap(({ x, df, level, low, high }) => {
    const [ownLow, ownHigh] = noncentralityLimits(x, df, level);
    return [
      Math.abs(ownLow - low) / Math.max(1, Math.abs(low)),
      Math.abs(ownHigh - high) / Math.max(1, Math.abs(high)),
    ];
  });
  expect(worst(errors)).toBeLessThan(1e-6);
});

test('limits of a ratio agree with roots that R finds, and with the closed formula where sides are equal', () => {
  const ratios = reference.ratios.flatMap(({ a, aLow, aHigh, b, bLow, bHigh, rho, low, high }) => {
    const found = ratioLimits({ value: a, limits: [aLow, aHigh] }, { value: b, limits: [bLow, bHigh] }, rho);
    return [relativeError(found[0], low), relativeError(found[1], high)];
  });
  expect(worst(ratios)).toBeLessThan(1e-6);
  const even = reference.even.flatMap(({ a, la, b, lb, rho, low, high }) => {
    const found = ratioLimits({ value: a, limits: [a - la, a + la] }, { value: b, limits: [b - lb, b + lb] }, rho);
    return [relativeError(found[0], low), relativeError(found[1], high)];
  });
  expect(worst(even)).toBeLessThan(1e-8);
});
