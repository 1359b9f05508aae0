import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationInput, RectificationRows } from '../../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../../shared/evaluation/prepare.ts';
import type { RectificationBlock } from '../../../shared/evaluation/rectification-results.ts';
import { rectify } from '../../../shared/evaluation/rectification.ts';
import { ppiMean } from '../../../shared/statistics/ppi-mean.ts';
import { clusterSums, equivalentOthers } from '../../../shared/statistics/ppi-survey.ts';
import { surveyMeans } from '../../../shared/statistics/survey-means.ts';
import type { Frame } from '../../../shared/statistics/types.ts';
import { aVariable } from '../../support/a-variable.ts';
import { contrary, copy, knownStudy, stranger, useless } from '../../support/known-process.ts';
import { rectifiedReplication, trueTargets } from '../../support/rectified-replications.ts';
import { surveyedStudy } from '../../support/surveyed-replications.ts';
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

const plan = { taken: 0.4, clusterSize: 6, across: false };

function counted<Value>(n: number, of: (row: number) => Value): Value[] {
  return Array.from({ length: n }, (_, row) => of(row));
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

  it('says so when nobody was simulated, or nobody is there', () => {
    expect(rectified({ ...input, rectification: { ...rows, sources: [] } }).failure?.code).toBe('no-twins');
    const nobody = { n: 0, frame: {}, answers: rows.answers.map(() => new Int16Array(0)), sources: rows.sources };
    expect(rectified({ ...input, rectification: nobody }).failure?.code).toBe('no-respondents');
  });
});

describe('a study with weights or clusters', () => {
  const study = surveyedStudy(copy, plan, { humans: 40, twins: 80 }, 1);
  const { rectification: rows } = study;
  const surveyed = rectified(study);
  const weightsOf = (frame: Frame): number[] => found(frame['weight']).map(Number);
  const clustersOf = (frame: Frame): number[] => {
    const known = [...new Set(found(frame['village']))];
    return found(frame['village']).map((value) => known.indexOf(value));
  };

  it('has the weighted mean of the humans with the error by cluster, and is rectified by the weighted twins', () => {
    const scores = (answers: Int16Array) => Array.from(answers, (answer) => answer + 1);
    const expected = surveyMeans([
      {
        values: scores(found(rows.answers[0])),
        survey: { weights: weightsOf(rows.frame), clusters: clustersOf(rows.frame) },
      },
    ]);
    const own = target(surveyed, 'mean:b1');
    expect(own.human.value).toBeCloseTo(expected.estimate, 12);
    expect(own.human.low).toBeCloseTo(expected.interval.low, 12);
    const [twins] = own.sources;
    expect(found(twins).lambda).toBeGreaterThan(0.3);
    expect(found(twins).widthRatio).toBeLessThan(0.95);
    const check = surveyMeans([
      {
        values: scores(found(study.items[0]).human),
        survey: { weights: weightsOf(study.frame), clusters: clustersOf(study.frame) },
      },
    ]);
    expect(own.check.value).toBeCloseTo(check.estimate, 12);
    expect(own.checkStandardError).toBeCloseTo(check.standardError, 12);
  });

  it('covers the same targets as one without', () => {
    expect(surveyed.failure).toBeNull();
    expect(surveyed.failedRegressions).toEqual([]);
    expect(surveyed.targets.filter(({ kind }) => kind === 'coefficient')).toHaveLength(7);
    for (const { human, sources } of surveyed.targets) {
      expect(found(human.high)).toBeGreaterThan(found(human.value));
      expect(found(sources[0]?.rectified.value)).toBeTypeOf('number');
    }
  });

  it('has larger errors than if people were independent and counted alike, on average over samples', () => {
    const ratios = Array.from({ length: 15 }, (_, seed) => {
      const own = surveyedStudy(copy, plan, { humans: 40, twins: 80 }, seed + 1);
      const error = (one: EvaluationInput) => found(target(rectified(one), 'mean:b1').standardError);
      return error(own) / error({ ...own, codebook: input.codebook });
    });
    // Weights alone make the variance 1.22 times as large here.
    expect(ratios.reduce((sum, ratio) => sum + ratio / ratios.length, 0)).toBeGreaterThan(1.1);
  });

  it('has the numbers of a simple sample where weights are equal and clusters are single people', () => {
    const simple = rectified({
      ...input,
      codebook: {
        variables: [
          ...input.codebook.variables,
          aVariable('weight', { role: 'weight' }),
          aVariable('village', { role: 'cluster' }),
        ],
      },
      frame: { ...input.frame, weight: counted(input.n, () => 2), village: counted(input.n, (row) => row) },
      rectification: {
        ...found(input.rectification),
        frame: {
          ...found(input.rectification).frame,
          weight: counted(found(input.rectification).n, () => 3),
          village: counted(found(input.rectification).n, (row) => 1000 + row),
        },
      },
    });
    const numbersOf = ({ targets }: RectificationBlock) =>
      targets.map(({ human, sources }) => ({ human, sources: sources.map((own) => ({ ...own, z: null })) }));
    expect(numbersOf(simple)).toEqual(numbersOf(block));
  });

  it('leaves out people without a weight', () => {
    const half = (frame: Frame): Frame => ({
      ...frame,
      weight: found(frame['weight']).map((value, row) => (row % 2 === 0 ? value : null)),
    });
    const fewer = rectified({
      ...study,
      frame: half(study.frame),
      rectification: { ...rows, frame: half(rows.frame) },
    });
    const { nLeast, nCheck } = { nLeast: target(fewer, 'mean:b1').nLeast, nCheck: target(fewer, 'mean:b1').check.n };
    expect([nLeast, nCheck]).toEqual([Math.ceil(rows.n / 2), Math.ceil(study.n / 2)]);
  });

  it('gives no interval from fewer than ten clusters, and says so', () => {
    const few = rectified(surveyedStudy(copy, { ...plan, clusterSize: 12 }, { humans: 8, twins: 30 }, 1));
    expect(target(few, 'mean:b1').human).toMatchObject({ value: null, reason: 'too-few-clusters' });
    expect(few.failedRegressions[0]?.text).toMatch(/at least 10 clusters/);
  });

  it('counts twins as the independent ones that they are worth', () => {
    const people = { own: [1, -2, 1, 0, 2], twins: [1, -1, 0, -1, 1], labelledClusters: [0, 1, 2, 3, 4] };
    const others = [1, -1, 0.5, -0.5, 0, 2, -2, 0];
    const single = clusterSums({ ...people, others, unlabelledClusters: others.map((_, place) => 10 + place) });
    // The same people three times over, each a cluster, add a third of what one of three times as many would.
    const copies = clusterSums({
      ...people,
      others: others.flatMap((value) => [value / 3, value / 3, value / 3]),
      unlabelledClusters: others.flatMap((_, place) => [10 + place, 10 + place, 10 + place]),
    });
    expect(copies.simulated).toBe(3 * single.simulated);
    expect(equivalentOthers(copies, 1)).toBeCloseTo(equivalentOthers(single, 1), 12);
    const gain = found(surveyed.summary.find(({ kind }) => kind === 'mean'));
    expect(found(gain.equivalentTwins)).toBeGreaterThan(0.5 * study.n);
    expect(found(gain.equivalentTwins)).toBeLessThan(2 * study.n);
    expect(block.summary.every(({ equivalentTwins }) => equivalentTwins === undefined)).toBe(true);
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
