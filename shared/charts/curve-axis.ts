import { tickLabels } from './tick-labels.ts';

/** Vertical axis of a curve, with its title horizontal above it. */
export const curveAxis = {
  tickCount: 5,
  ...tickLabels('number'),
  titleAngle: 0,
  titleAlign: 'left',
  titleBaseline: 'bottom',
  titleX: -30,
  titleY: -8,
} as const;
