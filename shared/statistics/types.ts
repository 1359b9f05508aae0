/** Closed interval for an estimate; `level` is the nominal coverage in (0, 1). */
export type Interval = { readonly low: number; readonly high: number; readonly level: number };

/** One column of a data frame; `null` (and NaN) is a missing value. */
export type FrameColumn = readonly (number | string | null)[];

/** Columns of equal length by variable name. */
export type Frame = Readonly<Record<string, FrameColumn>>;

/** Levels of each categorical variable in order; the first one is the reference of treatment contrasts. */
export type FactorLevels = Readonly<Record<string, readonly string[]>>;

/** Something a reader of a result must know; `code` is stable, `detail` names the columns, levels or counts concerned. */
export type StatisticsWarning<Code extends string = string> = { readonly code: Code; readonly detail: string };
