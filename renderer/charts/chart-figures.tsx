import { useMemo } from 'react';
import type { Chart, ChartOptions } from '../../shared/charts/chart.ts';
import { lightTheme, variablesTheme } from '../../shared/charts/theme.ts';
import type { Definition } from '../../shared/evaluation/results.ts';
import { defaultSmallestCell } from '../../shared/evaluation/small-cells.ts';
import { ChartFigure } from './chart-figure.tsx';
import { inTwoColumns, numbersOf } from './in-two-columns.ts';
import styles from './chart.module.css';
import { useWidth } from './use-width.ts';

/** Makes charts of a width and in colours; the same object as long as what they show is the same. */
export type ChartMaker = (options: ChartOptions) => readonly Chart[];

export interface ChartFiguresProps {
  /** Charts for the screen of the person who holds the data. */
  readonly make: ChartMaker;
  /** The same charts from what may leave the project. */
  readonly release: ChartMaker;
  /** What the numbers are: of all charts, or of each. */
  readonly definitions: readonly Definition[] | ((chart: Chart) => readonly Definition[]);
  /** Of the charts' headings: 2 right under the heading of the page, otherwise 3. */
  readonly level?: 2 | 3;
}

/** Width from which two charts stand beside each other, and the space between them, in pixels. */
const wide = 1152;
const gap = 32;
const widest = 880;
const narrowest = 320;
/** Room at the right of a picture, for fonts that run wider than the layout of the chart assumes. */
const margin = 12;
/** Width of a chart in a file: what fits a printed page. */
const releasedWidth = 736;

/** Charts beside or below each other, as wide as the page allows. */
export function ChartFigures({ make, release, definitions, level = 3 }: ChartFiguresProps) {
  const [frame, room] = useWidth<HTMLDivElement>();
  const charts = useMemo(() => (room === 0 ? [] : chartsFor(make, room)), [make, room]);
  const columns = charts.length > 1 && room >= wide ? inTwoColumns(charts) : [charts];
  const released = (id: string): Chart | null => {
    const all = release({ theme: lightTheme, width: releasedWidth, smallestCell: defaultSmallestCell });
    const chart = all.find((one) => one.id === id);
    return chart === undefined ? null : { ...chart, table: numbersOf(chart, all) };
  };
  return (
    <div ref={frame} className={styles.columns}>
      {columns.map((own, column) => (
        <div key={column} className={styles.stack}>
          {own.map((chart) => (
            <ChartFigure
              key={chart.id}
              chart={{ ...chart, table: numbersOf(chart, charts) }}
              definitions={typeof definitions === 'function' ? definitions(chart) : definitions}
              release={() => released(chart.id)}
              level={level}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The charts at the width that they have in this room; one alone has the room of two. */
function chartsFor(make: ChartMaker, room: number): readonly Chart[] {
  const at = (width: number): readonly Chart[] =>
    make({ theme: variablesTheme, width: Math.max(narrowest, Math.min(widest, width) - margin), smallestCell: 0 });
  if (room < wide) return at(room);
  const pair = at(Math.floor((room - gap) / 2));
  return pair.length === 1 ? at(room) : pair;
}
