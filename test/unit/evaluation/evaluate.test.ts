import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../shared/evaluation/estimate.ts';
import { estimateSchema } from '../../../shared/evaluation/estimate-schema.ts';
import { evaluate, evaluationSteps } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationProgress } from '../../../shared/evaluation/evaluation-input.ts';
import { type EvaluationResults, evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import { sampleEvaluationInput } from '../../support/sample-evaluation-input.ts';
import {
  belief,
  bySource,
  constantSource,
  drawMany,
  drawnSource,
  found,
  smallStudy,
} from '../../support/small-study.ts';
import { copy, knownStudy } from '../../support/known-process.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aVariable } from '../../support/a-variable.ts';

const input = sampleEvaluationInput(200, 100);
const results = evaluate(input);

/** Every estimate in the results. */
function estimates(value: unknown): Estimate[] {
  const own = estimateSchema.safeParse(value);
  if (own.success) return [own.data];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(estimates) : [];
}

describe('an evaluation', () => {
  it('fits its schema after a trip through JSON', () => {
    const copy: unknown = JSON.parse(JSON.stringify(results));
    expect(evaluationResultsSchema.parse(copy)).toEqual(results);
  });

  it('is the same for the same input and another for another seed', () => {
    expect(JSON.stringify(evaluate(sampleEvaluationInput(200, 100)))).toBe(JSON.stringify(results));
    const other = evaluate({ ...input, settings: { ...input.settings, seed: 2 } });
    expect(other.likelihood.overall[0]?.negativeLogLikelihood.value).toBe(
      results.likelihood.overall[0]?.negativeLogLikelihood.value,
    );
    expect(other.likelihood.overall[0]?.negativeLogLikelihood.low).not.toBe(
      results.likelihood.overall[0]?.negativeLogLikelihood.low,
    );
  });

  it('gives every number an interval around it or a reason', () => {
    const all = estimates(results);
    expect(all.length).toBeGreaterThan(1000);
    const unexplained = all.filter(({ value, low, high, reason }) =>
      value === null || low === null || high === null ? reason === null : !(low <= value && value <= high),
    );
    expect(unexplained).toEqual([]);
  });

  it('defines every term that a block refers to', () => {
    const { likelihood, invalidMass, divergence, subgroupAlignment, heterogeneity, coherence, regressions } = results;
    const blocks = [
      likelihood,
      invalidMass,
      divergence,
      subgroupAlignment,
      heterogeneity,
      found(coherence),
      found(regressions),
      found(results.effects),
      found(results.calibration),
      found(results.distinguishability),
      found(results.verdicts),
      found(evaluate(knownStudy({ n: 60, rectification: 30, adapted: copy, bootstrap: 100 })).rectification),
    ];
    for (const id of blocks.flatMap((block) => block.definitions))
      expect(Object.keys(results.definitions)).toContain(id);
  });

  it('puts models and baselines through the same measures', () => {
    const ids = results.sources.map(({ id }) => id);
    expect(ids).toEqual([
      'base',
      'adapted',
      'baseline-pilot-marginal',
      'baseline-pilot-condition-marginal',
      'baseline-pilot-rows',
      'baseline-regularised-logit',
      'baseline-uniform',
    ]);
    const lists = [
      results.likelihood.overall,
      found(results.divergence.cells[0]).sources,
      found(results.heterogeneity.structures).sources,
      found(results.coherence).sources,
      found(results.regressions).overall,
      found(found(results.effects).contrasts[0]).sources,
      found(results.calibration).sources,
      found(results.distinguishability).sources,
    ];
    for (const list of lists) expect(list.map(({ source }) => source)).toEqual(ids);
  });

  it('reports progress phase by phase, never beyond the total', () => {
    const seen: EvaluationProgress[] = [];
    evaluate(input, { onProgress: (progress) => void seen.push(progress) });
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
      'baselines',
      'resampling',
      'fits',
      'regressions',
      'groups',
      'summary',
      'classifiers',
    ]);
    for (const { done, total } of seen) expect(done).toBeLessThanOrEqual(total);
  });

  it('rectifies in a phase of its own', () => {
    const phases: EvaluationProgress[] = [];
    const study = knownStudy({ n: 60, rectification: 30, adapted: copy, bootstrap: 100 });
    evaluate(study, { onProgress: (progress) => void phases.push(progress) });
    const own = phases.filter(({ phase }) => phase === 'rectification');
    expect(own.length).toBeGreaterThan(10);
    for (const { done, total } of own) expect(done).toBeLessThanOrEqual(total);
  });

  it('stops when it is cancelled', () => {
    const controller = new AbortController();
    let reports = 0;
    const run = () =>
      evaluate(input, {
        signal: controller.signal,
        onProgress: () => {
          reports++;
          if (reports === 8) controller.abort();
        },
      });
    expect(run).toThrowError(expect.objectContaining({ code: 'cancelled' }));
    expect(reports).toBe(8);
  });

  it('can be driven step by step with the same outcome', () => {
    const steps = evaluationSteps(input);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value).toEqual(results);
  });

  it('changes nothing when a source is added that does not matter to the others', () => {
    const { sources } = input;
    const more = evaluate({
      ...input,
      sources: [...sources, ...sources.slice(1).map((source) => ({ ...source, id: 'copy' }))],
    });
    const summary = (from: EvaluationResults) =>
      bySource(found(from.divergence.summary[0]).sources, 'adapted').jensenShannon.distance.value;
    expect(summary(more)).toBe(summary(results));
  });
});

describe('input that does not fit', () => {
  const study = smallStudy({
    items: [belief('b', 2)],
    human: [[0, 1, 0]],
    sources: [constantSource('m', 'base', 3, [[0.5, 0.5]])],
  });

  it('is refused with a code', () => {
    expect(() => evaluate({ ...study, n: 0 })).toThrowError(expect.objectContaining({ code: 'data-invalid' }));
    expect(() => evaluate({ ...study, items: [] })).toThrowError(expect.objectContaining({ code: 'data-invalid' }));
    expect(() => evaluate({ ...study, n: 4 })).toThrowError(expect.objectContaining({ code: 'internal' }));
    expect(() => evaluate({ ...study, sources: [...study.sources, ...study.sources] })).toThrowError(
      expect.objectContaining({ code: 'internal' }),
    );
  });

  it('names weights that cannot be used', () => {
    const weight = aVariable('w', { role: 'weight' });
    for (const values of [
      [0, 0, 0],
      [1, -1, 1],
    ]) {
      const weighted = smallStudy({
        items: [belief('b', 2)],
        human: [[0, 1, 0]],
        columns: [{ variable: weight, values }],
      });
      expect(() => evaluate(weighted)).toThrowError(/weights in w/);
    }
  });
});

describe('the headline', () => {
  const n = 300;
  const shares = [
    [0.6, 0.3, 0.1],
    [0.2, 0.2, 0.6],
  ];
  const human = shares.map((row, i) => drawMany(createRandom(1, i), row, n));
  const pilot = { answers: shares.map((row, i) => drawMany(createRandom(2, i), row, n)) };
  const base = constantSource('base', 'base', n, [
    [0.1, 0.1, 0.8],
    [0.8, 0.1, 0.1],
  ]);
  const weak = constantSource('weak', 'adapted', n, [
    [0.4, 0.3, 0.3],
    [0.4, 0.2, 0.4],
  ]);
  const items = [belief('a', 3), belief('b', 3)];

  it('says that a baseline predicts better and is closer when it does', () => {
    const { headline } = evaluate(smallStudy({ items, human, pilot, sources: [base, weak] }));
    const of = (id: string) => found(headline.find((entry) => entry.id === `${id}:weak`));
    expect(of('likelihood-against-base').finding).toBe('supports');
    expect(of('likelihood-against-baselines')).toMatchObject({ finding: 'contradicts' });
    expect(of('likelihood-against-baselines').text).toMatch(
      /predicts the held-out answers worse than the best baseline/,
    );
    expect(of('divergence-against-baselines').finding).toBe('contradicts');
    expect(of('divergence-against-baselines').text).toMatch(/farther from the humans than the closest baseline/);
  });

  it('leaves open what the interval of the difference leaves open', () => {
    const good = constantSource('good', 'adapted', n, shares);
    const { headline } = evaluate(smallStudy({ items, human, pilot, sources: [base, good] }));
    expect(headline.find((entry) => entry.id === 'divergence-against-baselines:good')?.finding).toBe('open');
  });

  it('is about the untuned model when there is no other', () => {
    const { headline } = evaluate(smallStudy({ items, human, pilot, sources: [base] }));
    expect(headline.length).toBeGreaterThan(2);
    expect(headline.every(({ id }) => id.endsWith(':base'))).toBe(true);
  });

  it('still speaks of a source without probabilities', () => {
    const drawn = drawnSource('drawn', 'adapted', [human, human]);
    const { headline } = evaluate(smallStudy({ items, human, pilot, sources: [base, drawn] }));
    expect(headline.map(({ about }) => about)).toContain('divergence');
    expect(headline.map(({ about }) => about)).not.toContain('likelihood');
  });
});
