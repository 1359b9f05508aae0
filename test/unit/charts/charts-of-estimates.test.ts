import { beforeAll, describe, expect, it } from 'vitest';
import type { Chart, ChartOptions } from '../../../shared/charts/chart.ts';
import type { ChartSection } from '../../../shared/charts/index.ts';
import { chartsOf } from '../../../shared/charts/index.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';
import { formatEstimate } from '../../../shared/evaluation/format-number.ts';
import type { ReportDocument } from '../../../shared/evaluation/report-document.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { found } from '../../support/small-study.ts';

const options: ChartOptions = { theme: lightTheme, width: 736, smallestCell: 0 };
let document: ReportDocument;
beforeAll(() => {
  document = sampleReport(300);
});

function charts(section: ChartSection, from: ReportDocument = document): Chart[] {
  return chartsOf(section, from, options);
}

function chart(section: ChartSection, id: string): Chart {
  return found(
    charts(section).find((one) => one.id === id),
    id,
  );
}

/** Every datum that a specification holds, at any depth. */
function dataOf(spec: unknown): Record<string, unknown>[] {
  if (Array.isArray(spec)) return spec.flatMap(dataOf);
  if (typeof spec !== 'object' || spec === null) return [];
  return Object.entries(spec).flatMap(([name, value]) =>
    name === 'values' && Array.isArray(value)
      ? value.filter((datum): datum is Record<string, unknown> => typeof datum === 'object' && datum !== null)
      : dataOf(value),
  );
}

describe('the reliability chart', () => {
  it('draws every bin at the given probability and at what the humans chose', () => {
    const values = dataOf(chart('calibration', 'reliability').spec);
    const { sources } = found(document.evaluation.calibration);
    for (const id of ['base', 'adapted']) {
      const { bins } = found(sources.find(({ source }) => source === id));
      expect(bins.length).toBeGreaterThan(5);
      for (const { predicted, observed } of bins)
        expect(values).toContainEqual(expect.objectContaining({ x: predicted, y: observed.value, low: observed.low }));
    }
  });

  it('counts the bins that lie off the diagonal by their interval', () => {
    const { bins } = found(document.evaluation.calibration?.sources.find(({ source }) => source === 'adapted'));
    const off = bins.filter(({ predicted, observed: { low, high } }) => {
      return found(low) > predicted || found(high) < predicted;
    });
    expect(chart('calibration', 'reliability').subtitle).toContain(`in ${off.length} of ${bins.length} bins`);
  });
});

describe('the calibration error', () => {
  it('stands before what a calibrated source would show, and is 0 where only rounding differs', () => {
    const values = dataOf(chart('calibration', 'calibration-error').spec);
    const { sources } = found(document.evaluation.calibration);
    for (const { expectedCalibrationError: own, ceiling } of sources) {
      expect(values).toContainEqual(expect.objectContaining({ value: own.value }));
      expect(values).toContainEqual(expect.objectContaining({ value: ceiling.low, end: ceiling.high }));
    }
    const uniform = found(sources.find(({ source }) => source === 'baseline-uniform')).expectedCalibrationError.value;
    expect(uniform === 0 || found(uniform) > 1e-6).toBe(true);
  });
});

describe('the effects of the treatments', () => {
  it('are drawn in standard deviations of the human answers, the human interval as a band', () => {
    const values = charts('effects').flatMap(({ spec }) => dataOf(spec));
    for (const { human, standardDeviation, sources } of found(document.evaluation.effects).contrasts) {
      const unit = found(standardDeviation);
      const [low, high] = [found(human.low) / unit, found(human.high) / unit];
      expect(values).toContainEqual(expect.objectContaining({ value: low, end: high, top: expect.any(Number) }));
      const adapted = found(sources.find(({ source }) => source === 'adapted'));
      expect(values).toContainEqual(expect.objectContaining({ value: found(adapted.effect.value) / unit }));
    }
  });

  it('have a table with n of both arms for every source', () => {
    const rows = charts('effects').flatMap(({ table }) => table.rows);
    const { contrasts, averageEffects } = found(document.evaluation.effects);
    const effects = contrasts.length + found(averageEffects).length;
    expect(rows).toHaveLength(effects * document.evaluation.sources.length);
    expect(rows[0]?.slice(-2)).toEqual([String(contrasts[0]?.n), String(contrasts[0]?.nReference)]);
  });
});

describe('the classifier', () => {
  it('is drawn against 0.5 for every source and names what gives the twins away', () => {
    const one = chart('distinguishability', 'distinguishability');
    const values = dataOf(one.spec);
    for (const { auc, giveaways } of found(document.evaluation.distinguishability).sources) {
      expect(values).toContainEqual(expect.objectContaining({ value: auc.value }));
      expect(JSON.stringify(one.table.rows)).toContain(JSON.stringify(giveaways[0]?.label).slice(1, -1));
    }
    expect(values).toContainEqual(expect.objectContaining({ value: 0.5 }));
  });
});

describe('what the twins are worth', () => {
  it('prints the ratio with the further humans for every kind of estimate', () => {
    const one = chart('rectification', 'rectification-gain');
    const { summary } = found(document.evaluation.rectification);
    expect(one.table.rows).toHaveLength(summary.length);
    const adapted = found(summary.find(({ source, kind }) => source === 'adapted' && kind === 'mean'));
    expect(dataOf(one.spec)).toContainEqual(expect.objectContaining({ value: adapted.widthRatio.value }));
    expect(one.subtitle).toMatch(/^The twins of Adapted model are worth, in further humans: means \+\d+ \[/);
  });
});

describe('rectified estimates', () => {
  it('are drawn in standard errors of the human-only one and printed in their own unit', () => {
    const values = dataOf(chart('rectification', 'rectified-mean').spec);
    for (const target of found(document.evaluation.rectification).targets.filter(({ kind }) => kind === 'mean')) {
      const own = found(target.sources.find(({ source }) => source === 'adapted')).rectified;
      const place = (value: number | null): number =>
        (found(value) - found(target.human.value)) / found(target.standardError);
      expect(values).toContainEqual(expect.objectContaining({ value: place(own.low), end: place(own.high) }));
      expect(values).toContainEqual(expect.objectContaining({ value: place(target.check.value) }));
      expect(values).toContainEqual(expect.objectContaining({ text: formatEstimate(own) }));
    }
  });

  it('leave intercepts out', () => {
    const labels = charts('rectification').flatMap(({ table }) => table.rows.map(([label]) => label));
    expect(labels.some((label) => label?.includes('Intercept'))).toBe(false);
    expect(labels).toContain('Disclosure: age');
  });

  it('are absent without rectification humans, as are charts of blocks that older results lack', () => {
    const { rectification: _, effects: __, calibration: ___, distinguishability: ____, ...older } = document.evaluation;
    const old: ReportDocument = { ...document, evaluation: older };
    for (const section of ['rectification', 'effects', 'calibration', 'distinguishability'] as const) {
      expect(charts(section, old)).toEqual([]);
    }
  });
});
