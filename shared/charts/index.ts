import type { ReportDocument } from '../evaluation/report-document.ts';
import { actionAssociationCharts } from './action-associations.ts';
import { answerDistributionCharts } from './answer-distributions.ts';
import { averageEffectCharts } from './average-effects.ts';
import { beliefActionGapChart } from './belief-action-gap.ts';
import { structureCountChart, structureShareChart } from './belief-structures.ts';
import { calibrationErrorChart, reliabilityChart } from './calibration.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { coefficientCharts } from './coefficients.ts';
import { crossFitCharts } from './cross-fitting.ts';
import { distinguishabilityChart } from './distinguishability.ts';
import { divergenceByItemCharts } from './divergence-by-item.ts';
import { divergenceBySubgroupCharts } from './divergence-by-subgroup.ts';
import { divergenceDifferenceChart, divergenceOverallChart } from './divergence-overall.ts';
import { gapByGroupCharts } from './gap-by-group.ts';
import { likelihoodChart, likelihoodDifferenceChart } from './likelihood.ts';
import { lossCurveChart } from './loss-curve.ts';
import { rectificationGainChart } from './rectification-gain.ts';
import { rectifiedEstimateCharts } from './rectified-estimates.ts';
import { recoveryChart } from './recovery.ts';
import { skillCharts } from './skill.ts';
import { structuresByGroupCharts } from './structures-by-group.ts';
import { treatmentEffectCharts } from './treatment-effects.ts';
import { betweenGroupCharts, varianceCharts } from './variance-ratios.ts';

/** What charts are drawn from. */
export type ChartSource = Pick<ReportDocument, 'evaluation' | 'training'>;
type ChartMaker = (document: ChartSource, options: ChartOptions) => readonly (Chart | null)[];

/** Every chart there is, by the part of the report that it belongs to, in reading order. */
const chartMakers = {
  likelihood: ({ evaluation }, options) => [
    likelihoodChart(evaluation, options),
    likelihoodDifferenceChart(evaluation, options),
  ],
  calibration: ({ evaluation }, options) => [
    reliabilityChart(evaluation, options),
    calibrationErrorChart(evaluation, options),
  ],
  divergence: ({ evaluation }, options) => [
    divergenceOverallChart(evaluation, options),
    divergenceDifferenceChart(evaluation, options),
    ...skillCharts(evaluation, options),
    ...divergenceByItemCharts(evaluation, options),
    ...answerDistributionCharts(evaluation, options),
  ],
  subgroups: ({ evaluation }, options) => divergenceBySubgroupCharts(evaluation, options),
  heterogeneity: ({ evaluation }, options) => [
    structureCountChart(evaluation, options),
    structureShareChart(evaluation, options),
    ...structuresByGroupCharts(evaluation, options),
    ...varianceCharts(evaluation, options),
    ...betweenGroupCharts(evaluation, options),
  ],
  distinguishability: ({ evaluation }, options) => [distinguishabilityChart(evaluation, options)],
  coherence: ({ evaluation }, options) => [
    beliefActionGapChart(evaluation, options),
    ...gapByGroupCharts(evaluation, options),
    ...actionAssociationCharts(evaluation, options),
  ],
  effects: ({ evaluation }, options) => [
    ...treatmentEffectCharts(evaluation, options),
    ...averageEffectCharts(evaluation, options),
  ],
  regressions: ({ evaluation }, options) => [
    recoveryChart(evaluation, options),
    ...coefficientCharts(evaluation, options),
  ],
  rectification: ({ evaluation }, options) => [
    rectificationGainChart(evaluation, options),
    ...rectifiedEstimateCharts(evaluation, options),
    ...crossFitCharts(evaluation, options),
  ],
  training: ({ training }, options) => (training === null ? [] : [lossCurveChart(training, options)]),
} as const satisfies Record<string, ChartMaker>;

export type ChartSection = keyof typeof chartMakers;

/** The charts of one part of a report; parts without data have none. */
export function chartsOf(section: ChartSection, document: ChartSource, options: ChartOptions): Chart[] {
  const maker: ChartMaker = chartMakers[section];
  return maker(document, options).filter((chart) => chart !== null);
}
