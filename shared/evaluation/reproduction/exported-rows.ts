import type { CellValue } from '../../domain/codebook.ts';
import { variablesWithRole } from '../../domain/codebook.ts';
import type { Frame } from '../../statistics/types.ts';
import type { EvaluationInput, RectificationTwins } from '../evaluation-input.ts';
import { sharesClusters } from '../rectification-sides.ts';
import { leastHumans } from '../rectified-target.ts';
import type { RowsLayout } from './rows-layout.ts';
import { ownColumns, probabilityColumn } from './rows-layout.ts';

export const exportedSides = ['humans', 'twins', 'both'] as const;
export type ExportedSides = (typeof exportedSides)[number];

export interface ExportedRows {
  readonly header: readonly string[];
  /** Null is an empty cell. */
  readonly rows: readonly (readonly CellValue[])[];
  readonly respondents: number;
  /** Respondents whose combination of persona, treatment and subgroup values nobody else has. */
  readonly alone: number;
}

type Cells = readonly CellValue[];

/** The people of one part of the split with their answers and twins. */
interface Section {
  readonly part: 'evaluation' | 'rectification';
  readonly n: number;
  readonly frame: Frame;
  readonly answers: readonly Int16Array[];
  readonly sources: readonly RectificationTwins[];
}

/**
 * The evaluation humans, their twins, or both as rows: one per human and one per twin and seed, respondent by respondent;
 * with both, the rectification humans and their twins too where estimates are rectified, and a column that tells the parts.
 * A twin's cells are empty where the human gave no answer, since nothing is compared there. Respondents are sorted by what
 * the rows say and numbered anew, so that their order tells nothing; clusters are numbered too.
 */
export function exportedRows(
  input: Omit<EvaluationInput, 'rule'>,
  layout: RowsLayout,
  sides: ExportedSides,
  seeds: readonly number[],
): ExportedRows {
  const sections = sectionsOf(input, layout, sides);
  const people = sections
    .flatMap((section) =>
      Array.from({ length: section.n }, (_, r) => ({
        r,
        section,
        shared: layout.shared.map(({ name }): CellValue => section.frame[name]?.[r] ?? null),
        records: recordsOf(input, section, r, sides, seeds),
      })),
    )
    .sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
  const weights = layout.weighted ? variablesWithRole(input.codebook, 'weight')[0]?.name : undefined;
  const clusters = layout.clustered ? variablesWithRole(input.codebook, 'cluster')[0]?.name : undefined;
  const numbers = new Map<CellValue, number>();
  const clusterOf = (frame: Frame, r: number): CellValue => {
    const value = clusters === undefined ? null : (frame[clusters]?.[r] ?? null);
    if (value === null) return null;
    const known = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, known);
    return known;
  };
  const rows = people.flatMap(({ r, section: { part, frame }, shared, records }, index) => {
    const cluster = clusterOf(frame, r);
    const own: Cells = [
      ...(weights === undefined ? [] : [frame[weights]?.[r] ?? null]),
      ...(clusters === undefined ? [] : [cluster]),
    ];
    const parts = sections.length > 1 ? [part] : [];
    return records.map(({ head, cells }): Cells => [...parts, ...head, index + 1, ...own, ...shared, ...cells]);
  });
  const groups = new Map<string, number>();
  for (const { shared } of people) groups.set(JSON.stringify(shared), (groups.get(JSON.stringify(shared)) ?? 0) + 1);
  return {
    header: [...(sections.length > 1 ? [ownColumns.part] : []), ...headerOf(layout, sides)],
    rows,
    respondents: people.length,
    alone: [...groups.values()].filter((count) => count === 1).length,
  };
}

function sectionsOf(input: Omit<EvaluationInput, 'rule'>, layout: RowsLayout, sides: ExportedSides): Section[] {
  const { n, frame, sources } = input;
  const own: Section = { part: 'evaluation', n, frame, answers: input.items.map(({ human }) => human), sources };
  const rectification = input.rectification ?? null;
  // Nobody leaves the project of whom no script can make use.
  const useful =
    sides === 'both' &&
    rectification !== null &&
    rectification.n >= leastHumans &&
    rectification.sources.length > 0 &&
    !layout.weighted &&
    !sharesClusters(input.codebook, [rectification.frame, frame]);
  return useful ? [own, { ...rectification, part: 'rectification' }] : [own];
}

function headerOf(layout: RowsLayout, sides: ExportedSides): string[] {
  return [
    ownColumns.source,
    ownColumns.seed,
    ownColumns.respondent,
    ...(layout.weighted ? [ownColumns.weight] : []),
    ...(layout.clustered ? [ownColumns.cluster] : []),
    ...layout.shared.map(({ name }) => name),
    ...layout.items.map(({ name }) => name),
    ...(sides === 'humans'
      ? []
      : layout.items.flatMap(({ name, codes }) => codes.map((_, option) => probabilityColumn(name, option + 1)))),
  ];
}

interface Record {
  /** Source and seed. */
  readonly head: Cells;
  /** Answers and probabilities. */
  readonly cells: Cells;
}

function recordsOf(
  input: Omit<EvaluationInput, 'rule'>,
  { answers, sources }: Section,
  r: number,
  sides: ExportedSides,
  seeds: readonly number[],
): Record[] {
  const answered = input.items.map((_, i) => (answers[i]?.[r] ?? -1) >= 0);
  const valueOf = (item: number, option: number): CellValue =>
    input.items[item]?.variable.options[option]?.value ?? null;
  const noProbabilities =
    sides === 'humans' ? [] : input.items.flatMap(({ variable }) => variable.options.map(() => null));
  const human: Record = {
    head: ['human', null],
    cells: [...input.items.map((_, i) => valueOf(i, answers[i]?.[r] ?? -1)), ...noProbabilities],
  };
  const twinsOf = (source: RectificationTwins): Record[] => {
    const probabilities = input.items.flatMap(({ variable }, i) =>
      variable.options.map((_, option): CellValue => {
        const value = source.probabilities[i]?.[r * variable.options.length + option];
        return answered[i] === true && value !== undefined ? value : null;
      }),
    );
    return source.draws.map((columns, s): Record => {
      const drawn = columns.map((column, i) => (answered[i] === true ? valueOf(i, column[r] ?? -1) : null));
      return { head: [source.id, seeds[s] ?? s + 1], cells: [...drawn, ...probabilities] };
    });
  };
  return [...(sides === 'twins' ? [] : [human]), ...(sides === 'humans' ? [] : sources.flatMap(twinsOf))];
}

function keyOf({ shared, records }: { readonly shared: Cells; readonly records: readonly Record[] }): string {
  return JSON.stringify([shared, records]);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows as CSV after RFC 4180, with a line feed after each record. */
export function csvText(table: Pick<ExportedRows, 'header' | 'rows'>): string {
  return [...csvParts(table)].map(({ text }) => text).join('');
}

const rowsAPart = 2000;

/** The same text in parts, each with the number of rows that are in it and in those before it. */
export function* csvParts({
  header,
  rows,
}: Pick<ExportedRows, 'header' | 'rows'>): Generator<{ readonly text: string; readonly done: number }> {
  yield { text: csvLine(header), done: 0 };
  for (let from = 0; from < rows.length; from += rowsAPart) {
    const part = rows.slice(from, from + rowsAPart);
    yield { text: part.map(csvLine).join(''), done: from + part.length };
  }
}

function csvLine(cells: Cells): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(value: CellValue): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
