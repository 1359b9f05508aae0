import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { sampleEvaluationInput } from '../../support/sample-evaluation-input.ts';
import { bySource, found } from '../../support/small-study.ts';

describe('regressions of ordered, nominal and counted outcomes', () => {
  const spec = { covariance: 'HC1' } as const;
  const input = sampleEvaluationInput(240, 100, 60);
  const results = evaluate({
    ...input,
    regressions: [
      { ...spec, name: 'ordered', model: 'ordered-logit', formula: 'believed ~ arm + age' },
      { ...spec, name: 'nominal', model: 'multinomial-logit', formula: 'source ~ arm' },
      { ...spec, name: 'sum', model: 'ols', formula: 'believed ~ arm', contrasts: 'sum' },
      { ...spec, name: 'count', model: 'poisson', formula: 'believed ~ arm + offset(log(age))', covariance: 'HC0' },
    ],
  });
  const block = found(results.regressions);
  const terms = (name: string) => {
    const model = found(block.models.find((entry) => entry.name === name));
    return bySource(model.sources, 'adapted').coefficients;
  };

  it('count slopes, and neither thresholds nor the intercepts of every equation', () => {
    const counted = (name: string) =>
      terms(name)
        .filter(({ intercept }) => !intercept)
        .map(({ term }) => term);
    expect(counted('ordered')).toEqual(['armneighbour', 'armofficial', 'age']);
    expect(terms('ordered').map(({ term }) => term)).toEqual(expect.arrayContaining(['1|2', '4|5']));
    expect(counted('nominal')).toEqual(
      ['b', 'c', 'd'].flatMap((level) => [`${level}:armneighbour`, `${level}:armofficial`]),
    );
    expect(counted('sum')).toEqual(['arm1', 'arm2']);
    expect(counted('count')).toEqual(['armneighbour', 'armofficial']);
  });

  it('are estimated on both sides, with tests of equivalence', () => {
    for (const { name } of block.models) {
      for (const { human, simulated, equivalence, intercept } of terms(name)) {
        expect(human.se).toBeGreaterThan(0);
        expect(simulated.se).toBeGreaterThan(0);
        expect(equivalence === null).toBe(intercept);
      }
    }
  });

  it('are not rectified but named as such', () => {
    const failed = found(results.rectification).failedRegressions.map(({ regression, text }) => [regression, text]);
    expect(failed).toEqual(
      expect.arrayContaining([
        ['ordered', 'rectified coefficients exist for the models ols and logit, not for ordered-logit'],
      ]),
    );
    expect(failed.map(([name]) => name)).not.toContain('sum');
  });
});
