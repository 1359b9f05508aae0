import { describe, expect, it } from 'vitest';
import type { ApaTable } from '../../../shared/evaluation/apa/apa-table.ts';
import { formatApaEstimate, formatApaP, withoutZero } from '../../../shared/evaluation/apa/apa-table.ts';
import { apaTables } from '../../../shared/evaluation/apa/apa-tables.ts';
import type { Estimate } from '../../../shared/evaluation/estimate.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { RectificationBlock, RectificationTarget } from '../../../shared/evaluation/rectification-results.ts';
import { verdictTable } from '../../../shared/evaluation/verdict-table.ts';
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
  it('are numbered: regressions and their recovery, effects, distances, subgroups, heterogeneity, verdicts', () => {
    expect(tables.map(({ number, id }) => [number, id])).toEqual([
      [1, 'regression-1'],
      [2, 'regression-2'],
      [3, 'recovered-signs'],
      [4, 'recovery'],
      [5, 'treatment-effects'],
      [6, 'average-effects'],
      [7, 'divergence'],
      [8, 'further-divergences'],
      [9, 'subgroups'],
      [10, 'coherence-and-heterogeneity'],
      [11, 'verdicts'],
    ]);
  });

  it('part thousands by commas', () => {
    const large = apaTables({
      ...results,
      regressions: results.regressions === null ? null : { ...results.regressions, draws: 2000 },
    });
    expect(large.find(({ id }) => id === 'recovery')?.note).toContain('(2,000 draws)');
    expect(JSON.stringify(large)).not.toMatch(/\d\u202f\d/);
  });

  it('hold the structures of the twins against those of other humans at the same n', () => {
    const row = cellsOf('coherence-and-heterogeneity', 'Structures of half of the humans in the other half');
    expect(row).toHaveLength(4);
    for (const cell of row.slice(1)) expect(cell).toMatch(/^\.\d\d \[\.\d\d, \.\d\d\]$/);
  });

  it('give every reason that decides a verdict', () => {
    const limited = found(verdictTable(results)).rows.filter(({ verdict }) => verdict === 'supported with limits');
    expect(limited.length).toBeGreaterThan(0);
    for (const { title, reasons } of limited) {
      const cell = cellsOf('verdicts', title).at(-1);
      expect(cell).toContain(reasons[0]);
      expect(cell).toContain(reasons.at(-1));
    }
  });

  it('name margins as the rules do', () => {
    const named = found(verdictTable(results)).rows.flatMap(({ rule, reasons }) =>
      reasons.flatMap((reason) => {
        const [, margin] = /the margin is (?:a factor of )?([\d.]+)\.$/.exec(reason) ?? [];
        return margin === undefined ? [] : [[margin, rule] as const];
      }),
    );
    expect(named.length).toBeGreaterThan(3);
    for (const [margin, rule] of named) expect(rule).toContain(margin);
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

  it('count the signs of the coefficients three by three, and say what F1 is made of', () => {
    const { recovery } = found(results.regressions?.overall.find(({ source }) => source === 'adapted'));
    const rows = tableOf('recovered-signs').rows.map((row) => (row.kind === 'cells' ? row.cells.slice(4) : []));
    expect(rows.map((cells) => cells.map(Number))).toEqual(recovery.table);
    const [, second, , adapted] = cellsOf('recovery', 'F1');
    expect(adapted).toBe(formatApaEstimate(recovery.f1, true));
    expect(second).toBe(formatApaEstimate(found(results.regressions?.ceiling).f1, true));
    expect(cellsOf('recovery', 'False-positive rate')[3]).toBe(formatApaEstimate(recovery.falsePositiveRate, true));
    expect(cellsOf('recovery', 'False negatives')[3]).toBe(String(recovery.falseNegatives));
  });

  it('give effects by means and by regressions beside those of the humans, with the words for their intervals', () => {
    const contrast = found(results.effects?.contrasts[0]);
    const [, n, reference, human, p] = cellsOf('treatment-effects', contrast.label);
    expect([Number(n), Number(reference)]).toEqual([contrast.n, contrast.nReference]);
    expect(Number.parseFloat(found(human))).toBeCloseTo(found(contrast.human.value), 2);
    expect(p).toBe(formatApaP(contrast.adjustedP));
    expect(tableOf('treatment-effects').note).toContain('bootstrap confidence interval');
    const average = found(results.effects?.averageEffects?.[0]);
    const cells = cellsOf('average-effects', average.label);
    expect(Number(cells[4])).toBeCloseTo(found(average.human.standardError), 2);
    expect(cells[9]).toBe(formatApaP(found(average.sources[0]).zP));
    expect(tableOf('average-effects').note).toContain('delta method');
  });

  it('give the distances of every subgroup and the gap between them', () => {
    const variable = found(results.subgroupAlignment.variables[0]);
    const adapted = found(variable.sources.find(({ source }) => source === 'adapted'));
    const group = found(adapted.groups[0]);
    const sample = found(results.sample.subgroups[0]?.groups.find(({ value }) => value === group.value));
    expect(cellsOf('subgroups', sample.label).slice(4)).toEqual(
      [group.raw, group.debiased].map((estimate) => formatApaEstimate(estimate, true)),
    );
    expect(cellsOf('subgroups', 'Gap, farthest − closest')[5]).toBe(formatApaEstimate(adapted.gap, true));
    expect(tableOf('subgroups').note).toContain('demographic parity of the error');
  });

  it('give rectified estimates beside those of the humans alone, with Student intervals and no intercepts', () => {
    const t = (value: number, width: number): Estimate => {
      return { value, low: value - width, high: value + width, level: 0.95, n: 80, reason: null };
    };
    const target: RectificationTarget = {
      id: 'mean:trust',
      kind: 'mean',
      label: 'Trust in neighbours',
      item: 'trust',
      option: null,
      contrast: null,
      coefficient: null,
      human: t(3.1, 0.24),
      standardError: 0.12,
      nLeast: 80,
      check: t(3.05, 0.2),
      checkStandardError: 0.1,
      sources: [
        {
          source: 'adapted',
          rectified: t(3.2, 0.16),
          standardError: 0.08,
          lambda: 0.625,
          widthRatio: 0.67,
          effectiveSampleSize: 179.6,
          worth: 99.6,
          z: 1,
        },
      ],
    };
    const intercept = { regression: 'Belief', term: '(Intercept)', intercept: true };
    const rectification: RectificationBlock = {
      definitions: [],
      humans: 80,
      twins: 200,
      draws: 100,
      failure: null,
      targets: [target, { ...target, id: 'coefficient:one', kind: 'coefficient', coefficient: intercept }],
      failedRegressions: [],
      summary: [],
    };
    const table = found(apaTables({ ...results, rectification }).find(({ id }) => id === 'rectified-estimates'));
    expect(table.rows).toEqual([
      { kind: 'panel', label: 'Means' },
      {
        kind: 'cells',
        cells: [
          'Trust in neighbours',
          '80',
          '3.100 [2.860, 3.340]',
          '3.200 [3.040, 3.360]',
          '.63',
          '180',
          '3.050 [2.850, 3.250]',
        ],
      },
    ]);
    expect(table.note).toContain('Student’s t');
    expect(table.note).toContain('heteroskedasticity-robust');
    const surveyed = { ...results, sample: { ...results.sample, weighted: true, clusters: 40 }, rectification };
    const { note } = found(apaTables(surveyed).find(({ id }) => id === 'rectified-estimates'));
    expect(note).toContain('sums over clusters');
    expect(note).toContain('Humans and twins are weighted.');
    const folds = [{ trained: 40, rectified: 40 }];
    expect(apaTables({ ...results, crossFit: { ...rectification, folds } }).map(({ id }) => id)).toContain(
      'cross-fitted-estimates',
    );
  });

  it('leave out what a study does not have', () => {
    const subgroupAlignment = { ...results.subgroupAlignment, variables: [] };
    const plain = apaTables({
      ...results,
      subgroupAlignment,
      regressions: null,
      coherence: null,
      verdicts: undefined,
      effects: undefined,
    });
    expect(plain.map(({ id }) => id)).toEqual(['divergence', 'further-divergences', 'coherence-and-heterogeneity']);
    expect(plain[2]?.rows[0]).toEqual({ kind: 'panel', label: 'Belief structures' });
  });
});
