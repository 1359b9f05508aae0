import { describe, expect, it } from 'vitest';
import { answerScores } from '../../../shared/evaluation/answer-scores.ts';
import { treatmentsOf } from '../../../shared/evaluation/arms.ts';
import { createAssociations } from '../../../shared/evaluation/associations.ts';
import { blockCount, createBlocks, largestFullDraw, rowsOfThinned } from '../../../shared/evaluation/blocks.ts';
import { createCalibration } from '../../../shared/evaluation/calibration.ts';
import { applyRule, createCoherence } from '../../../shared/evaluation/coherence.ts';
import { createDivergence, readDivergence } from '../../../shared/evaluation/divergence.ts';
import { createGroupScores } from '../../../shared/evaluation/effects.ts';
import { createInvalidMass } from '../../../shared/evaluation/invalid-mass.ts';
import { createLikelihood } from '../../../shared/evaluation/likelihood.ts';
import type { Measure } from '../../../shared/evaluation/measure.ts';
import { type Prepared, prepare } from '../../../shared/evaluation/prepare.ts';
import { createResampler } from '../../../shared/evaluation/resample.ts';
import { runMeasures } from '../../../shared/evaluation/run-measures.ts';
import { createScoreMeans } from '../../../shared/evaluation/score-means.ts';
import { createStructureMeasures } from '../../../shared/evaluation/structure-measures.ts';
import { numberStructures, orderStructures } from '../../../shared/evaluation/structures.ts';
import { thinned } from '../../../shared/evaluation/thinned.ts';
import { createVariance } from '../../../shared/evaluation/variance.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aVariable } from '../../support/a-variable.ts';
import { sampleEvaluationInput } from '../../support/sample-evaluation-input.ts';
import { belief, drawMany, drawnSource, found, smallStudy } from '../../support/small-study.ts';

const shares = [0.1, 0.2, 0.4, 0.2, 0.1];

/** One belief, a subgroup of 80 people and twins of two seeds that copy the process. */
function study(n: number, bootstrap = 400): Prepared {
  const random = createRandom(4, 'rows');
  const group = belief('g', 2, { role: 'persona', scale: 'nominal' });
  const values = Array.from({ length: n }, (_, row) => (row % Math.floor(n / 80) === 0 ? '1' : '2'));
  const answers = () => [drawMany(random, shares, n)];
  const source = drawnSource('copy', 'adapted', [answers(), answers()]);
  const input = smallStudy({
    items: [belief('b', 5)],
    human: answers(),
    columns: [{ variable: group, values }],
    subgroups: ['g'],
    sources: [source],
    bootstrap,
  });
  return prepare(input, [source]);
}

function clustered(n: number, clusters: number) {
  return { n, clusters, clusterOf: Int32Array.from({ length: n }, (_, row) => row % clusters) };
}

describe('blocks of a large sample', () => {
  it('hold everybody once and never part a cluster', () => {
    const rows = clustered(9000, 3000);
    const blocks = createBlocks(rows, 1);
    expect(blocks?.count).toBe(blockCount);
    expect([...(blocks?.members ?? [])].sort((a, b) => a - b)).toEqual(Array.from({ length: 9000 }, (_, row) => row));
    const blockOfCluster = new Map(Array.from(rows.clusterOf, (cluster, row) => [cluster, blocks?.blockOf[row]]));
    rows.clusterOf.forEach((cluster, row) => expect(blocks?.blockOf[row]).toBe(blockOfCluster.get(cluster)));
    const sizes = Array.from({ length: blockCount }, (_, b) => (blocks?.starts[b + 1] ?? 0) - (blocks?.starts[b] ?? 0));
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([18, 18]);
  });

  it('are the clusters where these are few, and absent up to the documented size', () => {
    expect(createBlocks(clustered(9000, 40), 1)?.count).toBe(40);
    expect(createBlocks(clustered(largestFullDraw, largestFullDraw), 1)).toBeNull();
  });

  it('are drawn as often as there are blocks, with all their people', () => {
    const prepared = study(20_000);
    const resampler = createResampler(prepared);
    resampler.original(0);
    for (const index of [0, 1, 2]) {
      const { units, people } = resampler.draw(index);
      expect(units.multiplicity.reduce((sum, times) => sum + times, 0)).toBe(blockCount);
      const { multiplicity, rows, rowCount } = people();
      expect(multiplicity.reduce((sum, times) => sum + times, 0)).toBe(20_000);
      expect([...rows.subarray(0, rowCount)].every((row) => (multiplicity[row] ?? 0) > 0)).toBe(true);
      const blockOf = prepared.blocks?.blockOf ?? new Int32Array(0);
      expect(multiplicity.every((times, row) => times === units.multiplicity[blockOf[row] ?? 0])).toBe(true);
    }
  });

  it('are not needed to fit classifiers, which see a part of a large sample only', () => {
    const few = study(300);
    expect(thinned(few)).toBe(few);
    expect(thinned(study(20_000)).n).toBe(rowsOfThinned);
  });
});

function finish<Result>(steps: Generator<number, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function spread(draws: Float64Array): number {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  return Math.sqrt(draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length);
}

function median(draws: Float64Array): number {
  return draws.slice().sort()[Math.floor(draws.length / 2)] ?? Number.NaN;
}

/** Standard errors of means and medians of noise ceilings, of everybody and of the subgroup of 80. */
function resampled(prepared: Prepared) {
  const everybody = { levels: 1, levelOf: new Int32Array(prepared.n) };
  const groups = { levels: 2, levelOf: prepared.groupings[0]?.levelOf ?? new Int32Array(0) };
  const means = createScoreMeans(prepared, answerScores(prepared.items), [everybody, groups]);
  const divergence = createDivergence(prepared);
  const run = finish(runMeasures(prepared, createResampler(prepared), [means.measure, divergence]));
  const errorOf = (partition: number, side: number) =>
    spread(means.mean(run.of(means.measure), partition, 0, 0, side).draws);
  const reader = readDivergence(prepared, run.of(divergence));
  const ceilingOf = (n: number) =>
    median(
      reader.ceiling(
        reader.cells.findIndex((cell) => cell.n === n),
        'two',
        'jensenShannon',
      ),
    );
  return {
    everybody: errorOf(0, 0),
    twins: errorOf(0, 1),
    subgroup: errorOf(1, 0),
    twinsOfSubgroup: errorOf(1, 1),
    ceiling: ceilingOf(prepared.n),
    ceilingOfSubgroup: ceilingOf(80),
  };
}

describe('draws of blocks', () => {
  it('give the standard errors and noise ceilings of the full bootstrap, for everybody and for 80 of 8,000', () => {
    const prepared = study(8000, 1000);
    const inBlocks = resampled(prepared);
    const one = resampled({ ...prepared, blocks: null });
    for (const [name, value] of Object.entries(one)) {
      const own = Object.entries(inBlocks).find(([other]) => other === name)?.[1] ?? Number.NaN;
      // 1,000 draws know a standard error to 2.2 % and 500 blocks to 3.2 %.
      expect(Math.abs(Math.log(own / value)), name).toBeLessThan(0.14);
    }
    expect(inBlocks.subgroup / inBlocks.everybody).toBeGreaterThan(8);
  });
});

/** A study with missing answers, nominal items, design weights (some of them 0) and clusters. */
function weightedStudy(n: number): Prepared {
  const input = sampleEvaluationInput(n, 2);
  const variables = [
    ...input.codebook.variables,
    aVariable('w', { role: 'weight', scale: 'interval' }),
    aVariable('village', { role: 'cluster', scale: 'nominal' }),
  ];
  const rows = Array.from({ length: n }, (_, row) => row);
  const frame = { ...input.frame, w: rows.map((row) => (row * 7) % 5), village: rows.map((row) => String(row % 2500)) };
  return prepare({ ...input, codebook: { variables }, frame }, input.sources);
}

function measuresOf(prepared: Prepared): Readonly<Record<string, Measure>> {
  const { codebook, frame, rule } = prepared.input;
  const calibration = finish(createCalibration(prepared));
  const associations = found(finish(createAssociations(prepared)));
  const treatments = treatmentsOf(codebook, [frame]);
  const structures = found(numberStructures(prepared));
  return {
    divergence: createDivergence(prepared),
    likelihood: createLikelihood(prepared),
    invalidMass: createInvalidMass(prepared),
    variance: createVariance(prepared),
    groups: createGroupScores(prepared, answerScores(prepared.items), treatments).means.measure,
    curve: calibration.curve,
    ranked: calibration.ranked,
    pairs: associations.pairMeasure,
    slopes: associations.slopes.measure,
    structures: createStructureMeasures(prepared, structures, orderStructures(prepared, structures)),
    coherence: createCoherence(prepared, applyRule(prepared, found(rule))),
  };
}

function points(prepared: Prepared): Readonly<Record<string, number[]>> {
  const measures = measuresOf(prepared);
  const run = finish(runMeasures(prepared, createResampler(prepared), Object.values(measures)));
  return Object.fromEntries(
    Object.entries(measures).map(([name, measure]) => [
      name,
      Array.from({ length: measure.size }, (_, index) => run.of(measure).point(index)),
    ]),
  );
}

describe('sums by block', () => {
  it('add up to the estimates of everybody, with design weights, clusters and missing answers', () => {
    const prepared = weightedStudy(6000);
    expect(prepared.blocks?.count).toBe(blockCount);
    const one = points({ ...prepared, blocks: null });
    for (const [name, values] of Object.entries(points(prepared))) {
      const expected = found(one[name]);
      expect(values.length).toBe(expected.length);
      values.forEach((value, index) => {
        const other = expected[index] ?? Number.NaN;
        const close = Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(other));
        if (!close && !(Number.isNaN(value) && Number.isNaN(other))) expect(value, `${name} ${index}`).toBe(other);
      });
    }
  });
});
