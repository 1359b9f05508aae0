import type { Estimate } from '../evaluation/estimate-schema.ts';
import type { LaneAxis, LaneGroup } from './lane.ts';
import { bandOf, laneOf } from './lane-of.ts';
import type { SourceStyle } from './source-style.ts';

/** One effect, human and simulated, in the unit of its outcome. */
export interface DrawnEffect {
  readonly label: string;
  readonly note: string;
  readonly human: Estimate;
  readonly sources: readonly { readonly source: string; readonly effect: Estimate }[];
  /** By what effects are divided to be drawn; null draws them as they are. */
  readonly standardDeviation: number | null;
}

/** Axis of effects in standard deviations. */
export function effectAxis(title: string): LaneAxis {
  return { title, scale: 'linear', unit: 'number', references: [0], include: [], limits: [-2, 2] };
}

/** An effect of the humans with its interval as a band, and those of the given sources, in standard deviations. */
export function effectGroup(drawn: DrawnEffect, styles: readonly SourceStyle[], human: SourceStyle): LaneGroup {
  const unit = drawn.standardDeviation ?? 1;
  const own = inUnits(drawn.human, unit);
  const lanes = styles.flatMap((style) => {
    const row = drawn.sources.find(({ source }) => source === style.id);
    return row === undefined ? [] : [laneOf(style, inUnits(row.effect, unit), 'number')];
  });
  return { label: drawn.label, note: drawn.note, band: bandOf(own), lanes: [laneOf(human, own, 'number'), ...lanes] };
}

function inUnits(estimate: Estimate, unit: number): Estimate {
  const of = (value: number | null): number | null => (value === null ? null : value / unit);
  return { ...estimate, value: of(estimate.value), low: of(estimate.low), high: of(estimate.high) };
}
