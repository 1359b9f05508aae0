import { useMemo } from 'react';
import type { Chart, ChartOptions } from '../../shared/charts/chart.ts';
import { lightTheme, variablesTheme } from '../../shared/charts/theme.ts';
import type { Definition } from '../../shared/evaluation/results.ts';
import { defaultSmallestCell } from '../../shared/evaluation/small-cells.ts';
import { ChartFigure } from './chart-figure.tsx';
import styles from './chart.module.css';
import { useWidth } from './use-width.ts';

/** Makes charts of a width and in colours; the same object as long as what they show is the same. */
export type ChartMaker = (options: ChartOptions) => readonly Chart[];

export interface ChartFiguresProps {
  /** Charts for the screen of the person who holds the data. */
  readonly make: ChartMaker;
  /** The same charts from what may leave the project. */
  readonly release: ChartMaker;
  readonly definitions: readonly Definition[];
}

/** Width from which two charts stand beside each other, and the space between them, in pixels. */
const wide = 1080;
const gap = 32;
const widest = 880;
const narrowest = 320;
/** Width of a chart in a file: what fits a printed page. */
const releasedWidth = 736;

/** Charts beside or below each other, as wide as the page allows. */
export function ChartFigures({ make, release, definitions }: ChartFiguresProps) {
  const [frame, room] = useWidth<HTMLDivElement>();
  const columns = room >= wide ? 2 : 1;
  const width = Math.max(narrowest, Math.min(widest, Math.floor((room - gap * (columns - 1)) / columns)));
  const charts = useMemo(
    () => (room === 0 ? [] : make({ theme: variablesTheme, width, smallestCell: 0 })),
    [make, room === 0, width],
  );
  return (
    <div ref={frame} className={columns === 2 && charts.length > 1 ? styles.pairs : styles.stack}>
      {charts.map((chart) => (
        <ChartFigure
          key={chart.id}
          chart={chart}
          definitions={definitions}
          release={() =>
            release({ theme: lightTheme, width: releasedWidth, smallestCell: defaultSmallestCell }).find(
              ({ id }) => id === chart.id,
            ) ?? null
          }
        />
      ))}
    </div>
  );
}
