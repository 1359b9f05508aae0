import { expect, test } from 'vitest';
import { chiSquareUpperTail } from '../../shared/statistics/chi-square-distribution.ts';
import { fUpperTail } from '../../shared/statistics/f-distribution.ts';
import { logGamma } from '../../shared/statistics/log-gamma.ts';
import { normalCdf } from '../../shared/statistics/normal-distribution.ts';
import { normalQuantile } from '../../shared/statistics/normal-quantile.ts';
import { studentCdf, studentQuantile, studentTwoSided } from '../../shared/statistics/student-distribution.ts';
import reference from './probability-tails.json' with { type: 'json' };
import { relativeError } from './relative-error.ts';

function worst<Row>(rows: readonly Row[], compute: (row: Row) => number, expected: (row: Row) => number): number {
  return rows.reduce((most, row) => Math.max(most, relativeError(compute(row), expected(row))), 0);
}

test('Student t agrees with R from 0 to 37 and for 1 to 1e15 degrees of freedom, as pooled seeds can have', () => {
  expect(
    worst(
      reference.student,
      (r) => studentCdf(r.x, r.df),
      (r) => r.cdf,
    ),
  ).toBeLessThan(1e-10);
  expect(
    worst(
      reference.student,
      (r) => studentTwoSided(r.x, r.df),
      (r) => r.twoSided,
    ),
  ).toBeLessThan(1e-10);
  expect(
    worst(
      reference.studentQuantile,
      (r) => studentQuantile(r.p, r.df),
      (r) => r.q,
    ),
  ).toBeLessThan(1e-10);
});

test('the normal distribution agrees with R down to 1e-300', () => {
  expect(
    worst(
      reference.normal,
      (r) => normalCdf(r.x),
      (r) => r.cdf,
    ),
  ).toBeLessThan(1e-10);
  expect(
    worst(
      reference.normalQuantile,
      (r) => normalQuantile(r.p),
      (r) => r.q,
    ),
  ).toBeLessThan(1e-12);
});

test('upper tails of chi-square and F agree with R', () => {
  expect(
    worst(
      reference.chiSquare,
      (r) => chiSquareUpperTail(r.x, r.df),
      (r) => r.upper,
    ),
  ).toBeLessThan(1e-10);
  expect(
    worst(
      reference.f,
      (r) => fUpperTail(r.x, r.d1, r.d2),
      (r) => r.upper,
    ),
  ).toBeLessThan(1e-8);
});

test('the logarithm of the gamma function agrees with R', () => {
  expect(
    worst(
      reference.logGamma,
      (r) => logGamma(r.x),
      (r) => r.log,
    ),
  ).toBeLessThan(1e-13);
});
