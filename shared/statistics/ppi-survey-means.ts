import type { PpiArm } from './ppi-difference.ts';
import { type PpiEstimate, addVariances, comparePpi, tEstimate } from './ppi-estimate.ts';
import {
  type ClusterSums,
  type SurveyDesign,
  clusterLambda,
  clusterMoments,
  clusterSums,
  clusterVariances,
  meanContributions,
} from './ppi-survey.ts';
import { StatisticsError } from './statistics-error.ts';
import { weightedMean } from './weighted-mean.ts';

export type SurveyArm = PpiArm & { readonly survey: SurveyDesign };

/** What the clusters add to the estimate besides the estimate itself. */
export type SurveyPpi = PpiEstimate & { readonly sums: ClusterSums };

/**
 * Prediction-powered estimate of a mean, or of the difference of two (treated − reference), from samples with weights,
 * clusters or both: weighted means in place of means, variances of the linearised means from sums over clusters with the
 * factor G/(G − 1), and Student's t with G − 1 degrees of freedom. A cluster with people of both sets counts with the sum
 * of what they add, so that what they share is covered. Arms that share no cluster are independent; otherwise one sum over
 * both arms stands for a cluster. λ has the least variance by the same sums. λ = 0 is `svymean` of R's survey package.
 * Source: Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv 2311.01453, section 6, with the variances of Binder (1983),
 * Int. Stat. Rev. 51:279-292.
 *
 * @throws StatisticsError length-mismatch, empty-input, zero-total, out-of-range (fewer than two clusters in a set)
 */
export function ppiSurveyMeans(input: {
  /** The mean of one arm, or of the treated and then of the reference arm. */
  readonly arms: readonly [SurveyArm] | readonly [SurveyArm, SurveyArm];
  readonly lambda?: number;
  readonly level?: number;
}): SurveyPpi {
  const { arms, level = 0.95 } = input;
  const added = arms.map((arm, index) => contributionsOf(arm, index === 0 ? 1 : -1));
  const whole = clusterSums(joined(added));
  const [treated, reference] = added;
  const apart = treated !== undefined && reference !== undefined && !shareClusters(treated, reference);
  const parts = apart ? added.map(clusterSums) : [whole];
  const lambda = input.lambda ?? clusterLambda(parts.map((sums) => clusterMoments(sums, 1)));
  const variance = (weight: number) => addVariances(parts.flatMap((sums) => clusterVariances(sums, weight, 1)));
  const of = (mean: (arm: SurveyArm) => number): number =>
    arms.reduce((sum, arm, index) => sum + (index === 0 ? 1 : -1) * mean(arm), 0);
  const human = of((arm) => weightedMean(arm.human, toArray(arm.survey.labelled.weights)));
  const moved = of(
    ({ simulated, predicted, survey }) =>
      weightedMean(simulated, toArray(survey.unlabelled.weights)) -
      weightedMean(predicted, toArray(survey.labelled.weights)),
  );
  return {
    ...comparePpi({
      human: tEstimate(human, variance(0), level),
      rectified: tEstimate(human + lambda * moved, variance(lambda), level),
      lambda,
      humans: whole.humans,
      simulated: whole.simulated,
    }),
    sums: whole,
  };
}

function toArray(values: ArrayLike<number>): number[] {
  return Array.from(values);
}

type Added = Parameters<typeof clusterSums>[0];

function contributionsOf({ human, predicted, simulated, survey }: SurveyArm, sign: 1 | -1): Added {
  const { labelled, unlabelled } = survey;
  const fits =
    human.length === predicted.length &&
    labelled.weights.length === human.length &&
    labelled.clusters.length === human.length &&
    unlabelled.weights.length === simulated.length &&
    unlabelled.clusters.length === simulated.length;
  if (!fits) throw new StatisticsError('length-mismatch', 'answers, weights and clusters differ in number');
  const of = (values: readonly number[], weights: ArrayLike<number>): Float64Array =>
    meanContributions(values, weights).map((value) => sign * value);
  return {
    own: of(human, labelled.weights),
    twins: of(predicted, labelled.weights),
    others: of(simulated, unlabelled.weights),
    labelledClusters: labelled.clusters,
    unlabelledClusters: unlabelled.clusters,
  };
}

function joined(added: readonly Added[]): Added {
  const all = (of: (one: Added) => ArrayLike<number>): number[] => added.flatMap((one) => toArray(of(one)));
  return {
    own: all(({ own }) => own),
    twins: all(({ twins }) => twins),
    others: all(({ others }) => others),
    labelledClusters: all(({ labelledClusters }) => labelledClusters),
    unlabelledClusters: all(({ unlabelledClusters }) => unlabelledClusters),
  };
}

function shareClusters(a: Added, b: Added): boolean {
  const known = new Set([...toArray(a.labelledClusters), ...toArray(a.unlabelledClusters)]);
  return [b.labelledClusters, b.unlabelledClusters].some((clusters) => toArray(clusters).some((one) => known.has(one)));
}
