import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { rectificationGainChart } from './rectification-gain.ts';
import { rectifiedEstimateCharts } from './rectified-estimates.ts';

/** The charts of rectified estimates for the humans who tuned the model and rectify fold by fold. */
export function crossFitCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const { crossFit } = results;
  if (crossFit === undefined) return [];
  const own = { ...results, rectification: crossFit };
  return [rectificationGainChart(own, options), ...rectifiedEstimateCharts(own, options)].flatMap((chart) =>
    chart === null
      ? []
      : [
          {
            ...chart,
            id: `cross-fit-${chart.id}`,
            title: `${chart.title}, cross-fitted`,
            caption: `The rectification humans are here those of pilot-train, each with the twin of the adapter that was trained without the fold of this human. ${chart.caption}`,
          },
        ],
  );
}
