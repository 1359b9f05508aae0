import { describe, expect, it } from 'vitest';
import { renderChart } from '../../../electron/core/files/exporters/render-chart.ts';
import type { DrawnTraining } from '../../../shared/charts/loss-curve.ts';
import { lossCurveChart } from '../../../shared/charts/loss-curve.ts';
import { placeEndLabels } from '../../../shared/charts/loss-labels.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';
import type { ReportLoss } from '../../../shared/evaluation/report-document.ts';

const options = { theme: lightTheme, width: 736, smallestCell: 0 };

function held(...losses: readonly number[]): ReportLoss[] {
  return losses.map((loss, epoch) => ({ step: epoch * 10, epoch, part: 'pilot-validation', loss }));
}

function trained(...losses: readonly number[]): ReportLoss[] {
  return losses.map((loss, index) => ({ step: index + 1, epoch: (index + 1) / 10, part: 'pilot-train', loss }));
}

const running: DrawnTraining = {
  losses: held(1.6),
  bestEpoch: null,
  stoppedEarly: false,
  examples: null,
  trainableParameters: null,
};

function chartOf(training: Partial<DrawnTraining>) {
  const chart = lossCurveChart({ ...running, ...training }, options);
  if (chart === null) throw new Error('There is no chart.');
  return chart;
}

describe('the loss curve of a training that runs', () => {
  it('is none before the first finite loss', () => {
    expect(lossCurveChart({ ...running, losses: [] }, options)).toBeNull();
    expect(lossCurveChart({ ...running, losses: held(Number.NaN) }, options)).toBeNull();
  });

  it('says how far the loss has come so far, and claims no adapter that was kept', () => {
    expect(chartOf({}).subtitle).toBe('The loss on pilot-validation before training is 1.60 nats per answer.');
    expect(chartOf({ losses: held(1.6, 1.4) }).subtitle).toBe(
      'The loss on pilot-validation fell from 1.60 to 1.40 nats per answer so far.',
    );
    expect(chartOf({ losses: held(1.6, 1.7) }).subtitle).toBe('The loss on pilot-validation did not fall so far.');
    expect(JSON.stringify(chartOf({ losses: held(1.6, 1.4) }).spec)).not.toContain('"kept"');
  });

  it('has a mark for a single training step, which is no line yet', async () => {
    const { svg } = await renderChart(chartOf({ losses: [...held(1.6), ...trained(1.5)] }).spec);
    expect(svg).toContain('pilot-train 1.50');
    expect(JSON.stringify(chartOf({ losses: trained(1.5) }).spec)).toContain('"circle"');
    expect(JSON.stringify(chartOf({ losses: trained(1.5, 1.4) }).spec)).not.toContain('"circle"');
  });

  it('stays small however many steps there were', () => {
    const long = trained(...Array.from({ length: 20_000 }, (_, step) => 1 + 1 / (step + 1)));
    const chart = chartOf({ losses: [...held(1.6), ...long] });
    expect(JSON.stringify(chart.spec).length).toBeLessThan(40_000);
    expect(chart.table.rows.length).toBeLessThanOrEqual(41);
  });
});

describe('several runs in one picture', () => {
  const others = [
    { label: 'adaptation 2', losses: [...held(1.6, 1.3, 1.2), ...trained(1.5, 1.4)] },
    { label: 'adaptation 1', losses: held(1.6, 1.45) },
  ];
  const chart = chartOf({ losses: held(1.6, 1.4), bestEpoch: 1, others });

  it('are told apart by their names at the ends of their curves', async () => {
    const { svg } = await renderChart(chart.spec);
    for (const name of ['pilot-validation 1.40', 'adaptation 2 1.20', 'adaptation 1 1.45']) expect(svg).toContain(name);
  });

  it('are compared by their lowest loss on pilot-validation', () => {
    expect(chart.subtitle).toMatch(/; the lowest of the other runs is 1\.20, adaptation 2\.$/);
    expect(chart.alternative).toContain('adaptation 1, epoch 1: 1.45');
  });

  it('stand in the table with their names, by pilot-validation only', () => {
    expect(chart.table.columns[0]?.label).toBe('Run');
    const rows = chart.table.rows.filter(([run]) => run === 'adaptation 2');
    expect(rows.map(([, part]) => part)).toEqual(['pilot-validation', 'pilot-validation', 'pilot-validation']);
  });

  it('leave out a run without a loss on pilot-validation', () => {
    const bare = chartOf({ losses: held(1.6), others: [{ label: 'adaptation 1', losses: trained(1.2) }] });
    expect(bare.table.columns[0]?.label).toBe('Part');
    expect(JSON.stringify(bare.spec)).not.toContain('adaptation 1');
  });
});

describe('names at the ends of curves', () => {
  const place = (...losses: readonly number[]) =>
    placeEndLabels(
      losses.map((loss, index) => ({ text: String(index), epoch: 1, loss })),
      [0, 1],
      100,
    );

  it('stand at the ends where there is room', () => {
    const places = place(0.9, 0.1).map((label) => label.place);
    expect(places[0]).toBeCloseTo(0.9, 9);
    expect(places[1]).toBeCloseTo(0.1, 9);
  });

  it('never lie on each other and keep the order of the ends', () => {
    for (const losses of [
      [0.5, 0.5, 0.5],
      [0.01, 0, 0.02],
      [1, 0.99, 0.02, 0.01],
    ]) {
      const labels = place(...losses);
      const pixels = labels.map((label) => (1 - label.place) * 100);
      pixels.slice(1).forEach((pixel, index) => expect(pixel - (pixels[index] ?? 0)).toBeGreaterThan(15.9));
      expect(labels.map(({ loss }) => loss)).toEqual(losses.toSorted((a, b) => b - a));
    }
  });
});
