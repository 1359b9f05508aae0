import { z } from 'zod';
import { extendHidden, hiddenCells } from './hidden-cells.ts';
import { reportDocumentSchema } from './report-document.ts';
import type { ReportDocument } from './report-document.ts';
import { evaluationResultsSchema } from './results.ts';
import type { CoherenceBlock, DivergenceCell, EvaluationResults } from './results.ts';
import { withoutSmallGroups } from './small-cells.ts';
import { undefinedEstimate } from './undefined-estimate.ts';

/** A count or share that is null where it is not released. */
const released = z.number().nullable();

const { divergence, coherence } = evaluationResultsSchema.shape;
const releasedCell = divergence.shape.cells.element.extend({
  /** Shares of the options among humans; null where a share rests on too few people or would reveal such a share. */
  human: z.array(released).nullable(),
});
const releasedCounts = z.strictObject({
  followed: released,
  deviated: released,
  ties: released,
  undefined: released,
  missing: released,
});
const ruled = coherence.unwrap();
const releasedCoherence = ruled.extend({
  human: ruled.shape.human.extend({ counts: releasedCounts }),
  sources: z.array(ruled.shape.sources.element.extend({ counts: releasedCounts })),
});

const releasedResultsSchema = evaluationResultsSchema.extend({
  divergence: divergence.extend({ cells: z.array(releasedCell) }),
  coherence: releasedCoherence.nullable(),
});
type ReleasedResults = z.infer<typeof releasedResultsSchema>;

/** `results.json`: the report's document after small cells were taken out, with what was taken out. */
export const releasedDocumentSchema = reportDocumentSchema.extend({
  evaluation: releasedResultsSchema,
  suppression: z.strictObject({
    /** Counts of people from 1 to this minus 1 are not released. */
    smallestCell: z.int(),
    /** Subgroups whose rows are missing, by variable: too small ones and those that would reveal their size. */
    groups: z.array(z.strictObject({ variable: z.string(), label: z.string(), groups: z.int() })),
    /** Items in subgroups that too few people answered; their cells are missing. */
    cells: z.int(),
    /** Shares and counts that are null. */
    values: z.int(),
  }),
});
export type ReleasedDocument = z.infer<typeof releasedDocumentSchema>;

/** The document as it may leave the project. Distances, means and coefficients stay; see docs/privacy.md for what that means. */
export function releasedDocument(document: ReportDocument, smallestCell: number): ReleasedDocument {
  const { evaluation } = document;
  const { results, hidden } = withoutSmallGroups(evaluation, smallestCell);
  const shares = releasedShares(evaluation, results.divergence.cells, smallestCell);
  const cells = results.divergence.cells.flatMap((cell, index): ReleasedResults['divergence']['cells'] =>
    isSmall(cell, smallestCell) ? [] : [releasedCellOf(cell, shares[index] ?? null)],
  );
  const ruleRows = results.coherence === null ? null : withoutSmallCounts(results.coherence, smallestCell);
  return {
    ...document,
    evaluation: { ...results, divergence: { ...results.divergence, cells }, coherence: ruleRows },
    suppression: {
      smallestCell,
      groups: hidden.map(({ variable, label, groups }) => ({ variable, label, groups })),
      cells: results.divergence.cells.length - cells.length,
      values:
        cells.reduce((sum, { human }) => sum + (human ?? []).filter((share) => share === null).length, 0) +
        [...(ruleRows === null ? [] : [ruleRows.human, ...ruleRows.sources])].reduce(
          (sum, { counts }) => sum + Object.values(counts).filter((count) => count === null).length,
          0,
        ),
    },
  };
}

/** With a simulated share a difference gives the human one away, so that it goes with it. */
function releasedCellOf(
  cell: DivergenceCell,
  human: (number | null)[] | null,
): ReleasedResults['divergence']['cells'][number] {
  const sources = cell.sources.map(({ shareDifferences, ...own }) =>
    shareDifferences === undefined
      ? own
      : {
          ...own,
          shareDifferences: shareDifferences.map((difference, k) =>
            human?.[k] === null ? undefinedEstimate('too-few-respondents', difference.n, difference.level) : difference,
          ),
        },
  );
  return { ...cell, human, sources };
}

function isSmall({ nHuman }: DivergenceCell, smallest: number): boolean {
  return nHuman > 0 && nHuman < smallest;
}

function withoutSmallCounts(block: CoherenceBlock, smallest: number): NonNullable<ReleasedResults['coherence']> {
  const release = (counts: CoherenceBlock['human']['counts']) => {
    const { followed, deviated, ties, undefined: open, missing } = counts;
    const hidden = hiddenCells([followed, deviated, ties, open, missing], smallest);
    const shown = (count: number, place: number): number | null => (hidden[place] === true ? null : count);
    return {
      followed: shown(followed, 0),
      deviated: shown(deviated, 1),
      ties: shown(ties, 2),
      undefined: shown(open, 3),
      missing: shown(missing, 4),
    };
  };
  return {
    ...block,
    human: { ...block.human, counts: release(block.human.counts) },
    sources: block.sources.map((row) => ({ ...row, counts: release(row.counts) })),
  };
}

/** An item among everybody or in a group: counts by option and which of them are hidden. */
interface CountRow {
  readonly cell: DivergenceCell;
  readonly counts: readonly number[];
  hidden: boolean[];
}

/** The human shares of each cell that may be shown. A hidden count is found neither along its group nor across the groups. */
function releasedShares(
  full: EvaluationResults,
  shown: readonly DivergenceCell[],
  smallest: number,
): ((number | null)[] | null)[] {
  const kept = new Set(shown.filter((cell) => !isSmall(cell, smallest)).map(placeOf));
  const rows = full.divergence.cells.flatMap((cell): CountRow[] => {
    if (cell.human === null) return [];
    const counts = cell.human.map((share) => Math.round(share * cell.nHuman * 1e6) / 1e6);
    const hidden = kept.has(placeOf(cell)) ? hiddenCells(counts, smallest) : counts.map(() => true);
    return [{ cell, counts, hidden }];
  });
  for (const item of new Set(rows.map(({ cell }) => cell.item))) {
    const own = rows.filter(({ cell }) => cell.item === item);
    while (protectColumns(own)) for (const row of own) row.hidden = extendHidden(row.counts, row.hidden, smallest);
  }
  const found = new Map(rows.map((row) => [placeOf(row.cell), row]));
  return shown.map((cell) => {
    const row = found.get(placeOf(cell));
    return row === undefined ? null : (cell.human ?? []).map((share, k) => (row.hidden[k] === true ? null : share));
  });
}

function placeOf({ item, group }: DivergenceCell): string {
  return JSON.stringify([item, group]);
}

/** Hides a second count wherever an option is hidden in one group, or in the total, alone. True when something changed. */
function protectColumns(rows: readonly CountRow[]): boolean {
  const variables = new Set(rows.flatMap(({ cell }) => (cell.group === null ? [] : [cell.group.variable])));
  let changed = false;
  for (const variable of variables) {
    const column = rows.filter(({ cell }) => cell.group === null || cell.group.variable === variable);
    for (let k = 0; k < (column[0]?.counts.length ?? 0); k++) {
      const known = column.filter(({ hidden, counts }) => hidden[k] !== true && (counts[k] ?? 0) > 0);
      const hiddenHere = column.filter(({ hidden, counts }) => hidden[k] === true && (counts[k] ?? 0) > 0);
      const [least] = known.sort((a, b) => (a.counts[k] ?? 0) - (b.counts[k] ?? 0));
      if (hiddenHere.length !== 1 || least === undefined) continue;
      least.hidden = least.hidden.map((value, place) => value || place === k);
      changed = true;
    }
  }
  return changed;
}
