import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canaryExposure, exposurePValue } from '../../shared/statistics/canary-exposure.ts';
import { clopperPearson } from '../../shared/statistics/clopper-pearson.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import { rateAtFalsePositives } from '../../shared/statistics/threshold-rate.ts';

const numbers = z.array(z.number());
const reference = z
  .object({
    binomial: z.array(
      z.object({
        successes: z.int(),
        trials: z.int(),
        level: z.number(),
        low: z.number(),
        high: z.number(),
      }),
    ),
    canaries: z.array(z.object({ losses: z.array(numbers), pattern: numbers, exposure: z.number() })),
    pvalues: z.array(z.object({ exposures: numbers, p: z.number() })),
    rates: z.array(z.object({ inside: numbers, outside: numbers, rate: z.number() })),
  })
  .parse(JSON.parse(readFileSync(new URL('leakage.json', import.meta.url), 'utf8')));

describe('as in R', () => {
  it('exact binomial intervals', () => {
    for (const { successes, trials, level, low, high } of reference.binomial) {
      const own = clopperPearson(successes, trials, level);
      expect(own.low).toBeCloseTo(low, 9);
      expect(own.high).toBeCloseTo(high, 9);
    }
  });

  it('exposure by the rank among all patterns, ties at the middle', () => {
    for (const { losses, pattern, exposure } of reference.canaries) {
      const own = canaryExposure(losses, pattern, createRandom(1, 'exposure'));
      expect(own.exact).toBe(true);
      expect(own.exposure).toBeCloseTo(exposure, 9);
    }
  });

  it('chance of a total exposure without memorisation', () => {
    for (const { exposures, p } of reference.pvalues) expect(exposurePValue(exposures)).toBeCloseTo(p, 12);
  });

  it('rate at one false positive in a hundred, over all thresholds', () => {
    for (const { inside, outside, rate } of reference.rates) {
      const own = rateAtFalsePositives(inside, outside, 0.01);
      expect(own.rate).toBeCloseTo(rate, 12);
      expect(own.falsePositiveRate).toBeLessThanOrEqual(0.01);
    }
  });
});
