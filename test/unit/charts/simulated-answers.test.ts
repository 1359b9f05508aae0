import { describe, expect, it } from 'vitest';
import { renderChart } from '../../../electron/core/files/exporters/render-chart.ts';
import type { SimulatedAnswers, SimulatedItem } from '../../../shared/charts/simulated-answers.ts';
import { simulatedAnswerCharts } from '../../../shared/charts/simulated-answers.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';

const options = { theme: lightTheme, width: 736, smallestCell: 0 };

function item(label: string, shares: readonly number[]): SimulatedItem {
  return {
    label,
    options: shares.map((_, index) => ({ label: `${label}, option ${index + 1}` })),
    human: { n: 120, shares },
    simulated: [
      { source: 'base', shares: shares.toReversed() },
      { source: 'adapted', shares },
    ],
  };
}

function answers(items: readonly SimulatedItem[], rest: Partial<SimulatedAnswers> = {}): SimulatedAnswers {
  const twins = [
    { source: 'base', n: 120 },
    { source: 'adapted', n: 118 },
  ] as const;
  return { items, twins, level: 0.95, smallestCell: 10, ...rest };
}

/** The upper end of the shares' axis in every picture. */
function ends(charts: ReturnType<typeof simulatedAnswerCharts>): number[] {
  return charts.flatMap(({ spec }) =>
    [...JSON.stringify(spec).matchAll(/"field":"share".*?"domain":\[0,([\d.]+)\]/g)].map(([, end]) => Number(end)),
  );
}

describe('the charts of the simulated answers', () => {
  it('are none before a twin has answered', () => {
    expect(simulatedAnswerCharts(answers([]), options)).toEqual([]);
    expect(simulatedAnswerCharts(answers([item('Trust', [0.5, 0.5])], { twins: [] }), options)).toEqual([]);
  });

  it('have one scale, over all questions and all pictures', () => {
    const many = Array.from({ length: 14 }, (_, index) => item(`Question ${index + 1}`, [0.6, 0.2, 0.1, 0.1, 0]));
    const charts = simulatedAnswerCharts(answers([item('Rare', [0.97, 0.03]), ...many]), options);
    expect(charts.length).toBeGreaterThan(1);
    expect(new Set(ends(charts)).size).toBe(1);
  });

  it('show both models with their n, the humans on top, and the numbers in a table', async () => {
    const [chart] = simulatedAnswerCharts(answers([item('Trust', [0.7, 0.3])]), options);
    if (chart === undefined) throw new Error('There is no chart.');
    expect(chart.caption).toMatch(/base model, n = 120; adapted model, n = 118/);
    expect(chart.table.rows[0]?.slice(0, 2)).toEqual(['Trust', 'Trust, option 1']);
    expect(chart.table.rows[0]?.[2]).toMatch(/^70\.0\s%\s\[\d/);
    expect(chart.subtitle).toMatch(/adapted model/);
    const { svg } = await renderChart(chart.spec);
    expect(svg).toContain('adapted model');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('never show a share that few people stand behind', async () => {
    const hidden: SimulatedItem = { ...item('Trust', [0.9, 0.1]), human: { n: 40, shares: [null, null] } };
    const [chart] = simulatedAnswerCharts(answers([hidden]), options);
    expect(chart?.table.rows.map((row) => row[2])).toEqual(['not shown', 'not shown']);
    expect(chart?.subtitle).toBe('There are no shares to compare.');
  });

  it('draw no interval where people are weighted or clustered', () => {
    const [chart] = simulatedAnswerCharts(answers([item('Trust', [0.7, 0.3])], { level: null }), options);
    expect(chart?.caption).toMatch(/weighted or clustered/);
    expect(chart?.table.rows[0]?.[2]).not.toContain('[');
  });

  it('leave out questions that are answered by a number', () => {
    const [chart] = simulatedAnswerCharts(answers([item('Age', []), item('Trust', [0.7, 0.3])]), options);
    expect(chart?.alternative).not.toContain('Age');
  });
});
