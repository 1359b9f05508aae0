import { afterAll, describe, expect, test } from 'vitest';
import type { PpiEstimate } from '../../shared/statistics/ppi-estimate.ts';
import { ppiLogit, ppiOls } from '../../shared/statistics/ppi-regression.ts';
import type { SurveyDesign } from '../../shared/statistics/ppi-survey.ts';
import { type SurveyArm, ppiSurveyMeans } from '../../shared/statistics/ppi-survey-means.ts';
import reference from './prediction-powered-survey.json' with { type: 'json' };
import { found } from '../support/small-study.ts';
import { relativeError } from './relative-error.ts';

type Case = (typeof reference.cases)[number];
type Sample = (typeof reference.samples)[number];
type People = Sample['human'];

const worst = new Map<string, number>();
afterAll(() => {
  const words = [...worst].map(([kind, error]) => `${kind} ${error.toExponential(1)}`);
  console.log(`Largest relative error against R: ${words.join(', ')}`);
});

function pick(values: readonly number[] | undefined, rows: readonly number[]): number[] {
  return rows.map((row) => values?.[row] ?? Number.NaN);
}

function designOf(human: People, others: People, rows: readonly number[], far: readonly number[]): SurveyDesign {
  return {
    labelled: { weights: pick(human.w, rows), clusters: pick(human.cl, rows) },
    unlabelled: { weights: pick(others.w, far), clusters: pick(others.cl, far) },
  };
}

/** Arms are the group, within clusters, or whole clusters. */
function armOf({ human, others }: Sample, arms: string | null, value: number): SurveyArm {
  const valueOf = (people: People, row: number): number | undefined =>
    arms === 'within' ? people.group[row] : (people.cl[row] ?? 0) % 2;
  const rowsOf = (people: People): number[] =>
    people.y.flatMap((_, row) => (arms === null || valueOf(people, row) === value ? [row] : []));
  const rows = rowsOf(human);
  const far = rowsOf(others);
  return {
    human: pick(human.y, rows),
    predicted: pick(human.f, rows),
    simulated: pick(others.f, far),
    survey: designOf(human, others, rows, far),
  };
}

function regressionOf(c: Case, { human, others }: Sample) {
  const x = ({ group, belief }: People) => Float64Array.from(group.flatMap((own, row) => [1, own, belief[row] ?? 0]));
  const [response, predicted] = c.kind === 'ols' ? (['y', 'f'] as const) : (['z', 'p'] as const);
  return (c.kind === 'ols' ? ppiOls : ppiLogit)({
    human: {
      x: x(human),
      n: human.y.length,
      p: 3,
      y: Float64Array.from(human[response]),
      predicted: Float64Array.from(human[predicted]),
    },
    simulated: { x: x(others), n: others.y.length, p: 3, predicted: Float64Array.from(others[predicted]) },
    survey: designOf(human, others, [...human.y.keys()], [...others.y.keys()]),
    ...(c.lambda === null ? {} : { lambda: c.lambda }),
  });
}

function estimatesOf(c: Case): readonly PpiEstimate[] {
  const sample = found(reference.samples.find(({ name }) => name === c.sample));
  const lambda = c.lambda === null ? {} : { lambda: c.lambda };
  if (c.kind === 'mean') return [ppiSurveyMeans({ arms: [armOf(sample, null, 1)], ...lambda })];
  if (c.kind === 'difference')
    return [ppiSurveyMeans({ arms: [armOf(sample, c.arms, 1), armOf(sample, c.arms, 0)], ...lambda })];
  return regressionOf(c, sample);
}

describe('rectified estimates with weights and clusters agree with R', () => {
  for (const c of reference.cases) {
    const weight = c.lambda === null ? 'λ tuned' : `λ = ${c.lambda}`;
    const arms = c.arms === null ? '' : `, arms ${c.arms} clusters`;
    test(`${c.kind}, ${c.sample}${arms}: ${weight}`, () => {
      const estimates = estimatesOf(c);
      expect(estimates).toHaveLength(c.results.length);
      c.results.forEach((expected, j) => {
        const own = estimates[j];
        const error = Math.max(
          relativeError(own?.human.estimate, expected.surveyEstimate),
          relativeError(own?.human.estimate, expected.sandwichEstimate),
          relativeError(own?.human.standardError, expected.sandwichSe),
          relativeError(own?.human.standardError, expected.surveySe),
          relativeError(own?.lambda, expected.lambda),
          relativeError(own?.human.estimate, expected.humanEstimate),
          relativeError(own?.human.standardError, expected.humanSe),
          relativeError(own?.human.interval.low, expected.humanInterval[0] ?? Number.NaN),
          relativeError(own?.human.interval.high, expected.humanInterval[1] ?? Number.NaN),
          relativeError(own?.rectified.estimate, expected.estimate),
          relativeError(own?.rectified.standardError, expected.se),
          relativeError(own?.rectified.interval.low, expected.interval[0] ?? Number.NaN),
          relativeError(own?.rectified.interval.high, expected.interval[1] ?? Number.NaN),
          relativeError(own?.effectiveSampleSize, expected.effective),
        );
        worst.set(c.kind, Math.max(worst.get(c.kind) ?? 0, error));
        expect(error).toBeLessThan(c.kind === 'logit' ? 1e-6 : 1e-8);
      });
    });
  }
});
