import type { TopLevelSpec } from 'vega-lite';
import type { ChartTheme } from './theme.ts';

/** A picture with everything a reader needs to trust it or to do without it. */
export interface Chart {
  /** Stable, unique within a report; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** The finding in one sentence, computed from the data. */
  readonly subtitle: string;
  /** Definition, n, and what bands and lines stand for. */
  readonly caption: string;
  /** The content in words, for readers who do not see the picture. */
  readonly alternative: string;
  /** Vega-Lite 6, data inline, nothing to load. */
  readonly spec: TopLevelSpec;
  /** The numbers behind the picture, and those it leaves out. */
  readonly table: ChartTable;
  /** A long picture of detail, which the report shows closed. */
  readonly folded?: boolean;
}

export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartOptions {
  readonly theme: ChartTheme;
  /** Width of the whole picture in pixels, labels included. */
  readonly width: number;
  /** Human counts from 1 up to this minus 1 are not shown; 0 shows all. */
  readonly smallestCell: number;
}

/** A part of a chart's id from a variable's name or value. */
export function idPart(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'x'
  );
}

/** Words joined as in a sentence: "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
