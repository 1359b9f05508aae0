import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationInput, RectificationRows } from '../../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../../shared/evaluation/prepare.ts';
import type { RectificationBlock } from '../../../shared/evaluation/rectification-results.ts';
import { rectify } from '../../../shared/evaluation/rectification.ts';
import { ppiMean } from '../../../shared/statistics/ppi-mean.ts';
import { aVariable } from '../../support/a-variable.ts';
import { contrary, copy, knownStudy, stranger, useless } from '../../support/known-process.ts';
import { rectifiedReplication, trueTargets } from '../../support/rectified-replications.ts';
import { belief, bySource, constantSource, found, smallStudy } from '../../support/small-study.ts';

function rectified(input: EvaluationInput): RectificationBlock {
  const steps = rectify(prepare(input, input.sources), found(input.rectification));
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function target(block: RectificationBlock, id: string) {
  return found(
    block.targets.find((entry) => entry.id === id),
    `target ${id}`,
  );
}

const input = knownStudy({ n: 300, rectification: 120, pilot: 0, adapted: copy, bootstrap: 100 });
const block = rectified(input);

describe('rectified estimates', () => {
  it('of a mean agree with the formula on expected scores', () => {
    const rows = found(input.rectification);
    const scoresOf = (probabilities: Float64Array | null | undefined, n: number) =>
      Array.from({ length: n }, (_, row) =>
        [1, 2, 3, 4, 5].reduce((sum, score, k) => sum + score * (probabilities?.[row * 5 + k] ?? 0), 0),
      );
    const expected = ppiMean({
      human: Array.from(rows.answers[0] ?? [], (answer) => answer + 1),
      predicted: scoresOf(rows.sources[0]?.probabilities[0], rows.n),
      simulated: scoresOf(input.sources[0]?.probabilities[0], input.n),
    });
    const own = bySource(target(block, 'mean:b1').sources, 'adapted');
    expect(own.rectified.value).toBeCloseTo(expected.rectified.estimate, 12);
    expect(own.lambda).toBeCloseTo(expected.lambda, 12);
    expect(own.effectiveSampleSize).toBeCloseTo(expected.effectiveSampleSize, 9);
    expect(own.worth).toBeCloseTo(expected.effectiveSampleSize - rows.n, 9);
    const widthOf = ({ interval }: { interval: { low: number; high: number } }) => interval.high - interval.low;
    expect(own.widthRatio).toBeCloseTo(widthOf(expected.rectified) / widthOf(expected.human), 12);
  });

  it('cover every mean, effect and coefficient', () => {
    expect(block.targets.map(({ id }) => id)).toEqual([
      ...['b1', 'b2', 'b3', 'acts'].map((item) => `mean:${item}`),
      ...['x', 'y'].flatMap((arm) => ['b1', 'b2', 'b3', 'acts'].map((item) => `effect:${arm}=1:${item}`)),
      ...['(Intercept)', 'x', 'y'].map((term) => `coefficient:First belief:${term}`),
    ]);
    expect(block.summary.map(({ kind, targets }) => [kind, targets])).toEqual([
      ['mean', 4],
      ['effect', 8],
      ['coefficient', 2],
    ]);
  });

  it('take one share per option of a nominal item', () => {
    const items = [belief('n', 3, { scale: 'nominal' })];
    const human = [Array.from({ length: 40 }, (_, row) => row % 3)];
    const shares = [[0.2, 0.3, 0.5]];
    const study = smallStudy({ items, human, sources: [constantSource('m', 'base', 40, shares)] });
    const { probabilities, draws } = constantSource('m', 'base', 30, shares);
    const answers = [Int16Array.from({ length: 30 }, (_, row) => (row < 15 ? 0 : 1))];
    const rows: RectificationRows = { n: 30, frame: {}, answers, sources: [{ id: 'm', probabilities, draws }] };
    const result = rectified({ ...study, rectification: rows });
    expect(result.targets.map(({ id, human: own }) => [id, own.value])).toEqual([
      ['share:n=1', 0.5],
      ['share:n=2', 0.5],
      ['share:n=3', 0],
    ]);
    // Nobody chose the third option, so there is nothing to shorten.
    expect(target(result, 'share:n=3').sources[0]).toMatchObject({ widthRatio: null, worth: null });
  });

  it('never read the answers of the evaluation humans, which stand beside as the check', () => {
    const shuffled = {
      ...input,
      items: input.items.map(({ variable, human }) => ({ variable, human: human.slice().reverse() })),
    };
    const other = rectified(shuffled);
    for (const [index, { human, sources, check }] of block.targets.entries()) {
      const own = other.targets[index];
      expect(own?.human).toEqual(human);
      expect(own?.sources.map(({ rectified: value, lambda }) => [value, lambda])).toEqual(
        sources.map(({ rectified: value, lambda }) => [value, lambda]),
      );
      if (own?.kind === 'effect') expect(own.check.value).not.toBe(check.value);
    }
  });

  it('use the twins of those who answered, on both sides', () => {
    const missing = (column: Int16Array) => column.map((answer, row) => (row % 4 === 0 ? -1 : answer));
    const rows = found(input.rectification);
    const gaps = rectified({
      ...input,
      items: input.items.map(({ variable, human }) => ({ variable, human: missing(human) })),
      rectification: { ...rows, answers: rows.answers.map(missing) },
    });
    expect(target(gaps, 'mean:b1').human.n).toBe(90);
    expect(target(gaps, 'coefficient:First belief:x').human.n).toBe(90);
    expect(target(gaps, 'mean:b1').check.n).toBe(225);
  });

  it('are not given for arms of fewer than ten humans', () => {
    const rows = found(input.rectification);
    const x = Array.from({ length: rows.n }, (_, row) => (row < 6 ? '1' : '0'));
    const few = rectified({ ...input, rectification: { ...rows, frame: { ...rows.frame, x } } });
    expect(target(few, 'effect:x=1:b1')).toMatchObject({
      human: { value: null, reason: 'too-few-respondents' },
      sources: [{ rectified: { value: null }, lambda: null, worth: null, z: null }],
      nLeast: 6,
    });
    expect(target(few, 'effect:y=1:b1').sources[0]?.rectified.value).not.toBeNull();
  });

  it('name the regressions that the humans cannot carry', () => {
    const rows = found(input.rectification);
    const g = Array.from({ length: rows.n }, () => '0');
    const regressions = [{ name: 'Flat', model: 'ols', formula: 'b1 ~ x + g', covariance: 'HC1' }] as const;
    const flat = rectified({ ...input, regressions, rectification: { ...rows, frame: { ...rows.frame, g } } });
    expect(flat.targets.some(({ kind }) => kind === 'coefficient')).toBe(false);
    expect(flat.failedRegressions).toMatchObject([{ regression: 'Flat', source: 'adapted' }]);
    expect(flat.failedRegressions[0]?.text).toMatch(/collinear/);
  });
});

describe('a study that cannot be rectified', () => {
  const rows = found(input.rectification);

  it('has no block when there are no rectification humans', () => {
    const results = evaluate({ ...input, rectification: null });
    expect(results.rectification).toBeUndefined();
    expect(Object.keys(results)).not.toContain('rectification');
  });

  it('says so with a reason when it has weights or clusters', () => {
    for (const [role, code] of [
      ['weight', 'weights'],
      ['cluster', 'clusters'],
    ] as const) {
      const variable = aVariable('w', { role });
      const values = (n: number) => Array.from({ length: n }, (_, row) => 1 + (row % 3));
      const refused = rectified({
        ...input,
        codebook: { variables: [...input.codebook.variables, variable] },
        frame: { ...input.frame, w: values(input.n) },
        rectification: { ...rows, frame: { ...rows.frame, w: values(rows.n) } },
      });
      expect(refused).toMatchObject({ failure: { code }, targets: [], summary: [] });
    }
  });

  it('accepts clusters of one respondent each', () => {
    const own = rectified({
      ...input,
      codebook: { variables: [...input.codebook.variables, aVariable('c', { role: 'cluster' })] },
      frame: { ...input.frame, c: Array.from({ length: input.n }, (_, row) => row) },
      rectification: { ...rows, frame: { ...rows.frame, c: Array.from({ length: rows.n }, (_, row) => 1000 + row) } },
    });
    expect(own.failure).toBeNull();
  });

  it('says so when nobody was simulated, or nobody is there', () => {
    expect(rectified({ ...input, rectification: { ...rows, sources: [] } }).failure?.code).toBe('no-twins');
    const nobody = { n: 0, frame: {}, answers: rows.answers.map(() => new Int16Array(0)), sources: rows.sources };
    expect(rectified({ ...input, rectification: nobody }).failure?.code).toBe('no-respondents');
  });
});

describe('over replications of a process whose truth is known', () => {
  const runs = 200;
  const truth = trueTargets();
  const standardError = Math.sqrt((0.95 * 0.05) / runs);

  function replicate(simulator: typeof copy) {
    const tallies = new Map<string, { covered: number; lambda: number; ratio: number; widest: number }>();
    for (let seed = 1; seed <= runs; seed++) {
      for (const { id, sources } of rectifiedReplication(simulator, { humans: 120, twins: 360 }, seed).targets) {
        const own = found(sources[0]);
        const value = found(truth.get(id), `truth of ${id}`);
        const tally = tallies.get(id) ?? { covered: 0, lambda: 0, ratio: 0, widest: 0 };
        const { low, high } = own.rectified;
        if (found(low) <= value && value <= found(high)) tally.covered += 1;
        tally.lambda += found(own.lambda) / runs;
        tally.ratio += found(own.widthRatio) / runs;
        tally.widest = Math.max(tally.widest, found(own.widthRatio));
        tallies.set(id, tally);
      }
    }
    return tallies;
  }

  it('covers the truth as often as promised although the simulated effects have the wrong sign', () => {
    for (const [id, { covered }] of replicate(contrary)) {
      expect(covered / runs, id).toBeGreaterThan(0.95 - 4 * standardError);
    }
  });

  it('ignores twins that answer for somebody else, and is then hardly wider', () => {
    const tallies = replicate(stranger);
    for (const [id, { covered, lambda, ratio, widest }] of tallies) {
      expect(covered / runs, id).toBeGreaterThan(0.95 - 4 * standardError);
      expect(lambda, id).toBeLessThan(0.12);
      expect(ratio, id).toBeLessThan(1.005);
      expect(widest, id).toBeLessThan(1.1);
    }
  });

  it('gives a weight of 0 to twins that all answer alike', () => {
    const { targets } = rectifiedReplication(useless, { humans: 120, twins: 360 }, 1);
    for (const { kind, sources } of targets) {
      if (kind !== 'coefficient') expect(sources[0]).toMatchObject({ lambda: 0, widthRatio: 1, worth: 0 });
    }
  });

  it('shortens the intervals of a copy of the process, and says by how many humans', () => {
    const { summary } = rectifiedReplication(copy, { humans: 120, twins: 360 }, 1);
    const means = found(summary.find(({ kind }) => kind === 'mean'));
    expect(found(means.widthRatio.high)).toBeLessThan(0.85);
    expect(found(means.worth.low)).toBeGreaterThan(30);
  });
});
