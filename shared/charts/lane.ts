import type { SourceStyle } from './source-style.ts';

/** The scale that all lanes of a chart share. */
export interface LaneAxis {
  readonly title: string;
  readonly scale: 'linear' | 'log';
  /** How tick labels are written; `percent` for shares. */
  readonly unit: 'number' | 'percent';
  /** Lines where a value means something: 0 for a difference, 1 for a ratio. They are always inside the scale. */
  readonly references: readonly number[];
  /** Bounds that the scale must contain, such as 0 for a distance. */
  readonly include: readonly number[];
  /** Bounds that the scale never leaves, such as [0, 1] for a share; marks beyond lie at the edge as arrows. */
  readonly limits: readonly [number, number] | null;
}

/** A number with its interval on one line of the picture. */
export interface Lane {
  readonly style: SourceStyle;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Printed at the right: the estimate, or why there is none. */
  readonly text: string;
  /** Range behind this lane, such as the distance between two human samples. */
  readonly band: { readonly low: number; readonly high: number } | null;
}

/** Lanes that belong together: the sources of an item, a subgroup or a coefficient. */
export interface LaneGroup {
  readonly label: string;
  /** Second line in softer ink, such as the n. */
  readonly note: string;
  readonly lanes: readonly Lane[];
  /** Range behind all lanes, such as the human interval. */
  readonly band: { readonly low: number; readonly high: number } | null;
}

export interface LaneChart {
  readonly groups: readonly LaneGroup[];
  readonly axis: LaneAxis;
  /** Heading of the printed estimates. */
  readonly textHeading: string;
}
