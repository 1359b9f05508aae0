import { beforeAll, describe, expect, it } from 'vitest';
import type { ReleasedDocument } from '../../../shared/evaluation/released-results.ts';
import { releasedDocument, releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import type { ReportDocument } from '../../../shared/evaluation/report-document.ts';
import type { DivergenceCell } from '../../../shared/evaluation/results.ts';
import { sampleReport } from '../../support/sample-report.ts';

let full: ReportDocument;
let released: ReleasedDocument;
beforeAll(() => {
  full = sampleReport();
  released = releasedDocument(full, 10);
});

type ReleasedCell = ReleasedDocument['evaluation']['divergence']['cells'][number];

function countsOf({ human, nHuman }: DivergenceCell): number[] {
  return (human ?? []).map((share) => Math.round(share * nHuman));
}

function fullCell(cell: ReleasedCell): DivergenceCell {
  const found = full.evaluation.divergence.cells.find(
    ({ item, group }) => item === cell.item && JSON.stringify(group) === JSON.stringify(cell.group),
  );
  if (found === undefined) throw new Error(`No cell ${cell.item}.`);
  return found;
}

describe('results.json as it leaves the project', () => {
  it('has a shape of its own, survives JSON, and says what was taken out', () => {
    const read = releasedDocumentSchema.parse(JSON.parse(JSON.stringify(released)));
    expect(read).toEqual(released);
    expect(read.suppression.smallestCell).toBe(10);
    expect(read.suppression.groups).toEqual([{ variable: 'region', label: 'Region', groups: 2 }]);
    expect(read.suppression.values).toBeGreaterThan(0);
  });

  it('shows no human share that rests on 1 to 9 answers', () => {
    const shown = released.evaluation.divergence.cells.flatMap((cell) => {
      const counts = countsOf(fullCell(cell));
      return (cell.human ?? []).flatMap((share, k) => (share === null ? [] : [counts[k] ?? -1]));
    });
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.filter((count) => count > 0 && count < 10)).toEqual([]);
  });

  it('hides the difference of a hidden share, which would give it away with the simulated share', () => {
    const everybody = released.evaluation.divergence.cells.filter(({ group }) => group === null);
    const pairs = everybody.flatMap(({ human, sources }) =>
      sources.flatMap(({ shareDifferences }) =>
        (shareDifferences ?? []).map(({ value, low }, k) => [human?.[k] === null, value === null && low === null]),
      ),
    );
    expect(pairs.filter(([hidden]) => hidden).length).toBeGreaterThan(0);
    for (const [hidden, missing] of pairs) expect(missing).toBe(hidden);
  });

  it('lets no hidden share be found from the others of its group', () => {
    for (const cell of released.evaluation.divergence.cells) {
      const counts = countsOf(fullCell(cell));
      const hidden = counts.filter((_, k) => cell.human?.[k] === null);
      const safe = hidden.length === 0 || (hidden.length > 1 && hidden.reduce((sum, count) => sum + count, 0) >= 10);
      const allHidden = hidden.length === counts.filter((count) => count > 0).length;
      expect([cell.item, cell.group, safe || allHidden]).toEqual([cell.item, cell.group, true]);
    }
  });

  it('lets no hidden share be found from the other groups and the total', () => {
    const { cells } = released.evaluation.divergence;
    for (const { name: item } of released.evaluation.sample.items) {
      const column = cells.filter(
        (cell) => cell.item === item && (cell.group === null || cell.group.variable === 'arm'),
      );
      for (let k = 0; k < (column[0]?.human?.length ?? 0); k++) {
        const hidden = column.filter((cell) => cell.human?.[k] === null && (countsOf(fullCell(cell))[k] ?? 0) > 0);
        const others = column.filter((cell) => cell.human?.[k] !== null && (countsOf(fullCell(cell))[k] ?? 0) > 0);
        expect([item, k, hidden.length === 1 && others.length > 0]).toEqual([item, k, false]);
      }
    }
  });

  it('hides small counts of the rule, with a second one', () => {
    const { human } = full.evaluation.coherence ?? {};
    const counts = released.evaluation.coherence?.human.counts;
    const pairs = Object.entries(human?.counts ?? {}).map(([name, count]) => [
      count,
      Object.entries(counts ?? {}).find(([other]) => other === name)?.[1],
    ]);
    expect(pairs.filter(([count, shown]) => Number(count) > 0 && Number(count) < 10 && shown !== null)).toEqual([]);
    expect(pairs.filter(([, shown]) => shown === null).length).not.toBe(1);
  });

  it('keeps everything where no count is small', () => {
    const open = releasedDocument(full, 1);
    expect(open.suppression).toEqual({ smallestCell: 1, groups: [], cells: 0, values: 0 });
    expect(open.evaluation).toEqual(full.evaluation);
  });
});
