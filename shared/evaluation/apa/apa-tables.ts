import type { EvaluationResults } from '../results.ts';
import { decidingReasons } from '../deciding-reasons.ts';
import { thinSpace } from '../format-number.ts';
import { verdictTable } from '../verdict-table.ts';
import type { ApaDraft, ApaTable } from './apa-table.ts';
import { cellsRow, noNumber, textColumn } from './apa-table.ts';
import { divergenceTable, furtherDivergenceTable } from './divergence-table.ts';
import { averageEffectsTable, effectsTable } from './effects-table.ts';
import { recoveryTable, signTable } from './recovery-table.ts';
import { rectifiedTables } from './rectified-table.ts';
import { regressionTables } from './regression-table.ts';
import { structureTable } from './structure-table.ts';
import { subgroupTable } from './subgroup-table.ts';

/**
 * The tables of a paper, numbered: regressions and how far they are recovered, treatment effects, distances overall and by
 * subgroup, coherence and heterogeneity, rectified estimates, verdicts. Small cells are the caller's to hide.
 */
export function apaTables(results: EvaluationResults): ApaTable[] {
  const drafts = [
    ...regressionTables(results),
    signTable(results),
    recoveryTable(results),
    effectsTable(results),
    averageEffectsTable(results),
    divergenceTable(results),
    furtherDivergenceTable(results),
    subgroupTable(results),
    structureTable(results),
    ...rectifiedTables(results),
    verdictDraft(results),
  ].filter((draft) => draft !== null);
  // A table is copied by itself, so each says it.
  const origin = results.study.synthetic ? ' The data of this study are synthetic.' : '';
  return drafts.map((draft, index) => withCommas({ ...draft, number: index + 1, note: `${draft.note}${origin}` }));
}

/** APA parts thousands by commas, where the report has thin spaces. */
function withCommas(table: ApaTable): ApaTable {
  const written = (text: string): string => text.replace(new RegExp(`(?<=\\d)${thinSpace}(?=\\d{3})`, 'g'), ',');
  return {
    ...table,
    title: written(table.title),
    rows: table.rows.map((row) =>
      row.kind === 'cells' ? { ...row, cells: row.cells.map(written) } : { ...row, label: written(row.label) },
    ),
    note: written(table.note),
  };
}

function verdictDraft(results: EvaluationResults): ApaDraft | null {
  const table = verdictTable(results);
  if (table === null) return null;
  return {
    id: 'verdicts',
    title: 'What the simulated answers may be used for in this study',
    columns: ['Purpose', table.subject, ...table.others, 'Reason'].map(textColumn),
    rows: table.rows.map(({ title, verdict, others, reasons }) =>
      cellsRow([
        title,
        verdict,
        ...others.map((other) => other ?? noNumber),
        decidingReasons({ verdict, reasons }).join(' ') || noNumber,
      ]),
    ),
    note: `Reasons are those that decide, and about ${table.subject}. Rules, thresholds and all reasons are in the report.`,
  };
}
