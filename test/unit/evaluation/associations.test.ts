import { describe, expect, it } from 'vitest';
import { actionAssociationCharts } from '../../../shared/charts/action-associations.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { createJointExcess } from '../../../shared/evaluation/joint-excess.ts';
import { evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import { polychoricCorrelation } from '../../../shared/statistics/polychoric-correlation.ts';
import { beliefBlind, copy, knownStudy } from '../../support/known-process.ts';
import { action, belief, bySource, drawnSource, found, smallStudy } from '../../support/small-study.ts';

function withoutRule(adapted: typeof copy, seed = 3) {
  return found(evaluate({ ...knownStudy({ n: 500, adapted, seed, bootstrap: 200 }), rule: null }).associations);
}

describe('actions and beliefs without a rule', () => {
  it('hang together as among humans where the twins follow the same process', () => {
    const { areas, slopes, pairs } = withoutRule(copy);
    const all = [...areas, ...slopes, ...pairs.map(({ strength }) => strength)];
    const differences = all.map(({ sources }) => bySource(sources, 'adapted').difference);
    const held = differences.filter(({ low, high }) => (low ?? 1) <= 0 && (high ?? -1) >= 0);
    expect(differences).toHaveLength(1 + 3 + 3);
    expect(held.length).toBeGreaterThanOrEqual(6);
    const area = found(areas[0]);
    expect(area.n).toBe(500);
    expect(area.human.value).toBeGreaterThan(0.65);
  });

  it('are told apart where the action has the right shares but does not follow from the own beliefs', () => {
    const { areas, slopes, pairs } = withoutRule(beliefBlind);
    const at = <Entry extends { belief: string }>(entries: readonly Entry[]): Entry =>
      found(entries.find((entry) => entry.belief === 'b2'));
    expect(bySource(found(areas[0]).sources, 'adapted').difference.high).toBeLessThan(0);
    expect(bySource(at(slopes).sources, 'adapted').difference.high).toBeLessThan(0);
    expect(bySource(at(pairs).strength.sources, 'adapted').difference.high).toBeLessThan(0);
    expect(bySource(at(pairs).joint.sources, 'adapted').difference.value).toBeGreaterThan(0);
  });

  it('give polychoric correlations intervals as wide as their standard error says', () => {
    const input = { ...knownStudy({ n: 500, adapted: copy, seed: 3, bootstrap: 1000 }), rule: null };
    const { strength } = found(found(evaluate(input).associations).pairs[0]);
    const table = Array.from({ length: 5 }, () => [0, 0]);
    input.items[0]?.human.forEach((answer, row) => {
      const line = table[answer] ?? [];
      const yes = input.items[3]?.human[row] ?? 0;
      line[yes] = (line[yes] ?? 0) + 1;
    });
    const { value, standardError } = polychoricCorrelation(table);
    expect(strength.human.value).toBe(value);
    const error = ((strength.human.high ?? 0) - (strength.human.low ?? 0)) / (2 * 1.96);
    expect(error / (standardError ?? Number.NaN)).toBeGreaterThan(0.88);
    expect(error / (standardError ?? Number.NaN)).toBeLessThan(1.12);
  });

  it('have no strength where everybody chooses one action, and say why', () => {
    const human = [Array.from({ length: 40 }, (_, r) => r % 3), Array.from({ length: 40 }, (_, r) => r % 2)];
    const rigid = [human[0] ?? [], Array.from({ length: 40 }, () => 1)];
    const results = evaluate(
      smallStudy({
        items: [belief('risk', 3), action('act', 2)],
        human,
        sources: [drawnSource('m', 'base', [rigid])],
        bootstrap: 100,
      }),
    );
    const { pairs, areas, slopes } = found(results.associations);
    const missing = { value: null, reason: 'no-variation' };
    expect(bySource(found(pairs[0]).strength.sources, 'm').value).toMatchObject(missing);
    expect(bySource(found(areas[0]).sources, 'm').value).toMatchObject(missing);
    expect(bySource(found(slopes[0]).sources, 'm').value).toMatchObject({ value: 0 });
    expect(() => evaluationResultsSchema.parse(results)).not.toThrow();
  });

  it('are absent without an action, and have no area below 30 people', () => {
    expect(evaluate(smallStudy({ items: [belief('risk', 2)], human: [[0, 1, 1]] })).associations).toBeUndefined();
    const few = [Array.from({ length: 20 }, (_, r) => r % 3), Array.from({ length: 20 }, (_, r) => r % 2)];
    const { areas } = found(
      evaluate(smallStudy({ items: [belief('risk', 3), action('act', 2)], human: few })).associations,
    );
    expect(found(areas[0]).human).toMatchObject({ value: null, reason: 'too-few-respondents' });
  });

  it('have no distance beyond the marginals where the tables are equal or both independent', () => {
    const table = Float64Array.of(1, 2, 3, 5);
    const jointExcess = createJointExcess(2, 2);
    expect(jointExcess(table, table)).toBe(0);
    expect(jointExcess(Float64Array.of(1, 3, 2, 6), Float64Array.of(4, 4, 1, 1))).toBeCloseTo(0, 12);
    expect(jointExcess(Float64Array.of(1, 0, 0, 1), Float64Array.of(0, 1, 1, 0))).toBeCloseTo(1, 12);
    expect(jointExcess(new Float64Array(4), table)).toBeNaN();
  });

  it('are drawn as differences with the human interval behind them', () => {
    const evaluation = evaluate({ ...knownStudy({ n: 200, adapted: copy, bootstrap: 100 }), rule: null });
    const charts = actionAssociationCharts(evaluation, { theme: lightTheme, width: 700, smallestCell: 10 });
    expect(charts.length).toBeGreaterThan(0);
    expect(found(charts[0]).table.rows.length).toBe((1 + 3 + 3 + 3) * evaluation.sources.length);
    expect(found(charts[0]).subtitle).toContain('differs from the humans');
  });
});
