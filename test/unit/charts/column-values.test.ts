import { describe, expect, it } from 'vitest';
import { renderChart } from '../../../electron/core/files/exporters/render-chart.ts';
import type { ColumnValues } from '../../../shared/charts/column-values.ts';
import { columnCharts } from '../../../shared/charts/column-values.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';

const options = { theme: lightTheme, width: 600, smallestCell: 0 };
const released = { ...options, smallestCell: 10 };

const answers: ColumnValues = {
  label: 'Trust in the police',
  n: 100,
  options: [
    { label: 'none', count: 4 },
    { label: 'some', count: 36 },
    { label: 'a great deal', count: 60 },
  ],
  numeric: null,
};

const ages: ColumnValues = {
  label: 'Age',
  n: 60,
  options: [],
  numeric: {
    lowerQuartile: 25,
    upperQuartile: 50,
    histogram: [
      { from: 18.25, to: 40, count: 30 },
      { from: 40, to: 60, count: 20 },
      { from: 60, to: 91.75, count: 10 },
    ],
  },
};

describe('the chart of a column', () => {
  it('has a bar for every option in their order, with count and share', async () => {
    const [chart] = columnCharts(answers, options);
    expect(chart?.subtitle).toMatch(/^The most frequent answer is “a great deal”, 60\.0\s%; n = 100\.$/);
    expect(chart?.table.rows.map(([label, count]) => [label, count])).toEqual([
      ['none', '4'],
      ['some', '36'],
      ['a great deal', '60'],
    ]);
    if (chart === undefined) throw new Error('There is no chart.');
    const { svg } = await renderChart(chart.spec);
    expect(svg).toContain('a great deal');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('leaves the project without counts of few people, and without what would reveal them', () => {
    const [chart] = columnCharts(answers, released);
    expect(chart?.table.rows.map(([, count]) => count)).toEqual(['not shown', 'not shown', '60']);
    expect(JSON.stringify(chart?.spec)).not.toMatch(/"count":(4|36)\b/);
    expect(chart?.caption).toMatch(/fewer than 10 rows are not shown/);
  });

  it('leaves the project without the smallest and the largest number, which are those of single people', () => {
    const [inside] = columnCharts(ages, options);
    const [outside] = columnCharts(ages, released);
    expect(inside?.table.rows[0]?.[0]).toMatch(/^18\.\d to 40/);
    expect(outside?.table.rows.map(([label]) => label)).toEqual([
      'below 40.0',
      expect.stringMatching(/^40\.0 to 60\.0$/),
      '60.0 and more',
    ]);
    expect(JSON.stringify(outside)).not.toMatch(/18\.2|18\.3|91\.7|91\.8/);
  });

  it('is none for text', () => {
    expect(columnCharts({ ...answers, options: [], numeric: null }, options)).toEqual([]);
  });
});
