/** Vertical axis of a curve, with its title horizontal above it. */
export const curveAxis = {
  tickCount: 5,
  // Vega's own labels, all with as many decimals as the step needs, with thin spaces.
  labelExpr: "replace(datum.label, regexp(',', 'g'), '\u202f')",
  titleAngle: 0,
  titleAlign: 'left',
  titleBaseline: 'bottom',
  titleX: -30,
  titleY: -8,
} as const;
