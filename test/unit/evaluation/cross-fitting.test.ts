import { describe, expect, it } from 'vitest';
import { averageTwins } from '../../../shared/evaluation/cross-fitting.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import { withoutSmallGroups } from '../../../shared/evaluation/small-cells.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { copy, drawAnswers, drawPeople, columnsOf, knownStudy, twinsOf } from '../../support/known-process.ts';
import { crossFittedReplication, trueTargets } from '../../support/rectified-replications.ts';
import { surveyedCrossFit } from '../../support/surveyed-replications.ts';
import { bySource, found } from '../../support/small-study.ts';

const block = crossFittedReplication({ humans: 100, twins: 300, folds: 4 }, 3);
const target = (id: string) => found(block.targets.find((own) => own.id === id));

describe('cross-fitted rectification', () => {
  it('names the folds with who trained and who was left out', () => {
    expect(block.folds).toEqual([1, 2, 3, 4].map(() => ({ trained: 75, rectified: 25 })));
    expect(block.humans).toBe(100);
    expect(block.failure).toBeNull();
  });

  it('corrects the humans with the twins that were left out, and holds the truth', () => {
    const mean = target('mean:b1');
    const own = bySource(mean.sources, 'adapted');
    expect(found(own.lambda)).toBeGreaterThan(0);
    const truth = found(trueTargets().get('mean:b1'));
    expect(found(own.rectified.low)).toBeLessThan(truth);
    expect(found(own.rectified.high)).toBeGreaterThan(truth);
    expect(found(own.widthRatio)).toBeLessThan(1);
  });

  it('has the regularised logit in the same folds as the predictor that costs nothing', () => {
    expect(target('mean:b1').sources.map(({ source }) => source)).toEqual(['adapted', 'baseline-regularised-logit']);
    const gain = found(block.summary.find(({ kind, source }) => kind === 'mean' && source === 'adapted'));
    expect(gain.baselineDifference).not.toBeNull();
  });

  it('takes weights, and clusters that its folds keep whole, and refuses to divide them', () => {
    const plan = { taken: 0.4, clusterSize: 6, across: false };
    const sizes = { humans: 32, twins: 80, folds: 4 };
    const own = surveyedCrossFit(plan, sizes, 3);
    expect(own.failure).toBeNull();
    const mean = found(own.targets.find(({ id }) => id === 'mean:b1'));
    expect(found(bySource(mean.sources, 'adapted').widthRatio)).toBeLessThan(1);
    const divided = surveyedCrossFit(plan, sizes, 3, (_, row) => row % 4);
    expect(divided).toMatchObject({ failure: { code: 'clusters' }, targets: [] });
  });

  it('is far from the narrow intervals of a model that rectifies the people it has memorised', () => {
    const memorised = crossFittedReplication({ humans: 100, twins: 300, folds: 1 }, 3);
    const width = (own: typeof block) =>
      found(bySource(found(own.targets.find(({ id }) => id === 'mean:b1')).sources, 'adapted').widthRatio);
    expect(width(memorised)).toBeLessThan(0.75 * width(block));
  });

  it('takes the mean of the adapters for the others, and all their draws', () => {
    const twins = (share: number) => ({
      probabilities: [Float64Array.of(share, 1 - share), null],
      draws: [[Int16Array.of(0), Int16Array.of(1)]],
    });
    const { probabilities, draws } = averageTwins([twins(0.2), twins(0.6)]);
    expect([...found(probabilities[0])].map((value) => Number(value.toFixed(12)))).toEqual([0.4, 0.6]);
    expect(probabilities[1]).toBeNull();
    expect(draws).toHaveLength(2);
  });

  it('is a block of the evaluation of a study that asks for it, and what coefficients are judged by', () => {
    const people = drawPeople(60, createRandom(5, 'pilot'));
    const answers = drawAnswers(people, copy, createRandom(5, 'answers'));
    const study = knownStudy({ n: 120, pilot: 0, adapted: copy, bootstrap: 100 });
    const others = twinsOf('adapted', copy, drawPeople(120, createRandom(1, 'known-process')));
    const folds = 3;
    const results = evaluate({
      ...study,
      crossFitted: {
        n: 60,
        frame: columnsOf(people),
        answers,
        folds,
        foldOf: Int16Array.from(people, (_, row) => row % folds),
        sources: [{ id: 'adapted', labelled: twinsOf('adapted', copy, people), unlabelled: [others, others, others] }],
      },
    });
    evaluationResultsSchema.parse(results);
    expect(results.rectification).toBeUndefined();
    expect(found(results.crossFit).folds).toHaveLength(folds);
    const verdict = found(
      results.verdicts?.verdicts.find(
        ({ purpose, source }) => purpose === 'coefficient-inference' && source === 'adapted',
      ),
    );
    expect(verdict.units.length).toBeGreaterThan(0);
    expect(verdict.reasons.join(' ')).toContain('the 60 of pilot-train, who also tuned the model: 3 folds');
    const few = withoutSmallGroups(results, 40).results;
    expect(found(few.crossFit).targets.every(({ nLeast }) => nLeast >= 40)).toBe(true);
    expect(found(results.definitions['cross-fitting']).citation).toContain('Zrnic');
  });
});
