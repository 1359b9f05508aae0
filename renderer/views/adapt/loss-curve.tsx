import { useCallback, useMemo } from 'react';
import type { ChartOptions } from '../../../shared/charts/chart.ts';
import { lossCurveChart, lossDefinitions } from '../../../shared/charts/loss-curve.ts';
import type { AdaptRun } from '../../../shared/contract/adapt.ts';
import { ChartFigures } from '../../charts/chart-figures.tsx';
import { useThrottled } from '../../charts/use-throttled.ts';
import styles from './adapt.module.css';
import { drawnTraining } from './drawn-training.ts';

/** Milliseconds between two pictures of a training that runs. */
const pace = 2000;

interface LossCurveProps {
  /** Latest first. */
  readonly runs: readonly AdaptRun[];
  readonly isRunning: boolean;
}

/** The losses of the latest run over the epochs, also while they are measured, beside those of earlier runs. */
export function LossCurve({ runs, isRunning }: LossCurveProps) {
  const hasBegun = runs[0] !== undefined && runs[0].losses.length > 0;
  // The first point is shown at once, and so is the last state.
  const drawn = useThrottled(runs, isRunning && hasBegun ? pace : 0);
  const training = useMemo(() => drawnTraining(drawn), [drawn]);
  const make = useCallback(
    (options: ChartOptions) => {
      const chart = training === null ? null : lossCurveChart(training, options);
      return chart === null ? [] : [chart];
    },
    [training],
  );
  if (!hasBegun && !isRunning) return null;
  if (!hasBegun) return <p className={styles.soft}>The loss curve will be here after the first step.</p>;
  return <ChartFigures make={make} release={make} definitions={lossDefinitions} level={2} />;
}
