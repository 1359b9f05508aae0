import type { EvaluationResults } from './results.ts';
import { displayWidth } from './summary-table.ts';
import { type Purpose, type Verdict, type VerdictValue, purposes } from './verdict-results.ts';

/** What simulated answers may be wanted for, in words. */
export const purposeTitles: Readonly<Record<Purpose, string>> = {
  'questionnaire-pretest': 'Pretest of a questionnaire',
  'item-variance': 'Variance of an item',
  'effect-size': 'Size of an effect',
  'effect-sign': 'Sign of an effect',
  'subgroup-estimate': 'Estimates in subgroups',
  'coefficient-inference': 'Inference on coefficients',
};

/** One purpose with the verdict on the model in question and, for comparison, on the others. JSON-safe. */
export interface VerdictRow {
  readonly purpose: Purpose;
  readonly title: string;
  readonly verdict: VerdictValue;
  readonly reasons: readonly string[];
  /** What would allow to say, or to say more; null where nothing is missing. */
  readonly needed: string | null;
  readonly rule: string;
  /** Verdicts in the order of `VerdictTable.others`. */
  readonly others: readonly (VerdictValue | null)[];
}

export interface VerdictTable {
  /** Label of the model that the rows are about: the adapted one where there is one. */
  readonly subject: string;
  readonly others: readonly string[];
  readonly rows: readonly VerdictRow[];
}

/** The verdicts as a table, a row a purpose; null where the results have none. */
export function verdictTable({ verdicts, sources }: EvaluationResults): VerdictTable | null {
  const list = verdicts?.verdicts ?? [];
  const ids = [...new Set(list.map(({ source }) => source))];
  const [subject, ...others] = ids;
  if (subject === undefined) return null;
  const labelOf = (id: string): string => sources.find((source) => source.id === id)?.label ?? id;
  const of = (purpose: Purpose, id: string): Verdict | undefined =>
    list.find((entry) => entry.purpose === purpose && entry.source === id);
  return {
    subject: labelOf(subject),
    others: others.map(labelOf),
    rows: purposes.flatMap((purpose): VerdictRow[] => {
      const own = of(purpose, subject);
      if (own === undefined) return [];
      const { verdict, reasons, rule, needed } = own;
      return [
        {
          purpose,
          title: purposeTitles[purpose],
          verdict,
          reasons,
          needed: needed?.text ?? null,
          rule,
          others: others.map((id) => of(purpose, id)?.verdict ?? null),
        },
      ];
    }),
  };
}

/**
 * The verdicts as text, no line wider than `width` where the words allow it: purpose and verdicts in columns, and below
 * each the sentence that it rests on first. Lines have no trailing blanks.
 */
export function renderVerdictTable({ subject, others, rows }: VerdictTable, width = 100): string {
  const cells = [
    ['Verdict', subject, ...others],
    ...rows.map((row) => [row.title, row.verdict, ...row.others.map((verdict) => verdict ?? '–')]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? '')))) ?? [];
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((size) => '─'.repeat(size)).join('  ');
  const body = rows.flatMap((row, index) => [
    line(cells[index + 1] ?? []),
    ...deciding(row).flatMap((sentence) => wrapped(sentence, width - 4).map((text) => `    ${text}`)),
  ]);
  return [line(cells[0] ?? []), rule, ...body].join('\n');
}

/** The first reason; the last one too where something limits or takes the support; and what is missing. */
function deciding({ verdict, reasons, needed }: VerdictRow): string[] {
  const limited = verdict === 'supported with limits' || verdict === 'baseline is better';
  const last = limited && reasons.length > 1 ? reasons.slice(-1) : [];
  return [...reasons.slice(0, 1), ...last, ...(needed === null ? [] : [`Needed: ${needed}`])];
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
