import { beforeAll, describe, expect, it } from 'vitest';
import { shownResults } from '../../../../../renderer/views/evaluate/shown-results.ts';
import { sectionCharts } from '../../../../../renderer/views/evaluate/section-charts.ts';
import { lightTheme } from '../../../../../shared/charts/theme.ts';
import type { EvaluationResults } from '../../../../../shared/evaluation/results.ts';
import { sampleReport } from '../../../../support/sample-report.ts';

let results: EvaluationResults;
beforeAll(() => {
  results = sampleReport().evaluation;
});

const options = { theme: lightTheme, width: 640, smallestCell: 0 };

describe('the results that are shown', () => {
  it('are the results themselves where nothing was left out', () => {
    expect(shownResults(results, { items: null, sources: null })).toBe(results);
  });

  it('hold nothing of a source that was left out', () => {
    const [gone, ...kept] = results.sources.map(({ id }) => id);
    const shown = shownResults(results, { items: null, sources: kept });
    expect(shown.sources.map(({ id }) => id)).toEqual(kept);
    const { headline: _headline, verdicts: _verdicts, ...numbers } = shown;
    expect(JSON.stringify(numbers)).not.toContain(`"source":"${gone ?? ''}"`);
    expect(JSON.stringify(numbers)).not.toContain(`"against":"${gone ?? ''}"`);
  });

  it('hold nothing of a question that was left out, and keep what was computed over all of them', () => {
    const [gone, ...kept] = results.sample.items.map(({ name }) => name);
    const shown = shownResults(results, { items: kept, sources: null });
    expect(shown.sample.items.map(({ name }) => name)).toEqual(kept);
    expect(shown.divergence.cells.some(({ item }) => item === gone)).toBe(false);
    expect(shown.divergence.summary).toEqual(results.divergence.summary);
  });

  it('keep verdicts and findings, which are about everything', () => {
    const shown = shownResults(results, { items: null, sources: results.sources.slice(0, 1).map(({ id }) => id) });
    expect(shown.verdicts).toEqual(results.verdicts);
    expect(shown.headline).toEqual(results.headline);
  });

  it('are all of them where an address names only what there is not', () => {
    expect(shownResults(results, { items: ['nothing'], sources: ['nobody'] })).toBe(results);
  });

  it('can be drawn with a single source and a single question', () => {
    const [source] = results.sources;
    const [item] = results.sample.items;
    const shown = shownResults(results, { items: [item?.name ?? ''], sources: [source?.id ?? ''] });
    for (const section of ['divergence', 'heterogeneity', 'coherence', 'regressions', 'likelihood'] as const) {
      expect(sectionCharts(section, shown, 'all', options).length, section).toBeGreaterThan(0);
    }
  });
});

describe('the main charts of a section', () => {
  it('are some of all its charts, in the same order', () => {
    const all = sectionCharts('divergence', results, 'all', options).map(({ id }) => id);
    const main = sectionCharts('divergence', results, 'main', options).map(({ id }) => id);
    expect(main.length).toBeLessThan(all.length);
    expect(all.filter((id) => main.includes(id))).toEqual(main);
    expect(main).toContain('divergence-overall');
  });
});
