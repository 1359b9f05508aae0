import { beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { displayWidth } from '../../../shared/evaluation/summary-table.ts';
import { purposes } from '../../../shared/evaluation/verdict-results.ts';
import { renderVerdictTable, verdictTable } from '../../../shared/evaluation/verdict-table.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { found } from '../../support/small-study.ts';

let results: EvaluationResults;
beforeAll(() => {
  results = sampleReport(200).evaluation;
});

describe('the table of verdicts', () => {
  it('has a row a purpose about the adapted model, with the base model beside it', () => {
    const table = found(verdictTable(results));
    expect([table.subject, table.others]).toEqual(['Adapted model', ['Base model']]);
    expect(table.rows.map(({ purpose }) => purpose)).toEqual(purposes);
    for (const { reasons, rule, others } of table.rows) {
      expect(reasons.length).toBeGreaterThan(0);
      expect(rule).toMatch(/Unit: /);
      expect(others).toHaveLength(1);
    }
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });

  it('is about the base model where nothing was adapted, and absent without verdicts', () => {
    const list = found(results.verdicts).verdicts.filter(({ source }) => source === 'base');
    const base = verdictTable({ ...results, verdicts: { definitions: [], verdicts: list } });
    expect([base?.subject, base?.others]).toEqual(['Base model', []]);
    const { verdicts: _, ...older } = results;
    expect(verdictTable(older)).toBeNull();
  });
});

describe('the verdicts as text', () => {
  it('name the verdict of every purpose, its first reason and what is missing', () => {
    const table = found(verdictTable(results));
    const text = renderVerdictTable(table).replace(/\s+/g, ' ');
    for (const { title, verdict, reasons, needed } of table.rows) {
      expect(text).toContain(`${title} ${verdict} `);
      expect(text).toContain(found(reasons[0]).replace(/\s+/g, ' '));
      if (needed !== null) expect(text).toContain(needed.replace(/\s+/g, ' '));
    }
  });

  it('keep within the width and have no trailing blanks', () => {
    for (const line of renderVerdictTable(found(verdictTable(results)), 80).split('\n')) {
      expect(displayWidth(line)).toBeLessThanOrEqual(80);
      expect(line).toBe(line.trimEnd());
    }
  });

  it('give the last reason too where it limits the support', () => {
    const table = found(verdictTable(results));
    const [row] = table.rows;
    const limited = {
      ...found(row),
      verdict: 'supported with limits' as const,
      reasons: ['First.', 'Second.', 'Third.'],
    };
    const text = renderVerdictTable({ ...table, rows: [limited] });
    expect(text).toMatch(/ {4}First\.\n {4}Third\./);
    expect(text).not.toContain('Second.');
  });
});
