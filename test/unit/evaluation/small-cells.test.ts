import fc from 'fast-check';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { copy, knownStudy } from '../../support/known-process.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { hiddenCells } from '../../../shared/evaluation/hidden-cells.ts';
import { withoutSmallGroups } from '../../../shared/evaluation/small-cells.ts';
import { sampleReport } from '../../support/sample-report.ts';

describe('counts in a table with a known total', () => {
  it('are all shown when none is small', () => {
    expect(hiddenCells([10, 50, 0, 340], 10)).toEqual([false, false, false, false]);
  });

  it('hide a small one together with the next smallest, which would give it away', () => {
    expect(hiddenCells([3, 50, 12, 335], 10)).toEqual([true, false, true, false]);
  });

  it('hide as many as it takes for the hidden ones to reach the smallest number together', () => {
    expect(hiddenCells([1, 2, 40, 30], 10)).toEqual([true, true, false, true]);
    expect(hiddenCells([5, 6, 40, 30], 10)).toEqual([true, true, false, false]);
  });

  const tables = fc.array(fc.nat(60), { minLength: 1, maxLength: 8 });
  const limit = fc.integer({ min: 2, max: 20 });

  it('hide every small one and no zero', () => {
    fc.assert(
      fc.property(tables, limit, (counts, smallest) => {
        const hidden = hiddenCells(counts, smallest);
        expect(counts.filter((count, index) => count > 0 && count < smallest && hidden[index] === false)).toEqual([]);
        expect(counts.filter((count, index) => count === 0 && hidden[index] === true)).toEqual([]);
      }),
    );
  });

  it('never let the hidden ones be found by subtraction, unless nothing else is there', () => {
    fc.assert(
      fc.property(tables, limit, (counts, smallest) => {
        const hidden = hiddenCells(counts, smallest);
        const kept = counts.filter((_, index) => hidden[index] === true);
        const total = kept.reduce((sum, count) => sum + count, 0);
        const safe = kept.length === 0 || (kept.length > 1 && total >= smallest);
        expect(safe || kept.length === counts.filter((count) => count > 0).length).toBe(true);
      }),
    );
  });
});

describe('results for readers outside the project', () => {
  let full: EvaluationResults;
  beforeAll(() => {
    full = sampleReport().evaluation;
  });

  it('lose the rows of groups that are too small, everywhere', () => {
    const { results, hidden } = withoutSmallGroups(full, 10);
    // The smallest other group too: the number of respondents is known, and would give the size of the small one.
    expect(hidden).toEqual([{ variable: 'region', label: 'Region', groups: 2 }]);
    expect(full.sample.subgroups[0]?.groups.map(({ label }) => label)).toContain('Overseas territories');
    expect(JSON.stringify(results.sample.subgroups)).not.toContain('Overseas territories');
    const named = [
      ...results.divergence.cells.map(({ group }) => group),
      ...results.divergence.summary.map(({ group }) => group),
    ];
    expect(named.filter((group) => group?.variable === 'region' && group.value === '4')).toEqual([]);
    for (const { groups } of results.subgroupAlignment.variables[0]?.sources ?? []) {
      expect(groups.map(({ value }) => value)).toEqual(['1', '2']);
    }
  });

  it('do not give a gap whose best or worst group is hidden, nor a headline about it', () => {
    const { results } = withoutSmallGroups(full, 10);
    const touched = (full.subgroupAlignment.variables[0]?.sources ?? []).filter(
      ({ worst, best }) => worst === '4' || best === '4',
    );
    expect(touched.length).toBeGreaterThan(0);
    for (const { source } of touched) {
      const row = results.subgroupAlignment.variables[0]?.sources.find((one) => one.source === source);
      expect(row).toMatchObject({ worst: null, best: null, gap: { value: null, low: null, high: null } });
      expect(results.headline.some(({ id }) => id === `subgroups-region:${source}`)).toBe(false);
    }
  });

  it('lose effects, rectified estimates and verdict units of arms that are too small, and sentences that name them', () => {
    const input = knownStudy({ n: 200, rectification: 80, adapted: copy, bootstrap: 100 });
    const rows = input.rectification ?? null;
    const x = (n: number) => Array.from({ length: n }, (_, row) => (row < 15 ? '1' : '0'));
    const own = evaluate({
      ...input,
      frame: { ...input.frame, x: x(input.n) },
      rectification: rows === null ? null : { ...rows, frame: { ...rows.frame, x: x(rows.n) } },
    });
    const hidden = withoutSmallGroups(own, 20).results;
    const arms = (results: EvaluationResults) => new Set(results.effects?.contrasts.map(({ treatment }) => treatment));
    expect([...arms(own)]).toEqual(['x', 'y']);
    expect([...arms(hidden)]).toEqual(['y']);
    const targets = hidden.rectification?.targets.map(({ id }) => id) ?? [];
    expect(targets).toContain('effect:y=1:b1');
    expect(targets.some((id) => id.startsWith('effect:x'))).toBe(false);
    const text = JSON.stringify(hidden.verdicts);
    expect(JSON.stringify(own.verdicts)).toContain('x, yes − no');
    expect(text).not.toContain('x, yes − no');
  });

  it('stay as they are when every group is large enough', () => {
    expect(withoutSmallGroups(full, 2)).toEqual({ results: full, hidden: [] });
  });
});
