import type { Chart } from '../../shared/charts/chart.ts';
import { lightTheme } from '../../shared/charts/theme.ts';
import { chartCsv } from './chart-csv.ts';
import { finishedSvg } from './finished-svg.ts';

export type ChartFormat = 'svg' | 'png' | 'csv';

export interface ChartFile {
  readonly name: string;
  readonly content: Blob;
}

/** Pixels of a PNG per unit of the chart: some 300 to the inch at the width of a page. */
const scale = 3;

/** A chart as a file. Its colours must be plain ones: outside the page nothing says what a custom property stands for. */
export async function exportChart(chart: Chart, format: ChartFormat): Promise<ChartFile> {
  const name = `${chart.id}.${format}`;
  if (format === 'csv') return { name, content: new Blob(['\ufeff', chartCsv(chart.table)], { type: 'text/csv' }) };
  const { drawSvg, drawPng } = await import('./draw-chart.ts');
  if (format === 'png') {
    const spec = { ...chart.spec, background: lightTheme.background };
    return { name, content: await drawPng(spec, scale) };
  }
  const words = { title: chart.title, description: chart.alternative };
  const svg = finishedSvg(await drawSvg(chart.spec), words, lightTheme.background);
  return { name, content: new Blob([svg], { type: 'image/svg+xml' }) };
}
