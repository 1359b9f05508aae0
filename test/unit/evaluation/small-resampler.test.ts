import { describe, expect, it } from 'vitest';
import { prepare } from '../../../shared/evaluation/prepare.ts';
import { createResampler } from '../../../shared/evaluation/resample.ts';
import { runMeasures } from '../../../shared/evaluation/run-measures.ts';
import { createRowSums, ratioOfSums } from '../../../shared/evaluation/row-sums.ts';
import { largestFullDraw, rowsOfSmallDraw } from '../../../shared/evaluation/small-resampler.ts';
import { thinned } from '../../../shared/evaluation/thinned.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { belief, smallStudy } from '../../support/small-study.ts';

function study(n: number, bootstrap = 400) {
  const random = createRandom(4, 'rows');
  const input = smallStudy({
    items: [belief('b', 5)],
    human: [Array.from({ length: n }, () => random.integer(5))],
    bootstrap,
  });
  return prepare(input, []);
}

describe('draws of a large sample', () => {
  it('are as large as the sample up to the documented size', () => {
    const resampler = createResampler(study(largestFullDraw));
    const draw = resampler.draw(0);
    expect(draw.shrink).toBe(1);
    expect(draw.multiplicity.reduce((sum, times) => sum + times, 0)).toBe(largestFullDraw);
  });

  it('hold the documented number of rows beyond it, whose weights add up to the sample, and leave nothing behind', () => {
    const n = 20_000;
    const resampler = createResampler(study(n));
    resampler.original(0);
    for (const index of [0, 1, 2]) {
      const draw = resampler.draw(index);
      expect(draw.multiplicity.reduce((sum, times) => sum + times, 0)).toBe(rowsOfSmallDraw);
      expect(draw.weight.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(n, 6);
      const rows = [...draw.rows.subarray(0, draw.rowCount)];
      expect(rows).toEqual([...rows].sort((a, b) => a - b));
      expect(rows.every((row) => (draw.multiplicity[row] ?? 0) > 0)).toBe(true);
    }
  });

  it('give a mean the standard error that theory and the full bootstrap give', () => {
    const n = 8000;
    const prepared = study(n);
    const scores = Float64Array.from(prepared.items[0]?.human ?? []);
    const measure = createRowSums(prepared, [scores, new Float64Array(n).fill(1)]);
    const steps = runMeasures(prepared, createResampler(prepared), [measure]);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const { value, draws } = ratioOfSums(step.value.of(measure), [0], [1]);
    const error = Math.sqrt(draws.reduce((sum, draw) => sum + (draw - value) ** 2, 0) / draws.length);
    const variance = scores.reduce((sum, score) => sum + (score - value) ** 2, 0) / n;
    // 400 draws know a standard error to 3.5 %.
    expect(error / Math.sqrt(variance / n)).toBeGreaterThan(0.88);
    expect(error / Math.sqrt(variance / n)).toBeLessThan(1.12);
  });

  it('are fitted on a part of the respondents only where they are many', () => {
    const few = study(300);
    expect(thinned(few)).toBe(few);
    expect(thinned(study(20_000)).n).toBe(rowsOfSmallDraw);
  });
});
