import { describe, expect, it } from 'vitest';
import { answerScores } from '../../../shared/evaluation/answer-scores.ts';
import { distinguish } from '../../../shared/evaluation/distinguishability.ts';
import type { DistinguishabilityBlock } from '../../../shared/evaluation/distinguishability-results.ts';
import type { EvaluationInput } from '../../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../../shared/evaluation/prepare.ts';
import { type Simulator, beliefBlind, copy, groupBlind, knownStudy, modal } from '../../support/known-process.ts';
import { found } from '../../support/small-study.ts';

function classified(input: EvaluationInput): DistinguishabilityBlock['sources'][number] {
  const prepared = prepare(input, input.sources);
  const steps = distinguish(prepared, answerScores(prepared.items));
  for (;;) {
    const step = steps.next();
    if (step.done === true) return found(step.value.sources[0]);
  }
}

const study = (adapted: Simulator, n: number, seed = 1) => knownStudy({ n, adapted, pilot: 0, bootstrap: 100, seed });

describe('the two-sample classifier', () => {
  it('cannot tell a copy of the process from the humans', () => {
    const areas = [1, 2, 3, 4].map((seed) => found(classified(study(copy, 250, seed)).auc.value));
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    // The standard deviation of one area at this n is about 0.035.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * (0.035 / 2));
  });

  it('sees through modal answers, and names what gives them away', () => {
    const { auc, giveaways } = classified(study(modal, 400));
    expect(found(auc.low)).toBeGreaterThan(0.7);
    expect(giveaways.length).toBeGreaterThan(3);
    const sizes = giveaways.map(({ coefficient }) => Math.abs(coefficient));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('sees relations that are missing although every marginal is right', () => {
    const action = classified(study(beliefBlind, 1200));
    expect(found(action.auc.low)).toBeGreaterThan(0.5);
    expect(['b1×acts', 'b2×acts']).toContain(action.giveaways[0]?.column);
    const group = classified(study(groupBlind, 400));
    expect(found(group.auc.low)).toBeGreaterThan(0.6);
    expect(group.giveaways[0]?.label).toMatch(/^b[12] × g: yes$/);
  });

  it('takes no hint from answers that are missing among the humans only', () => {
    const input = study(copy, 300);
    const gaps = input.items.map(({ variable, human }) => ({
      variable,
      human: human.map((answer, row) => (row % 3 === 0 ? -1 : answer)),
    }));
    const { auc } = classified({ ...input, items: gaps });
    expect(auc.n).toBe(200);
    expect(found(auc.value)).toBeLessThan(0.62);
  });

  it('does not speak about fewer than thirty humans', () => {
    expect(classified(study(copy, 29))).toMatchObject({
      auc: { value: null, reason: 'too-few-respondents' },
      giveaways: [],
    });
  });
});
