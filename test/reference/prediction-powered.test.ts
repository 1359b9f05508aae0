import { afterAll, describe, expect, test } from 'vitest';
import { ppiLogit, ppiOls } from '../../shared/statistics/ppi-regression.ts';
import reference from './prediction-powered.json' with { type: 'json' };
import { relativeError } from './relative-error.ts';

const worst = { ols: 0, logit: 0 };
afterAll(() => {
  console.log(
    `Largest relative error against R: ols ${worst.ols.toExponential(1)}, logit ${worst.logit.toExponential(1)}`,
  );
});

describe('rectified regressions agree with R', () => {
  for (const c of reference) {
    test(`${c.link}: ${c.name}`, () => {
      const link = c.link === 'ols' ? 'ols' : 'logit';
      const estimates = (link === 'ols' ? ppiOls : ppiLogit)({
        human: {
          x: Float64Array.from(c.x.flat()),
          n: c.x.length,
          p: 3,
          y: Float64Array.from(c.y),
          predicted: Float64Array.from(c.predicted),
          twins: Float64Array.from(c.twins.flat()),
        },
        simulated: {
          x: Float64Array.from(c.u.flat()),
          n: c.u.length / c.replicates,
          p: 3,
          predicted: Float64Array.from(c.simulated),
        },
        replicates: c.replicates,
        ...(c.lambda === null ? {} : { lambda: c.lambda }),
      });
      expect(estimates).toHaveLength(c.results.length);
      c.results.forEach((expected, j) => {
        const own = estimates[j];
        const error = Math.max(
          relativeError(own?.lambda, expected.lambda),
          relativeError(own?.human.estimate, expected.humanEstimate),
          relativeError(own?.human.standardError, expected.humanSe),
          relativeError(own?.human.interval.low, expected.humanInterval[0] ?? Number.NaN),
          relativeError(own?.human.interval.high, expected.humanInterval[1] ?? Number.NaN),
          relativeError(own?.rectified.estimate, expected.estimate),
          relativeError(own?.rectified.standardError, expected.se),
          relativeError(own?.rectified.interval.low, expected.interval[0] ?? Number.NaN),
          relativeError(own?.rectified.interval.high, expected.interval[1] ?? Number.NaN),
          relativeError(own?.effectiveSampleSize, expected.effective),
        );
        worst[link] = Math.max(worst[link], error);
        expect(error).toBeLessThan(link === 'ols' ? 1e-8 : 1e-6);
      });
    });
  }
});
