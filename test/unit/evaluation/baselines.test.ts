import { describe, expect, it } from 'vitest';
import { fitBaselines } from '../../../shared/evaluation/baselines/fit-baselines.ts';
import type { EvaluationInput, SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aVariable } from '../../support/a-variable.ts';
import {
  type SmallStudy,
  action,
  belief,
  constantSource,
  drawMany,
  found,
  smallStudy,
} from '../../support/small-study.ts';

function baselines(input: EvaluationInput): Map<string, SimulatedSource> {
  const work = fitBaselines(input);
  for (;;) {
    const step = work.next();
    if (step.done === true) return new Map(step.value.map((source) => [source.id, source]));
  }
}

const arm = belief('arm', 3, { role: 'treatment', scale: 'nominal' });
const items = [belief('b', 2), action('act', 3)];
const study: SmallStudy = {
  items,
  human: [
    [0, 1, 0],
    [0, 1, 2],
  ],
  columns: [{ variable: arm, values: ['1', '2', '3'] }],
  pilot: {
    answers: [
      [0, 0, 0, 1, -1],
      [0, 0, 1, 2, 2],
    ],
    columns: { arm: ['1', '1', '2', '2', '1'] },
  },
};

describe('baselines fitted on the pilot', () => {
  it('are marginal, marginal per condition, resampled rows, regularised logit and uniform', () => {
    expect([...baselines(smallStudy(study)).keys()]).toEqual([
      'baseline-pilot-marginal',
      'baseline-pilot-condition-marginal',
      'baseline-pilot-rows',
      'baseline-regularised-logit',
      'baseline-uniform',
    ]);
  });

  it('need pilot rows, except the uniform one', () => {
    const { pilot: _, ...without } = study;
    expect([...baselines(smallStudy(without)).keys()]).toEqual(['baseline-uniform']);
  });

  it('give the pilot’s shares with half a count per option', () => {
    const own = found(baselines(smallStudy(study)).get('baseline-pilot-marginal'));
    expect([...found(own.probabilities[0])]).toEqual([3.5 / 5, 1.5 / 5, 3.5 / 5, 1.5 / 5, 3.5 / 5, 1.5 / 5]);
  });

  it('give the shares of the arm, and the pilot’s for an arm that it lacks', () => {
    const own = found(found(baselines(smallStudy(study)).get('baseline-pilot-condition-marginal')).probabilities[0]);
    expect(own[0]).toBeCloseTo((2 + 0.7) / 3, 12);
    expect(own[2]).toBeCloseTo((1 + 0.7) / 3, 12);
    expect(own[4]).toBeCloseTo(0.7, 12);
  });

  it('respect the weights of the pilot rows', () => {
    const weight = aVariable('w', { role: 'weight' });
    const input = smallStudy({
      ...study,
      columns: [...(study.columns ?? []), { variable: weight, values: [1, 1, 1] }],
      pilot: { answers: study.pilot?.answers ?? [], columns: { ...study.pilot?.columns, w: [1, 1, 1, 7, 0] } },
    });
    const own = found(baselines(input).get('baseline-pilot-marginal'));
    // Weights are scaled to mean 1: 5/10 each, so 1.5 against 3.5.
    expect(found(own.probabilities[0])[0]).toBeCloseTo(2 / 6, 12);
  });

  it('draw whole pilot rows, so that beliefs and action stay together', () => {
    const n = 200;
    const input = smallStudy({
      ...study,
      human: [drawMany(createRandom(1), [0.5, 0.5], n), drawMany(createRandom(2), [0.3, 0.3, 0.4], n)],
      columns: [{ variable: arm, values: Array.from({ length: n }, () => '1') }],
      sources: [
        constantSource(
          'm',
          'base',
          n,
          [
            [0.5, 0.5],
            [0.2, 0.3, 0.5],
          ],
          4,
        ),
      ],
    });
    const own = found(baselines(input).get('baseline-pilot-rows'));
    expect(own.draws).toHaveLength(4);
    const rows = new Set(
      own.draws.flatMap(([b, act]) => Array.from(found(b), (answer, r) => `${answer}${found(act)[r]}`)),
    );
    expect([...rows].sort()).toEqual(['00', '01', '12']);
  });

  it('let the regularised logit see persona and condition, and for the action the drawn beliefs', () => {
    const n = 400;
    const random = createRandom(6);
    const age = aVariable('age');
    const make = (size: number) => {
      const ages = Array.from({ length: size }, () => 20 + random.integer(50));
      const b = ages.map((value) => (random.next() < (value > 45 ? 0.9 : 0.1) ? 1 : 0));
      const act = b.map((value) => (random.next() < 0.9 ? value : 1 - value));
      return { ages, answers: [b, act] };
    };
    const evaluation = make(n);
    const pilot = make(n);
    const input = smallStudy({
      items: [belief('b', 2), action('act', 2)],
      human: evaluation.answers,
      columns: [{ variable: age, values: evaluation.ages }],
      pilot: { answers: pilot.answers, columns: { age: pilot.ages } },
    });
    const own = found(baselines(input).get('baseline-regularised-logit'));
    const old = evaluation.ages.indexOf(Math.max(...evaluation.ages));
    const young = evaluation.ages.indexOf(Math.min(...evaluation.ages));
    const p = found(own.probabilities[0]);
    expect(p[2 * old + 1]).toBeGreaterThan(0.8);
    expect(p[2 * young + 1]).toBeLessThan(0.2);
    const agreement = own.draws.map(
      ([b, act]) => found(b).reduce((sum, answer, r) => sum + (answer === found(act)[r] ? 1 : 0), 0) / n,
    );
    for (const share of agreement) expect(share).toBeGreaterThan(0.8);
    const sums = found(own.probabilities[1]);
    for (let r = 0; r < n; r++) expect((sums[2 * r] ?? 0) + (sums[2 * r + 1] ?? 0)).toBeCloseTo(1, 9);
  });

  it('draw in proportion to their probabilities and alike for the same seed', () => {
    const n = 5000;
    const input = smallStudy({
      ...study,
      human: [drawMany(createRandom(1), [0.5, 0.5], n), drawMany(createRandom(2), [0.3, 0.3, 0.4], n)],
      columns: [{ variable: arm, values: Array.from({ length: n }, () => '1') }],
    });
    const first = found(baselines(input).get('baseline-pilot-marginal'));
    const drawn = found(found(first.draws[0])[0]);
    expect(drawn.reduce((sum, answer) => sum + answer, 0) / n).toBeCloseTo(0.3, 1);
    expect(found(baselines(input).get('baseline-pilot-marginal')).draws).toEqual(first.draws);
  });
});
