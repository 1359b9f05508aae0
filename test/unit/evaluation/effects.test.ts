import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';
import { belief, bySource, constantSource, drawnSource, found, smallStudy } from '../../support/small-study.ts';

const arm = aVariable('arm', {
  role: 'treatment',
  scale: 'nominal',
  options: numberedOptions('none', 'short', 'long'),
});
const rows = 60;
const arms = Array.from({ length: rows }, (_, row) => String(1 + (row % 3)));

describe('treatment effects', () => {
  // Means 1, 2 and 3 in the three arms.
  const human = arms.map((value, row) => Number(value) - 1 + (row < 30 ? 0 : 1));
  const flat = human.map(() => 2);
  const study = smallStudy({
    items: [belief('b', 5), belief('kind', 2, { scale: 'nominal' })],
    human: [human, arms.map((value) => (value === '3' ? 1 : 0))],
    sources: [drawnSource('flat', 'adapted', [[flat, flat.map(() => 0)]])],
    columns: [{ variable: arm, values: arms }],
    bootstrap: 150,
  });
  const block = found(evaluate(study).effects);
  const contrast = (value: string, item: string, option: string | null = null) =>
    found(block.contrasts.find((entry) => entry.value === value && entry.item === item && entry.option === option));

  it('compare every arm with the first, for means and for the share of each option of a nominal item', () => {
    expect(block.contrasts).toHaveLength(2 * 3);
    expect(block.contrasts.every(({ reference }) => reference === '1')).toBe(true);
    expect(contrast('2', 'b').human.value).toBeCloseTo(1, 12);
    expect(contrast('3', 'b').human.value).toBeCloseTo(2, 12);
    expect(contrast('3', 'kind', '2').human.value).toBe(1);
    expect(contrast('3', 'b')).toMatchObject({ n: 20, nReference: 20, label: 'b: arm, long − none' });
  });

  it('give the difference to the humans in standard deviations', () => {
    const { standardDeviation, sources } = contrast('3', 'b');
    const mean = human.reduce((sum, value) => sum + value, 0) / rows;
    const expected = Math.sqrt(human.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
    expect(standardDeviation).toBeCloseTo(expected, 12);
    const own = bySource(sources, 'flat');
    expect(own.effect.value).toBe(0);
    expect(own.difference.value).toBeCloseTo(-2 / expected, 12);
    expect(found(own.difference.high)).toBeLessThan(0);
  });

  it('adjust the p-values of the humans over all contrasts', () => {
    expect(found(contrast('3', 'b').adjustedP)).toBeLessThan(0.001);
    const unvaried = contrast('2', 'kind', '2');
    expect(unvaried.human.value).toBe(0);
    expect(unvaried.adjustedP).toBeNull();
  });

  it('are exactly 0 for a source that gives everybody the same probabilities', () => {
    const shares = [0.07, 0.13, 0.31, 0.29, 0.2];
    const same = constantSource('same', 'baseline', rows, [shares, [0.3, 0.7]]);
    const contrasts = found(evaluate({ ...study, sources: [same] }).effects).contrasts;
    for (const { sources } of contrasts) {
      const { effect } = bySource(sources, 'same');
      expect(effect).toMatchObject({ value: 0, low: 0, high: 0 });
    }
  });

  it('do not exist without arms', () => {
    expect(
      found(evaluate({ ...study, codebook: { variables: study.codebook.variables.slice(1) } }).effects).contrasts,
    ).toEqual([]);
  });
});
