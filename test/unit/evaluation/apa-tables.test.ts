import { describe, expect, it } from 'vitest';
import type { ApaTable } from '../../../shared/evaluation/apa/apa-table.ts';
import { formatApaEstimate, formatApaP, withoutZero } from '../../../shared/evaluation/apa/apa-table.ts';
import { apaTables } from '../../../shared/evaluation/apa/apa-tables.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { sampleEvaluationInput } from '../../support/sample-evaluation-input.ts';
import { found } from '../../support/small-study.ts';

const results = evaluate(sampleEvaluationInput(200));
const tables = apaTables(results);

function tableOf(id: string): ApaTable {
  return found(
    tables.find((table) => table.id === id),
    id,
  );
}

function cellsOf(id: string, first: string): readonly string[] {
  const row = tableOf(id).rows.find((entry) => entry.kind === 'cells' && entry.cells[0] === first);
  return row?.kind === 'cells' ? row.cells : [];
}

describe('numbers after APA', () => {
  it('drop the zero before the point where a quantity cannot exceed 1', () => {
    expect([0.123, -0.04, 1, 0].map((value) => withoutZero(value))).toEqual(['.12', '−.04', '1.00', '.00']);
    expect(withoutZero(null)).toBe('–');
  });

  it('write p with three decimals, and its ends as bounds', () => {
    expect([0.0004, 0.012, 0.25, 0.9996, null].map(formatApaP)).toEqual(['< .001', '.012', '.250', '> .999', '–']);
  });

  it('keep the zero of a quantity that may exceed 1', () => {
    const estimate = { value: 0.5, low: 0.25, high: 1.5, level: 0.95, n: 10, reason: null };
    expect(formatApaEstimate(estimate, false)).toBe('0.50 [0.25, 1.50]');
    expect(formatApaEstimate({ ...estimate, low: null }, true)).toBe('.50');
  });
});

describe('the tables of a paper', () => {
  it('are numbered: one a regression, then distances, coherence and heterogeneity, and verdicts', () => {
    expect(tables.map(({ number, id }) => [number, id])).toEqual([
      [1, 'regression-1'],
      [2, 'regression-2'],
      [3, 'divergence'],
      [4, 'further-divergences'],
      [5, 'coherence-and-heterogeneity'],
      [6, 'verdicts'],
    ]);
  });

  it('have as many cells in every row as columns', () => {
    for (const { id, columns, rows } of tables) {
      const lengths = rows.flatMap((row) => (row.kind === 'cells' ? [row.cells.length] : []));
      expect([id, new Set(lengths)]).toEqual([id, new Set([columns.length])]);
    }
  });

  it('set human, untuned and adapted coefficients side by side, each with b, SE, interval and p', () => {
    const { columns } = tableOf('regression-1');
    expect([...new Set(columns.map(({ spanner }) => spanner))]).toEqual([
      null,
      'Human sample',
      'Base model',
      'Adapted model',
    ]);
    expect(columns.slice(1, 5).map(({ label }) => label)).toEqual(['b', 'SE', '95% CI', 'p']);
    const model = found(results.regressions?.models[0]);
    const coefficient = found(model.sources[1]?.coefficients.find(({ term }) => term === 'believed'));
    const cells = cellsOf('regression-1', 'believed');
    expect(Number(cells[1])).toBeCloseTo(found(coefficient.human.b), 1);
    expect(Number(cells[11])).toBeCloseTo(found(coefficient.simulated.b), 1);
    expect(cells[4]).toBe(formatApaP(coefficient.human.p));
  });

  it('say in the note how many respondents, which model and which standard errors', () => {
    const { note } = tableOf('regression-2');
    expect(note).toMatch(/^n = \d+ respondents, and a simulated twin of each\./);
    expect(note).toContain('believed ~ arm * education + age');
    expect(note).toContain('heteroskedasticity-robust (HC3)');
    expect(tables.every((table) => table.note.endsWith('The data of this study are synthetic.'))).toBe(true);
  });

  it('give the distances of every item with the human-human distance, and their mean', () => {
    const { rows } = tableOf('divergence');
    expect(rows.length).toBe(results.sample.items.length + 1);
    const cell = found(results.divergence.cells.find(({ item, group }) => item === 'trust' && group === null));
    const trust = cellsOf('divergence', 'Trust in neighbours');
    expect(trust[3]).toBe(formatApaEstimate(found(cell.sources[0]).jensenShannon.distance, true));
    expect(trust[2]).toBe(formatApaEstimate(cell.exactCeiling.jensenShannon, true));
    // No order, no Wasserstein distance.
    expect(cellsOf('divergence', 'Where the message came from')[4]).toBe('–');
  });

  it('compare belief-action gap and structures of humans and models', () => {
    const gap = cellsOf('coherence-and-heterogeneity', 'Belief–action gap');
    expect(gap[1]).toBe(formatApaEstimate(found(results.coherence).human.gap, true));
    const unique = cellsOf('coherence-and-heterogeneity', 'Unique structures');
    expect(unique[1]).toMatch(/^\d+ \[\d+, \d+\]$/);
  });

  it('leave out what a study does not have', () => {
    const plain = apaTables({ ...results, regressions: null, coherence: null, verdicts: undefined });
    expect(plain.map(({ id }) => id)).toEqual(['divergence', 'further-divergences', 'coherence-and-heterogeneity']);
    expect(plain[2]?.rows[0]).toEqual({ kind: 'panel', label: 'Belief structures' });
  });
});
