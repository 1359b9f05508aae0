import { beforeAll, describe, expect, it } from 'vitest';
import { formatEstimate } from '../../../shared/evaluation/format-number.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { displayWidth, renderSummaryTable, summaryTable } from '../../../shared/evaluation/summary-table.ts';
import { sampleReport } from '../../support/sample-report.ts';

let results: EvaluationResults;
beforeAll(() => {
  results = sampleReport().evaluation;
});

describe('the table at the end of a run', () => {
  it('has humans first, then models, then baselines', () => {
    const labels = summaryTable(results).columns.map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(['human sample', 'Base model', 'Adapted model']);
    expect(labels.length).toBe(1 + results.sources.length);
  });

  it('has a cell for every measure and source, and the human-human distance for the humans', () => {
    const table = summaryTable(results);
    for (const { cells } of table.rows) expect(cells.length).toBe(table.columns.length);
    const distance = table.rows.find(({ id }) => id === 'jensen-shannon');
    expect(distance?.cells[0]).toMatch(/^0\.0\d+ \[/);
  });

  it('prints the counts behind F1', () => {
    const row = summaryTable(results).rows.find(({ id }) => id === 'recovery-counts');
    const { recovery } = results.regressions?.overall.find(({ source }) => source === 'adapted') ?? {};
    const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped } = recovery ?? {};
    expect(row?.cells[2]).toBe(
      `${truePositives} / ${falsePositives} / ${falseNegatives} / ${trueNegatives}, ${flipped}`,
    );
  });

  it('has the widths of rectified intervals against those of the humans alone by kind of estimate, also where the humans who tuned rectify in folds', () => {
    const { rectification } = results;
    if (rectification === undefined) throw new Error('The sample has no rectification.');
    const gains = rectification.summary.filter(({ source }) => source === 'adapted');
    const rowsOf = (how: string, of: EvaluationResults) =>
      summaryTable(of).rows.flatMap(({ id, label, cells }) =>
        id.startsWith(how) ? [{ id, label, human: cells[0], base: cells[1], adapted: cells[2] }] : [],
      );
    expect(gains.length).toBeGreaterThan(1);
    expect(rowsOf('rectified', results).map(({ adapted }) => adapted)).toEqual(
      gains.map(({ widthRatio }) => formatEstimate(widthRatio)),
    );
    expect(rowsOf('cross-fit', results)).toEqual([]);

    const own = rectification.summary.filter(({ source, kind }) => source === 'adapted' && kind === 'mean');
    const crossFit = { ...rectification, summary: own, folds: [{ trained: 75, rectified: 75 }] };
    const [gain] = own;
    if (gain === undefined) throw new Error('The sample has no rectified means.');
    const { rectification: _, ...others } = results;
    expect(rowsOf('rectified', { ...others, crossFit })).toEqual([]);
    expect(rowsOf('cross-fit', { ...others, crossFit })).toEqual([
      {
        id: 'cross-fit-mean',
        label: 'Cross-fit means, width',
        human: '1',
        base: '–',
        adapted: formatEstimate(gain.widthRatio),
      },
    ]);
  });

  it('leaves out what the study does not have', () => {
    const { rectification: _, ...others } = results;
    const table = summaryTable({
      ...others,
      coherence: null,
      regressions: null,
      heterogeneity: { ...results.heterogeneity, structures: null },
    });
    expect(table.rows.map(({ id }) => id)).toEqual([
      'negative-log-likelihood',
      'jensen-shannon',
      'jensen-shannon-excess',
    ]);
  });

  it('survives JSON', () => {
    const table = summaryTable(results);
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });
});

describe('the table as text', () => {
  it('keeps within the width of the terminal, in blocks that repeat the measures', () => {
    const text = renderSummaryTable(summaryTable(results), 100);
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(100);
    expect(text.match(/Belief-action gap/g)?.length).toBe(3);
  });

  it('has no trailing blanks', () => {
    for (const line of renderSummaryTable(summaryTable(results)).split('\n')) expect(line).toBe(line.trimEnd());
  });

  it('aligns columns by the cells that characters take, also with wide and combining ones', () => {
    const table = {
      columns: [
        { id: 'a', label: '人間 标本' },
        { id: 'b', label: 'e\u0301te\u0301' },
      ],
      rows: [
        { id: 'x', label: '距離', cells: ['0.1', '0.2'] },
        { id: 'y', label: 'gap', cells: ['12.5', '3'] },
      ],
    };
    const [, , first = '', second = ''] = renderSummaryTable(table).split('\n').slice(-4);
    const columnOf = (line: string, text: string): number => displayWidth(line.slice(0, line.indexOf(text)));
    expect(columnOf(first, '0.2')).toBe(columnOf(second, '3'));
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('人')).toBe(2);
  });
});
