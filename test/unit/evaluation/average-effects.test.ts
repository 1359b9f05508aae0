import { describe, expect, it } from 'vitest';
import { averageEffectCharts } from '../../../shared/charts/average-effects.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';
import type { RegressionSpec } from '../../../shared/domain/study.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { withoutSmallGroups } from '../../../shared/evaluation/small-cells.ts';
import { summaryTable } from '../../../shared/evaluation/summary-table.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';
import { action, belief, bySource, drawnSource, found, smallStudy } from '../../support/small-study.ts';

const rows = 240;
const random = createRandom(3, 'average effects');
// 12 respondents of the third arm.
const arms = Array.from({ length: rows }, (_, row) => (row < 12 ? '3' : String(1 + (row % 2))));
const ages = arms.map(() => 20 + random.integer(60));
const draw = (of: (row: number) => number[]): number[] => arms.map((_, row) => random.weightedIndex(of(row)));
const lift = (row: number): number => (arms[row] === '2' ? 0.3 : arms[row] === '3' ? 0.15 : 0);
const scale = (shift: number) => [0.3 - shift / 2, 0.3 - shift / 2, 0.2 + shift / 2, 0.2 + shift / 2];
const human = [
  draw((row) => scale(lift(row))),
  draw((row) => [0.5, 0.3 - lift(row) / 2, 0.2 + lift(row) / 2]),
  draw((row) => [0.7 - lift(row), 0.3 + lift(row)]),
];
const twin = (): number[][] => [draw(() => scale(0.05)), draw(() => [0.5, 0.3, 0.2]), draw(() => [0.6, 0.4])];

function spec(name: string, fields: Partial<RegressionSpec>): RegressionSpec {
  return { name, model: 'ols', formula: 'b ~ arm + age', covariance: 'HC3', ...fields };
}

const study = smallStudy({
  items: [belief('b', 4), belief('kind', 3, { scale: 'nominal' }), action('acts', 2, { scale: 'binary' })],
  human,
  sources: [drawnSource('flat', 'adapted', [twin(), twin(), twin()])],
  columns: [
    {
      variable: aVariable('arm', {
        role: 'treatment',
        scale: 'nominal',
        options: numberedOptions('none', 'short', 'long'),
      }),
      values: arms,
    },
    { variable: aVariable('age', { scale: 'count' }), values: ages },
  ],
  regressions: [
    spec('Alone', { formula: 'b ~ arm' }),
    spec('Choice', { model: 'logit', formula: 'acts ~ arm * age', covariance: 'HC1' }),
    spec('Order', { model: 'ordered-logit' }),
    spec('Kind', { model: 'multinomial-logit', formula: 'kind ~ arm', covariance: 'classical' }),
    spec('No arm', { formula: 'b ~ age' }),
  ],
  bootstrap: 60,
});
const results = evaluate(study);
const effects = found(found(results.effects).averageEffects);
const effect = (regression: string, value: string, option: string | null = null) =>
  found(effects.find((row) => row.regression === regression && row.value === value && row.option === option));

describe('average effects by regressions', () => {
  it('are there for every arm of every regression that has the treatment, outcome by outcome', () => {
    const outcomes = (name: string) =>
      effects.filter(({ regression, value }) => regression === name && value === '2').map(({ outcome }) => outcome);
    expect(outcomes('Alone')).toEqual(['mean']);
    expect(outcomes('Choice')).toEqual(['probability']);
    expect(outcomes('Order')).toEqual(['score', 'probability', 'probability', 'probability', 'probability']);
    expect(outcomes('Kind')).toEqual(['probability', 'probability', 'probability']);
    expect(outcomes('No arm')).toEqual([]);
    expect(effects.every(({ reference }) => reference === '1')).toBe(true);
  });

  it('are the difference in means where nothing else is in the regression, which stands beside them', () => {
    const own = effect('Alone', '2');
    expect(own.human.differenceInMeans?.value).toBeCloseTo(found(own.human.effect.value), 10);
    expect(bySource(own.sources, 'flat').differenceInMeans?.value).toBeCloseTo(
      found(bySource(own.sources, 'flat').effect.value),
      10,
    );
    const share = effect('Kind', '2', '3');
    expect(share.human.differenceInMeans?.value).toBeCloseTo(found(share.human.effect.value), 6);
  });

  it('give a logit as a difference of probabilities beside the difference of the shares', () => {
    const own = effect('Choice', '2');
    expect(own).toMatchObject({ item: 'acts', label: 'Choice: probability of “option 2” in acts; arm, short − none' });
    const mean = found(own.human.differenceInMeans?.value);
    expect(Math.abs(found(own.human.effect.value) - mean)).toBeLessThan(0.1);
    expect(found(own.human.effect.low)).toBeLessThan(found(own.human.effect.value));
  });

  it('change the probabilities of all options by 0 together', () => {
    for (const regression of ['Order', 'Kind']) {
      const options = effects.filter(
        (row) => row.regression === regression && row.value === '2' && row.option !== null,
      );
      const sum = options.reduce((total, { human: { effect: own } }) => total + found(own.value), 0);
      expect(sum).toBeCloseTo(0, 10);
    }
  });

  it('say how far the simulated effect is from the human one', () => {
    const own = effect('Alone', '2');
    const row = bySource(own.sources, 'flat');
    const error = Math.hypot(found(row.standardError), found(own.human.standardError));
    expect(row.z).toBeCloseTo((found(row.effect.value) - found(own.human.effect.value)) / error, 10);
    expect(found(own.human.adjustedP)).toBeGreaterThanOrEqual(found(own.human.p));
  });

  it('lose arms that are too small to be shown', () => {
    const kept = (smallest: number) =>
      new Set(withoutSmallGroups(results, smallest).results.effects?.averageEffects?.map(({ value }) => value));
    expect(kept(10)).toEqual(new Set(['2', '3']));
    expect(kept(13)).toEqual(new Set(['2']));
  });

  it('stand in a chart with their table, and in the table at the end of a run', () => {
    const [chart] = averageEffectCharts(results, { theme: lightTheme, width: 700, smallestCell: 10 });
    expect(chart?.table.rows).toHaveLength(effects.length * results.sources.length);
    const row = summaryTable(results).rows.find(({ id }) => id === 'average-effects');
    expect(row?.cells[1]).toMatch(/^\d+ of 20$/);
  });
});
