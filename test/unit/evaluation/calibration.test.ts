import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationInput, SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { belief, bySource, constantSource, drawnSource, found, smallStudy } from '../../support/small-study.ts';

const n = 400;
const random = createRandom('calibration');
const chances = Array.from({ length: n }, () => 0.05 + 0.9 * random.next());
const human = chances.map((chance) => (random.next() < chance ? 1 : 0));

/** A source that gives the second option a probability per person. */
function said(id: string, probability: (row: number) => number): SimulatedSource {
  const source = constantSource(id, 'adapted', n, [[0.5, 0.5]]);
  const rows = Array.from({ length: n }, (_, row) => probability(row));
  return { ...source, probabilities: [Float64Array.from(rows.flatMap((p) => [1 - p, p]))] };
}

function calibrationOf(sources: readonly SimulatedSource[], fields: Partial<EvaluationInput> = {}) {
  const study = smallStudy({ items: [belief('b', 2)], human: [human], sources, bootstrap: 150 });
  return found(evaluate({ ...study, ...fields }).calibration);
}

describe('the reliability curve', () => {
  const sharpened = (p: number) => p ** 3 / (p ** 3 + (1 - p) ** 3);
  const block = calibrationOf([
    said('honest', (row) => chances[row] ?? 0),
    said('overconfident', (row) => sharpened(chances[row] ?? 0)),
  ]);
  const honest = bySource(block.sources, 'honest');
  const overconfident = bySource(block.sources, 'overconfident');

  it('puts every option probability in one of ten bins of nearly equal size', () => {
    expect(honest.bins.map((bin) => bin.n)).toEqual(Array.from({ length: 10 }, () => (2 * n) / 10));
    honest.bins.forEach(({ from, to, predicted }, index) => {
      expect(from).toBeLessThanOrEqual(predicted);
      expect(predicted).toBeLessThanOrEqual(to);
      expect(from).toBeGreaterThan(honest.bins[index - 1]?.to ?? -1);
    });
  });

  it('lies on the diagonal for probabilities that come true', () => {
    const hit = honest.bins.filter(
      ({ predicted, observed }) => found(observed.low) <= predicted && predicted <= found(observed.high),
    );
    expect(hit.length).toBeGreaterThanOrEqual(8);
    expect(found(honest.expectedCalibrationError.value)).toBeLessThan(2 * found(honest.ceiling.high));
  });

  it('is flatter than the diagonal for an overconfident source, whose error exceeds that of a calibrated one', () => {
    const [first, last] = [found(overconfident.bins[0]), found(overconfident.bins.at(-1))];
    expect(found(first.observed.low)).toBeGreaterThan(first.predicted);
    expect(found(last.observed.high)).toBeLessThan(last.predicted);
    expect(found(overconfident.expectedCalibrationError.low)).toBeGreaterThan(found(overconfident.ceiling.high));
  });

  it('is a mean of absolute differences by size of the bins', () => {
    const total = overconfident.bins.reduce((sum, bin) => sum + bin.n, 0);
    const expected = overconfident.bins.reduce(
      (sum, bin) => sum + (bin.n / total) * Math.abs(found(bin.observed.value) - bin.predicted),
      0,
    );
    expect(overconfident.expectedCalibrationError.value).toBeCloseTo(expected, 12);
  });

  it('never parts equal probabilities', () => {
    const two = bySource(calibrationOf([said('two', (row) => (row % 2 === 0 ? 0.3 : 0.6))]).sources, 'two');
    expect(two.bins.map(({ from, to }) => [from, to])).toEqual(
      [0.3, 0.4, 0.6, 0.7].map((p) => [expect.closeTo(p, 12), expect.closeTo(p, 12)]),
    );
  });

  it('is not known for sources that only draw', () => {
    const drawn = bySource(calibrationOf([drawnSource('drawn', 'adapted', [[human]])]).sources, 'drawn');
    expect(drawn).toMatchObject({
      bins: [],
      expectedCalibrationError: { value: null, reason: 'no-probabilities' },
      rankedProbabilityScore: { value: null, reason: 'no-probabilities' },
    });
  });
});

describe('the ranked probability score', () => {
  const shares = [[0.5, 0.25, 0.25]];
  const study = (scale: 'ordinal' | 'nominal') =>
    smallStudy({
      items: [belief('b', 3, { scale })],
      human: [[0, 0, 1, 2, 2, 2]],
      sources: [constantSource('m', 'adapted', 6, shares)],
      bootstrap: 100,
    });

  it('is the squared distance of cumulative probabilities over the number of cuts', () => {
    const { calibration } = evaluate(study('ordinal'));
    const own = bySource(found(calibration).sources, 'm');
    // Cumulative 0.5 and 0.75 against 1 1 (first option), 0 1 (second), 0 0 (third).
    const [first, second, third] = [(0.25 + 0.0625) / 2, (0.25 + 0.0625) / 2, (0.25 + 0.5625) / 2];
    expect(own.rankedProbabilityScore.value).toBeCloseTo((2 * first + second + 3 * third) / 6, 12);
    expect(own.items.map(({ item }) => item)).toEqual(['b']);
  });

  it('needs an order', () => {
    const own = bySource(found(evaluate(study('nominal')).calibration).sources, 'm');
    expect(own).toMatchObject({ items: [], rankedProbabilityScore: { value: null, reason: 'not-ordered' } });
  });
});
