import { describe, expect, it } from 'vitest';
import { compileRule } from '../../../shared/domain/rule.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { aVariable } from '../../support/a-variable.ts';
import {
  type SmallStudy,
  action,
  belief,
  bySource,
  drawnSource,
  found,
  smallStudy,
} from '../../support/small-study.ts';

const items = [belief('gain', 3), belief('risk', 3), action('act', 2)];

function withRule(study: Omit<SmallStudy, 'items' | 'rule'>, when = ['gain > risk', 'gain < risk']) {
  const variables = [...(study.columns ?? []).map(({ variable }) => variable), ...items];
  const [first = '', second = ''] = when;
  const rule = {
    action: 'act',
    cases: [
      { when: first, choose: '2' },
      { when: second, choose: '1' },
    ],
    source: '',
  };
  return smallStudy({ ...study, items, rule: { text: 'gain beats risk', compiled: compileRule(rule, { variables }) } });
}

describe('the belief-action gap', () => {
  // gain > risk and acts; gain > risk and does not; gain < risk and does not; tie; missing belief; missing action.
  const human = [
    [2, 2, 0, 1, -1, 2],
    [0, 0, 1, 1, 0, 0],
    [1, 0, 0, 0, 1, -1],
  ];

  it('counts followed, deviated, tied, undefined and missing rows of humans by hand', () => {
    const { human: found_ } = found(evaluate(withRule({ human })).coherence);
    expect(found_.counts).toEqual({ followed: 2, deviated: 1, ties: 1, undefined: 1, missing: 1 });
    expect(found_.gap).toMatchObject({ n: 3 });
    expect(found_.gap.value).toBeCloseTo(1 / 3, 12);
  });

  it('applies the rule to the beliefs that the twin itself drew, and pools seeds', () => {
    const obeys = [
      [2, 2, 2, 0, 0, 0],
      [0, 0, 0, 1, 1, 1],
      [1, 1, 1, 0, 0, 0],
    ];
    const defies = [obeys[0] ?? [], obeys[1] ?? [], [0, 0, 0, 1, 1, 1]];
    const results = evaluate(
      withRule({ human, sources: [drawnSource('m', 'base', [obeys, defies]), drawnSource('n', 'base', [obeys])] }),
    );
    const coherence = found(results.coherence);
    expect(bySource(coherence.sources, 'm').gap.value).toBeCloseTo(0.5, 12);
    expect(bySource(coherence.sources, 'm').counts).toMatchObject({ followed: 2.5, deviated: 2.5, missing: 1 });
    expect(bySource(coherence.sources, 'n').gap.value).toBe(0);
    expect(bySource(coherence.sources, 'n').difference.value).toBeCloseTo(-1 / 3, 12);
  });

  it('shows a gap that is too small as an interval below 0', () => {
    const n = 60;
    const gain = Array.from({ length: n }, (_, r) => (r % 2 === 0 ? 2 : 0));
    const risk = gain.map((value) => 2 - value);
    const rational = gain.map((value) => (value === 2 ? 1 : 0));
    const careless = rational.map((value, r) => (r % 4 === 0 ? 1 - value : value));
    const results = evaluate(
      withRule({ human: [gain, risk, careless], sources: [drawnSource('m', 'adapted', [[gain, risk, rational]])] }),
    );
    const own = bySource(found(results.coherence).sources, 'm');
    expect(own.difference.high).toBeLessThan(0);
    expect(results.headline.find((entry) => entry.about === 'coherence')?.finding).toBe('contradicts');
  });

  it('may use persona variables', () => {
    const age = aVariable('age');
    const results = evaluate(
      withRule({ human, columns: [{ variable: age, values: [30, 30, 30, 30, 30, 70] }] }, ['age < 50', 'age >= 50']),
    );
    expect(found(results.coherence).human.counts).toEqual({
      followed: 2,
      deviated: 3,
      ties: 0,
      undefined: 0,
      missing: 1,
    });
  });

  it('is undefined when the rule expects nothing of anybody', () => {
    const results = evaluate(
      withRule({
        human: [
          [1, 1],
          [1, 1],
          [0, 1],
        ],
      }),
    );
    expect(found(results.coherence).human.gap).toMatchObject({ value: null, reason: 'no-answers' });
  });

  it('is left out without a rule', () => {
    expect(evaluate(smallStudy({ items, human })).coherence).toBeNull();
  });
});
