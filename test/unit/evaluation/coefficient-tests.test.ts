import { describe, expect, it } from 'vitest';
import { testCoefficients } from '../../../shared/evaluation/coefficient-tests.ts';
import { equivalenceMargins } from '../../../shared/evaluation/equivalence-margins.ts';
import type { Coefficient } from '../../../shared/evaluation/regression-results.ts';
import { designMatrix } from '../../../shared/statistics/design-matrix.ts';
import { fitRegression } from '../../../shared/statistics/fit-regression.ts';
import { normalTwoSided } from '../../../shared/statistics/normal-distribution.ts';
import { parseFormula } from '../../../shared/statistics/parse-formula.ts';
import type { RegressionModel } from '../../../shared/statistics/regression.ts';
import { found } from '../../support/small-study.ts';

function coefficient(term: string, human: number, simulated: number, se: number, intercept = false): Coefficient {
  const side = (b: number): Coefficient['human'] => ({
    b,
    se,
    p: normalTwoSided(b / se),
    low: b - 2 * se,
    high: b + 2 * se,
    sign: 'not-significant',
  });
  const z = (simulated - human) / (se * Math.SQRT2);
  return {
    term,
    intercept,
    human: side(human),
    simulated: side(simulated),
    sameSign: true,
    z,
    zP: normalTwoSided(z),
    insideHumanInterval: true,
    ratio: 1,
  };
}

describe('tests of coefficients', () => {
  const margins = new Map(['small', 'large', 'vague'].map((term) => [term, 0.2]));
  const tested = testCoefficients(
    [
      coefficient('(Intercept)', 5, 1, 0.01, true),
      coefficient('small', 0.5, 0.52, 0.03),
      coefficient('large', 0.5, 1.5, 0.03),
      coefficient('vague', 0.5, 0.6, 0.5),
    ],
    margins,
    0.05,
  );

  it('tell apart what is shown to be equal, shown to differ and what few people leave open', () => {
    expect(tested.map(({ equivalence }) => equivalence?.state)).toEqual([undefined, 'equivalent', 'different', 'open']);
    // Both z-tests that are not significant say the same of the first and the last; only one of them is an equality.
    expect(found(tested[1]).zP).toBeGreaterThan(0.5);
    expect(found(tested[3]).zP).toBeGreaterThan(0.5);
  });

  it('adjust over slopes and leave the intercept out of the family', () => {
    expect(found(tested[0]).zAdjustedP).toBeNull();
    expect(found(tested[2]).zAdjustedP).toBeCloseTo(3 * (found(tested[2]).zP ?? 0), 12);
    const equivalence = found(found(tested[1]).equivalence);
    expect(equivalence.adjustedP).toBeCloseTo(3 * equivalence.p, 12);
    expect(equivalence.low).toBeGreaterThan(-0.2);
    expect(equivalence.high).toBeLessThan(0.2);
  });

  it('measure how far two intervals overlap', () => {
    expect(found(tested[1]).intervalOverlap).toBeCloseTo(1 - 0.02 / 0.12, 12);
    expect(found(tested[2]).intervalOverlap).toBe(0);
  });

  it('say nothing of a coefficient without an estimate', () => {
    const missing = {
      ...coefficient('small', 1, 1, 0.1),
      simulated: { ...coefficient('small', 1, 1, 0.1).simulated, b: null },
    };
    expect(testCoefficients([missing], margins, 0.05)[0]?.equivalence).toBeNull();
  });
});

describe('margins of equivalence', () => {
  const frame = {
    y: [1, 2, 4, 3, 5, 2, 4, 4],
    v: [0, 1, 0, 1, 1, 0, 1, 0],
    g: ['a', 'b', 'c', 'a', 'b', 'c', 'b', 'a'],
    x: [1, 3, 2, 5, 4, 1, 2, 6],
    i: [0, 1, 1, 0, 1, 0, 1, 1],
  };
  const deviation = (values: readonly number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  };
  const marginsOf = (model: RegressionModel, formula: string) => {
    const fit = fitRegression({ model, formula }, frame);
    if (fit.kind === 'failure') throw new Error(fit.detail);
    return equivalenceMargins(fit, designMatrix(parseFormula(formula), frame), new Float64Array(8).fill(1));
  };

  it('are a small effect per indicator or per two standard deviations of a predictor', () => {
    const margins = marginsOf('ols', 'y ~ x + i');
    expect([...margins.keys()]).toEqual(['x', 'i']);
    expect(margins.get('i')).toBeCloseTo(0.2 * deviation(frame.y), 12);
    expect(margins.get('x')).toBeCloseTo((0.2 * deviation(frame.y)) / (2 * deviation(frame.x)), 12);
  });

  it('are on the scale of the model', () => {
    expect(marginsOf('logit', 'v ~ i').get('i')).toBeCloseTo((0.2 * Math.PI) / Math.sqrt(3), 12);
    expect(marginsOf('poisson', 'y ~ i').get('i')).toBeCloseTo(Math.log(1.25), 12);
    expect([...marginsOf('ordered-logit', 'y ~ i').keys()]).toEqual(['i']);
    expect([...marginsOf('multinomial-logit', 'g ~ i').keys()]).toEqual(['b:i', 'c:i']);
  });
});
