import { type TEstimate, addVariances, tEstimate } from './ppi-estimate.ts';
import type { KnownVariance } from './ppi-estimate.ts';
import { type SurveySide, meanContributions } from './ppi-survey.ts';
import { StatisticsError } from './statistics-error.ts';
import { weightedMean } from './weighted-mean.ts';

export type SurveySample = { readonly values: readonly number[]; readonly survey: SurveySide };

/**
 * Weighted mean of one sample, or the first minus the second, with the linearised variance of sums over clusters,
 * G/(G − 1)·ΣT², and Student's t with G − 1 degrees of freedom (n clusters of one person without others). Two samples that
 * share no cluster are independent, with the degrees of freedom of Satterthwaite; otherwise a cluster's sum goes over both.
 * Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, section 5.5; `svymean` of R's survey package.
 *
 * @throws StatisticsError empty-input, length-mismatch, zero-total, out-of-range (fewer than two clusters)
 */
export function surveyMeans(
  samples: readonly [SurveySample] | readonly [SurveySample, SurveySample],
  level = 0.95,
): TEstimate {
  let value = 0;
  const sums = samples.map(({ values, survey }, index) => {
    const sign = index === 0 ? 1 : -1;
    value += sign * weightedMean(values, Array.from(survey.weights));
    const added = meanContributions(values, survey.weights);
    const byCluster = new Map<number, number>();
    added.forEach((own, i) => {
      const cluster = survey.clusters[i] ?? 0;
      byCluster.set(cluster, (byCluster.get(cluster) ?? 0) + sign * own);
    });
    return byCluster;
  });
  const [first = new Map<number, number>(), second] = sums;
  const shared = second !== undefined && [...second.keys()].some((cluster) => first.has(cluster));
  if (!shared) return tEstimate(value, addVariances(sums.map(varianceOf)), level);
  const joint = new Map(first);
  for (const [cluster, sum] of second) joint.set(cluster, (joint.get(cluster) ?? 0) + sum);
  return tEstimate(value, varianceOf(joint), level);
}

function varianceOf(sums: ReadonlyMap<number, number>): KnownVariance {
  const clusters = sums.size;
  if (clusters < 2) throw new StatisticsError('out-of-range', 'a variance needs two clusters or more');
  let squares = 0;
  for (const sum of sums.values()) squares += sum ** 2;
  return { variance: (squares * clusters) / (clusters - 1), degreesOfFreedom: clusters - 1 };
}
