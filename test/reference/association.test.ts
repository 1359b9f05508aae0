import { describe, expect, test } from 'vitest';
import { evaluate } from '../../shared/evaluation/evaluate.ts';
import { rankScores, weightedAuc } from '../../shared/statistics/weighted-auc.ts';
import { aVariable } from '../support/a-variable.ts';
import { action, belief, bySource, drawnSource, found, smallStudy } from '../support/small-study.ts';
import reference from './association.json' with { type: 'json' };
import { relativeError } from './relative-error.ts';

const items = [
  belief('trust', 5),
  belief('risk', 4),
  belief('from', 3, { scale: 'nominal' }),
  action('acts', 2, { scale: 'binary' }),
  action('reacts', 4),
];

describe('actions and beliefs with weights and gaps agree with R', () => {
  const results = evaluate(
    smallStudy({
      items,
      human: reference.human,
      sources: [drawnSource('m', 'base', [reference.twins, reference.twins])],
      columns: [{ variable: aVariable('w', { role: 'weight' }), values: reference.weights }],
      bootstrap: 100,
    }),
  );
  const associations = found(results.associations);

  test('slopes of every action on all beliefs, nominal ones as indicators', () => {
    expect(associations.slopes.map(({ belief: of, beliefOption }) => [of, beliefOption])).toEqual(
      [1, 2].flatMap(() => [
        ['trust', null],
        ['risk', null],
        ['from', '2'],
        ['from', '3'],
      ]),
    );
    associations.slopes.forEach((slope, k) => {
      const own = bySource(slope.sources, 'm');
      expect(relativeError(slope.human.value, reference.slopes.human[k] ?? 0)).toBeLessThan(1e-8);
      expect(relativeError(own.value.value, reference.slopes.twins[k] ?? 0)).toBeLessThan(1e-8);
      const difference = (reference.slopes.twins[k] ?? 0) - (reference.slopes.human[k] ?? 0);
      expect(relativeError(own.difference.value, difference)).toBeLessThan(1e-8);
    });
  });

  test('strength of association', () => {
    const of = (first: string, second: string) =>
      found(associations.pairs.find((pair) => pair.belief === first && pair.action === second));
    [of('trust', 'acts'), of('risk', 'acts'), of('trust', 'reacts')].forEach((pair, k) => {
      expect(pair.measure).toBe('polychoric');
      expect(relativeError(pair.strength.human.value, reference.polychoric.human[k] ?? 0)).toBeLessThan(1e-6);
      const twins = bySource(pair.strength.sources, 'm').value.value;
      expect(relativeError(twins, reference.polychoric.twins[k] ?? 0)).toBeLessThan(1e-6);
    });
    const nominal = of('from', 'acts');
    expect(nominal.measure).toBe('cramers-v');
    expect(relativeError(nominal.strength.human.value, reference.cramersV.human)).toBeLessThan(1e-8);
    expect(relativeError(bySource(nominal.strength.sources, 'm').value.value, reference.cramersV.twins)).toBeLessThan(
      1e-8,
    );
    [of('trust', 'acts'), of('from', 'reacts')].forEach((pair, k) => {
      expect(relativeError(bySource(pair.joint.sources, 'm').value.value, reference.joint[k] ?? 0)).toBeLessThan(1e-6);
    });
  });
});

test('the weighted area under the curve is that of repeated cases', () => {
  const { scores, labels, counts, value } = reference.area;
  const { auc, positives } = weightedAuc(rankScores(scores, labels), (index) => counts[index] ?? 0);
  expect(relativeError(auc, value)).toBeLessThan(1e-10);
  expect(positives).toBe(counts.reduce((sum, count, index) => sum + (labels[index] === true ? count : 0), 0));
});
