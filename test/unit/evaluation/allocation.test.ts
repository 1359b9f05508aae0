import { beforeAll, describe, expect, it } from 'vitest';
import {
  breakEven,
  effectiveHumans,
  humansToTell,
  rhoSquaredOf,
  rowsForShare,
  splitsByCurve,
} from '../../../shared/evaluation/allocation.ts';
import { allocate } from '../../../shared/evaluation/allocate.ts';
import type { AllocationBlock } from '../../../shared/evaluation/allocation-results.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { ppiMean } from '../../../shared/statistics/ppi-mean.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { type KnownStudy, copy, groupBlind, knownStudy, useless } from '../../support/known-process.ts';
import { found } from '../../support/small-study.ts';

describe('the effective number of humans', () => {
  it('is what rectified means have in a process whose correlation is known', () => {
    const [humans, simulated, rho, replications] = [60, 240, 0.7, 4000];
    const random = createRandom(1, 'allocation');
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    let squares = 0;
    for (let replication = 0; replication < replications; replication++) {
      const predicted = Array.from({ length: humans }, normal);
      const human = predicted.map((value) => rho * value + Math.sqrt(1 - rho ** 2) * normal());
      const { rectified } = ppiMean({ human, predicted, simulated: Array.from({ length: simulated }, normal) });
      squares += rectified.estimate ** 2;
    }
    // The answers have variance 1, so the variance of the estimate is 1 / effective n; its own error is √(2/replications).
    const measured = replications / squares;
    const expected = effectiveHumans({ humans, simulated, rhoSquared: rho ** 2 });
    expect(Math.abs(measured / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / replications));
    expect(expected).toBeCloseTo(60 / (1 - 0.49 * 0.8), 10);
  });

  it('is the number itself without correlation or rows, and grows to n/(1 − ρ²) with the rows', () => {
    expect(effectiveHumans({ humans: 50, simulated: 1000, rhoSquared: 0 })).toBe(50);
    expect(effectiveHumans({ humans: 50, simulated: 0, rhoSquared: 0.9 })).toBe(50);
    expect(effectiveHumans({ humans: 50, simulated: Infinity, rhoSquared: 0.5 })).toBe(100);
  });

  it('gives back the correlation that a ratio of interval widths came from', () => {
    const study = { humans: 80, simulated: 300 };
    const ratio = Math.sqrt(80 / effectiveHumans({ ...study, rhoSquared: 0.37 }));
    expect(rhoSquaredOf(ratio, study)).toBeCloseTo(0.37, 12);
    expect([rhoSquaredOf(1.2, study), rhoSquaredOf(0, study)]).toEqual([0, 1]);
  });
});

describe('simulated rows', () => {
  it('bring the share of the attainable worth that they are named for', () => {
    for (const rhoSquared of [0.1, 0.5, 0.9]) {
      const humans = 120;
      const worth = (simulated: number): number => effectiveHumans({ humans, simulated, rhoSquared }) - humans;
      const rows = rowsForShare({ humans, rhoSquared }, 0.9);
      expect(worth(rows) / worth(Infinity)).toBeCloseTo(0.9, 10);
    }
  });
});

describe('humans moved from rectification to tuning', () => {
  it('have to raise the correlation to where the precision is the same', () => {
    const now = { humans: 200, simulated: 1000, rhoSquared: 0.3 };
    const wanted = found(breakEven(now, 100));
    const then = { humans: 100, simulated: 1000, rhoSquared: wanted };
    expect(effectiveHumans(then)).toBeCloseTo(effectiveHumans(now), 9);
    expect(wanted).toBeGreaterThan(0.3);
  });

  it('cannot be made up for when too many are moved, or all', () => {
    expect(breakEven({ humans: 200, simulated: 50, rhoSquared: 0.3 }, 190)).toBeNull();
    expect(breakEven({ humans: 200, simulated: 1000, rhoSquared: 0.3 }, 200)).toBeNull();
  });
});

describe('the number of humans that tells a correlation from 0', () => {
  it('is that of the published tables', () => {
    // Cohen (1988), table 3.3.5: 85 for r = .30, two-sided .05, power .80 (84 by the exact distribution); 28-29 for r = .50.
    expect(humansToTell(0.09, 0.95)).toBe(85);
    expect(humansToTell(0.25, 0.95)).toBe(30);
    expect(humansToTell(0, 0.95)).toBe(Infinity);
  });
});

describe('the best split along a learning curve', () => {
  const truth = (tuning: number): number => (0.6 * tuning) / (tuning + 50);
  const measured = (...sizes: readonly number[]) => sizes.map((tuning) => ({ tuning, rhoSquared: truth(tuning) }));
  const bestOf = (humans: number, simulated: number): number =>
    Math.max(
      ...Array.from({ length: humans - 1 }, (_, tuning) =>
        effectiveHumans({ humans: humans - tuning, simulated, rhoSquared: truth(tuning) }),
      ),
    );

  it('comes within three per cent of the true optimum of a known curve', () => {
    for (const humans of [200, 400, 800]) {
      const [best] = splitsByCurve(humans, 5000, measured(0, 15, 30, 60, 120));
      const { tuning, rectification } = found(best);
      const reached = effectiveHumans({ humans: rectification, simulated: 5000, rhoSquared: truth(tuning) });
      expect(reached / bestOf(humans, 5000)).toBeGreaterThan(0.97);
      expect(tuning + rectification).toBe(humans);
    }
  });

  it('asks everybody where tuning raises nothing', () => {
    const flat = [0, 50, 100].map((tuning) => ({ tuning, rhoSquared: 0.2 }));
    expect(splitsByCurve(300, 1000, flat)[0]).toMatchObject({ tuning: 0, rectification: 300, measured: true });
  });

  it('judges only what was measured with two points, and never beyond the largest', () => {
    expect(
      splitsByCurve(300, 1000, measured(0, 100))
        .map(({ tuning }) => tuning)
        .sort((a, b) => a - b),
    ).toEqual([0, 100]);
    const tunings = splitsByCurve(300, 1000, measured(0, 50, 100)).map(({ tuning }) => tuning);
    expect(Math.max(...tunings)).toBe(100);
    expect(splitsByCurve(300, 1000, [])).toEqual([]);
  });
});

describe('the allocation of a study', () => {
  function allocated(study: KnownStudy): { block: AllocationBlock; results: EvaluationResults } {
    const results = evaluate(knownStudy({ bootstrap: 100, ...study }));
    return { block: found(results.allocation), results };
  }
  const kindOf = (block: AllocationBlock, kind: string) =>
    found(
      block.kinds.find((entry) => entry.kind === kind),
      kind,
    );
  let honest: ReturnType<typeof allocated>;
  beforeAll(() => {
    honest = allocated({ n: 400, adapted: copy, rectification: 200 });
  });

  it('finds the correlation of the process', () => {
    const { rhoSquared, state, spendings, targets } = kindOf(honest.block, 'mean');
    // Centres of cells have variance 0.5, answers around them 0.3: ρ² = 0.625 for each of the three beliefs.
    expect(Math.abs(found(rhoSquared.value) - 0.625)).toBeLessThan(0.1);
    expect(found(rhoSquared.low)).toBeLessThan(0.625);
    expect(found(rhoSquared.high)).toBeGreaterThan(0.6);
    expect([state, targets]).toEqual(['pays', 4]);
    const done = found(spendings.find(({ id }) => id === 'as-done'));
    expect(found(done.effective.value)).toBeCloseTo(200 / (1 - (found(rhoSquared.value) * 400) / 600), 6);
  });

  it('agrees with the worth that rectification measured', () => {
    const { rows } = kindOf(honest.block, 'mean');
    const measured = honest.results.rectification?.summary.find(
      ({ kind, source }) => kind === 'mean' && source === 'adapted',
    );
    const now = found(rows.find(({ simulated }) => simulated === 400));
    const ratio = found(now.worth.value) / found(measured?.worth.value ?? null);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
    const worths = rows.map(({ worth }) => found(worth.value));
    expect(worths).toEqual([...worths].sort((a, b) => a - b));
  });

  it('says that twins who know nothing are worth little, however many there are', () => {
    const { state, text, rowsForNineTenths } = kindOf(
      allocated({ n: 300, adapted: useless, rectification: 150 }).block,
      'mean',
    );
    expect([state, rowsForNineTenths]).toEqual(['pays-little', null]);
    expect(text).toMatch(/worth little .* at most 0 humans more than the 150/);
  });

  it('cannot say with too few humans, and says how many would do', () => {
    const { kinds } = allocated({ n: 200, adapted: groupBlind, rectification: 24 }).block;
    const open = kinds.filter(({ state }) => state === 'cannot-say');
    expect(open.length).toBeGreaterThan(0);
    for (const { text, needed, rhoSquared } of open) {
      expect(found(rhoSquared.low)).toBe(0);
      expect(text).toMatch(
        /^Cannot say: 24 rectification humans leave open .* (About [\d\u202f]+ would|It would take far more to) tell\.$/,
      );
      if (needed !== null) expect(needed).toBeGreaterThan(24);
    }
    expect(open.some(({ needed }) => needed !== null)).toBe(true);
  });

  it('cannot say without a part "rectification", and says how many would do', () => {
    const { kinds, missing } = allocated({ n: 100, adapted: copy }).block;
    expect(kinds).toEqual([]);
    expect(found(missing)).toMatchObject({ n: humansToTell(0.1, 0.95) });
    expect(found(missing).text).toMatch(/^Cannot say: .*About 77 such humans .* Coefficients need at least 30/);
  });

  it('weighs tuning against asking the same humans, with the untuned model as the other point of the curve', () => {
    const study = knownStudy({ n: 300, adapted: copy, rectification: 150, bootstrap: 100 });
    const weak = knownStudy({ n: 300, adapted: useless, rectification: 150, bootstrap: 100 });
    const rows = found(study.rectification);
    const results = evaluate({
      ...study,
      sample: {
        rows: 500,
        parts: [
          { name: 'pilot-train', n: 30 },
          { name: 'pilot-validation', n: 10 },
        ],
      },
      sources: [{ ...found(weak.sources[0]), id: 'base', kind: 'base', label: 'Base' }, found(study.sources[0])],
      rectification: {
        ...rows,
        sources: [{ ...found(weak.rectification?.sources[0]), id: 'base' }, found(rows.sources[0])],
      },
    });
    const block = found(results.allocation);
    expect([block.tuning, block.rectification, block.simulated]).toEqual([40, 150, 300]);
    const { spendings, best, text } = kindOf(block, 'mean');
    expect(spendings.map(({ id, tuning, rectification }) => [id, tuning, rectification])).toEqual([
      ['no-model', 0, 190],
      ['untuned', 0, 190],
      ['as-done', 40, 150],
    ]);
    expect(best).toMatchObject({ tuning: 40, rectification: 150, measured: true });
    expect(text).toContain('Tuning paid: the same 190 humans count as 190 at best without it.');
    const curve = [{ tuning: 20, rhoSquared: found(best).rhoSquared }];
    const given = allocate(results, results.rectification, curve);
    expect(found(kindOf(given, 'mean').best).tuning).toBeLessThan(40);
  });
});
