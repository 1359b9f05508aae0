import { beforeAll, describe, expect, it } from 'vitest';
import { renderChart } from '../../../electron/core/files/exporters/render-chart.ts';
import { dimensionPanels } from '../../../shared/charts/dimension-panels.ts';
import { dimensionsChart } from '../../../shared/charts/dimensions.ts';
import { itemBySubgroupCharts } from '../../../shared/charts/item-by-subgroup.ts';
import { humanId } from '../../../shared/charts/source-style.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { sampleReport } from '../../support/sample-report.ts';

let results: EvaluationResults;
beforeAll(() => {
  results = sampleReport().evaluation;
});
const options = { theme: lightTheme, width: 736, smallestCell: 0 };

describe('all dimensions side by side', () => {
  it('have a panel for every dimension of the study', () => {
    expect(dimensionPanels(results).map(({ id }) => id)).toEqual([
      'divergence',
      'subgroups',
      'heterogeneity',
      'coherence',
      'regressions',
    ]);
  });

  it('leave out what the study has nothing for', () => {
    const without = { ...results, coherence: null, regressions: null };
    expect(dimensionPanels(without).map(({ id }) => id)).toEqual(['divergence', 'subgroups', 'heterogeneity']);
  });

  it('show the humans as the range that the models are held against', () => {
    const [panel] = dimensionPanels(results);
    const [first] = results.sources;
    expect(panel?.bandOf(humanId)).toEqual(panel?.bandOf(first?.id ?? ''));
  });

  it('hold signs and gap against two human samples, and not where an older file has none', () => {
    const ceiling = results.regressions?.ceiling?.f1;
    const [gap, signs] = dimensionPanels(results).slice(-2);
    expect(signs?.bandOf('adapted')).toEqual({ low: ceiling?.low, high: ceiling?.high });
    expect(signs?.estimates.get(humanId)).toEqual(ceiling);
    const human = results.coherence?.human.gap;
    const band = gap?.bandOf('adapted');
    expect((band?.high ?? 0) - (band?.low ?? 0)).toBeGreaterThan((human?.high ?? 0) - (human?.low ?? 0));
    if (results.regressions === null || results.coherence === null) throw new Error('nothing to compare');
    const { ceiling: _, ...regressions } = results.regressions;
    const { ceiling: __, ...coherence } = results.coherence;
    const [oldGap, oldSigns] = dimensionPanels({ ...results, regressions, coherence }).slice(-2);
    expect(oldSigns?.bandOf('adapted')).toBeNull();
    expect(oldGap?.bandOf('adapted')).toEqual({ low: human?.low, high: human?.high });
  });

  it('list every source in the table, the humans first', () => {
    const rows = dimensionsChart(results, options)?.table.rows ?? [];
    expect(rows.length).toBe(results.sources.length + 1);
    expect(rows[0]?.[0]).toBe('human sample');
  });

  it('say where the adapted model lies outside the human range, without blaming closeness', () => {
    const subtitle = dimensionsChart(results, options)?.subtitle ?? '';
    expect(subtitle).toMatch(/human range|not told apart/);
  });

  it.each([360, 544, 736, 1200])('are drawn within %i pixels, or the least they need', async (width) => {
    const chart = dimensionsChart(results, { ...options, width });
    if (chart === null) throw new Error('no chart');
    const picture = await renderChart(chart.spec);
    expect(picture.width).toBeLessThanOrEqual(width + 24);
    expect(picture.svg).not.toContain('NaN');
  });
});

describe('one item by subgroup', () => {
  it('has a group of lanes for every subgroup with its n, and a finding about the farthest', async () => {
    const [item] = results.sample.items;
    const [subgroup] = results.sample.subgroups;
    const variable = subgroup?.variable ?? '';
    const charts = itemBySubgroupCharts(results, { item: item?.name ?? '', variable }, options);
    expect(charts[0]?.title).toContain(item?.label);
    expect(charts[0]?.subtitle).toMatch(/told apart from humans in \d+ of \d+ groups/);
    for (const chart of charts) expect((await renderChart(chart.spec)).svg).not.toContain('NaN');
  });

  it('is nothing for a variable without groups', () => {
    expect(itemBySubgroupCharts(results, { item: 'none', variable: 'none' }, options)).toEqual([]);
  });
});
