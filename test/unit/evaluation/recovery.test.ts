import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { addPair, emptyConfusion, ratesOf, recoveryOf, signClass } from '../../../shared/evaluation/recovery.ts';
import { coefficientOf, poolSeeds } from '../../../shared/evaluation/regression-fits.ts';
import type { Coefficient } from '../../../shared/evaluation/results.ts';
import { fitRegression } from '../../../shared/statistics/fit-regression.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aVariable } from '../../support/a-variable.ts';
import { action, belief, bySource, drawnSource, found, smallStudy } from '../../support/small-study.ts';

const signs = ['negative', 'not-significant', 'positive'] as const;

function coefficient(human: number, simulated: number, fields: Partial<Coefficient> = {}): Coefficient {
  const side = (sign: number) => ({
    b: sign,
    se: 0.1,
    p: 0.01,
    low: sign - 0.2,
    high: sign + 0.2,
    sign: signs[sign + 1] ?? 'positive',
  });
  return {
    term: 'x',
    intercept: false,
    human: side(human),
    simulated: side(simulated),
    sameSign: human === simulated,
    z: 0,
    zP: 1,
    insideHumanInterval: true,
    ratio: 1,
    ...fields,
  };
}

describe('agreement on significant signs', () => {
  it('sorts pairs into the four cases and the flipped one', () => {
    const confusion = emptyConfusion();
    for (const [human, simulated] of [
      [1, 1],
      [-1, -1],
      [1, 0],
      [0, -1],
      [0, 0],
      [1, -1],
    ] as const)
      addPair(confusion, human, simulated);
    expect(confusion).toEqual({ truePositives: 2, falsePositives: 1, falseNegatives: 1, trueNegatives: 1, flipped: 1 });
    const rates = ratesOf(confusion);
    expect(rates.precision).toBeCloseTo(2 / 4, 12);
    expect(rates.recall).toBeCloseTo(2 / 4, 12);
    expect(rates.f1).toBeCloseTo(0.5, 12);
    expect(rates.falsePositiveRate).toBeCloseTo(1 / 2, 12);
  });

  it('prints the 3×3 table with humans in rows', () => {
    const list = [coefficient(1, 1), coefficient(1, 1), coefficient(1, -1), coefficient(0, 1), coefficient(-1, 0)];
    const recovery = recoveryOf(list, null, { n: 50, level: 0.95, alpha: 0.05 });
    expect(recovery.table).toEqual([
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
    expect(recovery).toMatchObject({ coefficients: 5, truePositives: 2, flipped: 1, f1: { reason: 'not-resampled' } });
  });

  it('leaves out intercepts and coefficients that the humans do not have', () => {
    const missing = { b: null, se: null, p: null, low: null, high: null, sign: 'not-significant' } as const;
    const list = [
      coefficient(1, 1, { intercept: true }),
      coefficient(1, 1, { human: missing }),
      coefficient(1, 1, { simulated: missing }),
    ];
    const recovery = recoveryOf(list, null, { n: 50, level: 0.95, alpha: 0.05 });
    expect(recovery).toMatchObject({ coefficients: 1, falseNegatives: 1, truePositives: 0 });
  });

  it('says why a rate has no cases', () => {
    const none = recoveryOf([coefficient(0, 0)], null, { n: 50, level: 0.95, alpha: 0.05 });
    expect(none.f1).toMatchObject({ value: null, reason: 'no-significant-coefficients' });
    const all = recoveryOf([coefficient(1, 1)], null, { n: 50, level: 0.95, alpha: 0.05 });
    expect(all.falsePositiveRate).toMatchObject({ value: null, reason: 'no-insignificant-coefficients' });
  });

  it('measures sizes in human standard errors', () => {
    const half = (b: number) => {
      const pair = coefficient(1, 1);
      return { ...pair, human: { ...pair.human, b }, simulated: { ...pair.simulated, b: b / 2 } };
    };
    const recovery = recoveryOf([half(1), half(2), half(-3)], null, { n: 50, level: 0.95, alpha: 0.05 });
    expect(recovery.attenuationSlope).toBeCloseTo(0.5, 12);
    expect(recovery.correlation).toBeCloseTo(1, 12);
    expect(recovery.rootMeanSquareError).toBeCloseTo(Math.sqrt((5 ** 2 + 10 ** 2 + 15 ** 2) / 3), 9);
    expect(recovery.shareFlipped).toBe(0);
    expect(recovery.agreement?.attenuationSlope).toMatchObject({ low: null, reason: 'not-resampled' });
  });

  it('takes a coefficient without a standard error as not significant', () => {
    expect(signClass(3, null, 1.96)).toBe(0);
    expect(signClass(-3, 1, 1.96)).toBe(-1);
    expect(signClass(1.9, 1, 1.96)).toBe(0);
  });
});

describe('pooling over seeds', () => {
  it('adds the variance between seeds divided by their number', () => {
    const pooled = poolSeeds([
      { b: 1, se: 0.5, p: 0.1, degreesOfFreedom: 100 },
      { b: 3, se: 1.5, p: 0.1, degreesOfFreedom: 100 },
    ]);
    // ū = (.25 + 2.25)/2 = 1.25, B = 2, T = 1.25 + 2/2, ν = 1·(1 + 1.25/1)².
    expect(pooled.b).toBe(2);
    expect(pooled.se).toBeCloseTo(Math.sqrt(2.25), 12);
    expect(pooled.degreesOfFreedom).toBeCloseTo(2.25 ** 2, 12);
  });

  it('of one seed is that seed, and ignores seeds without an estimate', () => {
    const one = { b: 1, se: 0.5, p: 0.0477, degreesOfFreedom: 60 };
    const none = { b: null, se: null, p: null, degreesOfFreedom: 60 };
    expect(poolSeeds([one, none])).toMatchObject({ b: 1, se: 0.5, degreesOfFreedom: 60 });
    expect(poolSeeds([none])).toMatchObject({ b: null, se: null, p: null });
  });
});

describe('regressions on twins', () => {
  const n = 300;
  const random = createRandom(4);
  const x = Array.from({ length: n }, () => random.normal());
  const noise = Array.from({ length: n }, () => random.normal());
  const arm = Array.from({ length: n }, () => (random.next() < 0.5 ? 'control' : 'treated'));
  const columns = [
    { variable: aVariable('x'), values: x },
    { variable: aVariable('noise'), values: noise },
    {
      variable: belief('arm', 2, {
        role: 'treatment',
        scale: 'nominal',
        options: [
          { value: 'control', label: 'Control' },
          { value: 'treated', label: 'Treated' },
        ],
      }),
      values: arm,
    },
  ];
  const items = [
    belief('trust', 5),
    action('act', 2, {
      scale: 'binary',
      options: [
        { value: 'no', label: 'No' },
        { value: 'yes', label: 'Yes' },
      ],
    }),
  ];
  const answer = (direction: number, path: string): number[][] => {
    const own = createRandom(8, path);
    const trust = x.map((value, r) => {
      const latent = 2 + direction * (0.8 * value + (arm[r] === 'treated' ? 0.7 : 0)) + own.normal();
      return Math.max(0, Math.min(4, Math.round(latent)));
    });
    const act = trust.map((value, r) =>
      own.next() < 1 / (1 + Math.exp(-(direction * (value - 2) + direction * (x[r] ?? 0)))) ? 1 : 0,
    );
    return [trust, act];
  };
  const human = answer(1, 'human');
  const regressions = [
    { name: 'trust', model: 'ols', formula: 'trust ~ x + arm + noise', covariance: 'HC1' },
    { name: 'act', model: 'logit', formula: 'act ~ trust + x + noise', covariance: 'classical' },
  ] as const;
  const constant = [human[0] ?? [], x.map(() => 1)];
  const results = evaluate(
    smallStudy({
      items,
      human,
      columns,
      sources: [
        drawnSource('same', 'adapted', [human]),
        drawnSource('alike', 'adapted', [answer(1, 'a'), answer(1, 'b'), answer(1, 'c')]),
        drawnSource('flipped', 'base', [answer(-1, 'd'), answer(-1, 'e')]),
        drawnSource('constant', 'base', [constant]),
      ],
      regressions,
      bootstrap: 400,
    }),
  );
  const block = found(results.regressions);

  it('give the coefficients of the fit on the researcher’s own frame', () => {
    const frame = { x, noise, arm, trust: (human[0] ?? []).map((answer_) => answer_ + 1) };
    const fit = fitRegression({ model: 'ols', formula: 'trust ~ x + arm + noise', covariance: 'HC1' }, frame);
    const own = bySource(found(block.models[0]).sources, 'same');
    expect(own.coefficients.map(({ term }) => term)).toEqual(['(Intercept)', 'x', 'armtreated', 'noise']);
    if (fit.kind !== 'fit') throw new Error(fit.detail);
    own.coefficients.forEach(({ human: side, simulated, z, ratio }, i) => {
      expect(side.b).toBeCloseTo(found(fit.coefficients[i]), 10);
      expect(side.se).toBeCloseTo(found(fit.standardErrors[i]), 10);
      expect(simulated).toEqual(side);
      expect(z).toBe(0);
      expect(ratio).toBe(1);
    });
    expect(coefficientOf(fit, 'no such term').b).toBeNull();
  });

  it('recover everything when the answers are the same, with its uncertainty', () => {
    const { recovery } = bySource(block.overall, 'same');
    expect(recovery).toMatchObject({
      falsePositives: 0,
      falseNegatives: 0,
      flipped: 0,
      attenuationSlope: 1,
      correlation: 1,
    });
    expect(recovery.truePositives).toBeGreaterThanOrEqual(4);
    expect(recovery.f1).toMatchObject({ value: 1, high: 1 });
  });

  it('find the same signs when the simulator has the same effects', () => {
    const { recovery } = bySource(block.overall, 'alike');
    expect(recovery.f1.value).toBeGreaterThan(0.85);
    expect(recovery.attenuationSlope).toBeGreaterThan(0.85);
    expect(recovery.attenuationSlope).toBeLessThan(1.15);
    const { agreement } = recovery;
    expect(agreement?.attenuationSlope.value).toBe(recovery.attenuationSlope);
    expect(found(agreement?.attenuationSlope.low)).toBeGreaterThan(0.6);
    expect(found(agreement?.attenuationSlope.low)).toBeLessThan(1);
    expect(found(agreement?.attenuationSlope.high)).toBeGreaterThan(1);
    expect(found(agreement?.correlation.high)).toBeLessThanOrEqual(1);
    for (const one of Object.values(found(agreement))) {
      expect(found(one.low)).toBeLessThanOrEqual(found(one.value));
      expect(found(one.high)).toBeGreaterThanOrEqual(found(one.value));
      expect(one.n).toBe(n);
    }
  });

  it('give slope, correlation and error an interval that holds the truth as often as it should', () => {
    // Four predictors with known effects: a copy has the slope that a second sample has, a weak one half of it.
    const size = 150;
    const truth = [0.9, -0.6, 0.4, 0.7];
    const names = ['a', 'b', 'c', 'd'];
    let held = 0;
    const runs = 40;
    for (let run = 0; run < runs; run++) {
      const own = createRandom(run, 'coefficients');
      const predictors = names.map(() => Array.from({ length: size }, () => own.normal()));
      const outcome = (strength: number) =>
        Array.from({ length: size }, (_, r) => {
          const effect = truth.reduce((sum, b, k) => sum + strength * b * (predictors[k]?.[r] ?? 0), 0);
          return Math.max(0, Math.min(8, Math.round(4 + effect + own.normal())));
        });
      const { regressions: block_ } = evaluate(
        smallStudy({
          items: [belief('y', 9)],
          human: [outcome(1)],
          columns: names.map((name, k) => ({ variable: aVariable(name), values: predictors[k] ?? [] })),
          sources: [drawnSource('weak', 'adapted', [[outcome(0.5)]])],
          regressions: [{ name: 'y', model: 'ols', formula: 'y ~ a + b + c + d', covariance: 'HC1' }],
          bootstrap: 100,
        }),
      );
      const { agreement } = bySource(found(block_).overall, 'weak').recovery;
      const { low, high } = found(agreement).attenuationSlope;
      if (found(low) <= 0.5 && found(high) >= 0.5) held++;
      expect(found(agreement?.shareDifferent.value)).toBeGreaterThan(0.2);
    }
    expect(held).toBeGreaterThanOrEqual(0.88 * runs);
    expect(held).toBeLessThanOrEqual(runs);
  });

  it('put opposite effects into the corners of the table', () => {
    const own = bySource(found(block.models[0]).sources, 'flipped');
    expect(own.seeds).toBe(2);
    expect(own.recovery).toMatchObject({ flipped: 2, truePositives: 0, f1: { value: 0 } });
    expect(own.recovery.table[2]).toEqual([2, 0, 0]);
    expect(own.recovery.shareFlipped).toBeGreaterThanOrEqual(2 / 3);
    expect(own.recovery.attenuationSlope).toBeLessThan(-0.8);
    const sentence = results.headline.find((entry) => entry.about === 'regressions' && entry.id.endsWith('same'));
    // Four significant coefficients are too few to speak for it.
    expect(sentence?.finding).toBe('open');
  });

  it('say what the fits of twins warn of, also where one seed alone has no estimate', () => {
    const separated = x.map((value) => (value > 0 ? 1 : 0));
    const warned = evaluate(
      smallStudy({
        items,
        human,
        columns,
        sources: [
          drawnSource('split', 'adapted', [
            [human[0] ?? [], separated],
            [human[0] ?? [], human[1] ?? []],
          ]),
          drawnSource('constant', 'base', [constant]),
        ],
        regressions,
        bootstrap: 20,
      }),
    );
    const act = found(found(warned.regressions).models[1]);
    expect(bySource(act.sources, 'split').warnings).toMatchObject([{ code: 'separation', seeds: 1 }]);
    expect(bySource(act.sources, 'constant').warnings).toMatchObject([{ code: 'failed', seeds: 1 }]);
    const texts = warned.warnings.filter(({ code }) => code.startsWith('simulated-regression')).map(({ text }) => text);
    expect(texts.some((text) => text.includes('Source split') && text.includes('1 of 2 seeds'))).toBe(true);
    expect(texts.some((text) => text.includes('Source constant') && text.includes('could not be fitted'))).toBe(true);
  });

  it('count the rows of the smallest fit, not everybody', () => {
    const missing = (answers: readonly number[], every: number) =>
      answers.map((one, r) => (r % every === 0 ? -1 : one));
    const [trust = [], act = []] = human;
    const fewer = found(
      evaluate(
        smallStudy({
          items,
          human: [missing(trust, 3), act],
          columns,
          sources: [drawnSource('same', 'adapted', [human])],
          regressions: [...regressions, { ...regressions[1], name: 'short', formula: 'act ~ x' }],
          bootstrap: 20,
        }),
      ).regressions,
    );
    const recoveries = fewer.models.map(({ sources }) => bySource(sources, 'same').recovery);
    expect(recoveries.map(({ f1 }) => f1.n)).toEqual([200, 200, 300]);
    expect(fewer.models.map((model) => model.n)).toEqual([200, 200, 300]);
    expect(bySource(fewer.overall, 'same').recovery.f1.n).toBe(200);
  });

  it('count as not significant where the simulation cannot be fitted', () => {
    const own = bySource(found(block.models[1]).sources, 'constant');
    expect(own).toMatchObject({ seeds: 1, failedSeeds: 1, failure: 'the response has one value only' });
    expect(own.recovery.truePositives).toBe(0);
    expect(own.recovery.falseNegatives).toBeGreaterThanOrEqual(2);
    expect(own.coefficients.every(({ simulated }) => simulated.b === null)).toBe(true);
  });

  it('name the failure when the humans cannot be fitted', () => {
    const failed = evaluate(
      smallStudy({
        items,
        human: constant,
        columns,
        sources: [drawnSource('m', 'base', [human])],
        regressions: [regressions[1]],
      }),
    );
    expect(found(failed.regressions).models[0]).toMatchObject({ n: 0, failure: 'the response has one value only' });
    expect(failed.warnings.map(({ code }) => code)).toContain('regression-failed');
  });
});
