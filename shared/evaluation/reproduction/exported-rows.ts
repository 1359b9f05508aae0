import type { CellValue } from '../../domain/codebook.ts';
import { variablesWithRole } from '../../domain/codebook.ts';
import type { Frame } from '../../statistics/types.ts';
import { sharesClusters } from '../rectification-survey.ts';
import type { ExportedSection, ExportedTwins } from './exported-sections.ts';
import { countExported, exportedSections } from './exported-sections.ts';
import type { ExportedSides } from './exported-sides.ts';
import { fittedTwins } from './fitted-twins.ts';
import type { RowsLayout } from './rows-layout.ts';
import { ownColumns, probabilityColumn } from './rows-layout.ts';
import { type ExportedInput, type UsefulParts, usefulParts } from './useful-parts.ts';

export interface ExportFacts {
  readonly header: readonly string[];
  /** Rows without the header. */
  readonly count: number;
  readonly respondents: number;
  /** Respondents whose combination of persona, treatment and subgroup values nobody else has. */
  readonly alone: number;
}

export interface ExportedRows extends ExportFacts {
  /** Null is an empty cell. */
  readonly rows: readonly (readonly CellValue[])[];
}

type Cells = readonly CellValue[];

/** What `exportedRows` would hold, without fitting or laying out anything. */
export function exportFacts(input: ExportedInput, layout: RowsLayout, sides: ExportedSides): ExportFacts {
  const { people, rows } = countExported(input, sides);
  const shared = people.flatMap(({ n, frame }) => Array.from({ length: n }, (_, r) => sharedCells(layout, frame, r)));
  return {
    header: headerOf(input, layout, sides, usefulParts(input, sides)),
    count: rows,
    respondents: shared.length,
    alone: aloneAmong(shared),
  };
}

/**
 * The evaluation humans, their twins, or both as rows: one per human and one per twin and seed, respondent by respondent.
 * Both hold all that the scripts need to redo the numbers: also the twins of the baselines, and, where estimates are rectified
 * or cross-fitted, those humans and their twins, with a column that tells the parts and one that tells the folds.
 * A twin's cells are empty where the human gave no answer, since nothing is compared there. Respondents are sorted by what
 * the rows say and numbered anew, so that their order tells nothing; clusters are numbered too.
 */
export function exportedRows(
  input: ExportedInput,
  layout: RowsLayout,
  sides: ExportedSides,
  seeds: readonly number[],
): ExportedRows {
  const parts = usefulParts(input, sides);
  const fitted = sides === 'both' ? fittedTwins(input, parts) : { baselines: [], rectification: [], crossFit: [] };
  const sections = exportedSections(input, parts, fitted);
  const people = sections
    .flatMap((section) =>
      Array.from({ length: section.n }, (_, r) => ({
        r,
        section,
        shared: sharedCells(layout, section.frame, r),
        records: recordsOf(input, section, r, sides, seeds),
      })),
    )
    .sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
  const weights = layout.weighted ? variablesWithRole(input.codebook, 'weight')[0]?.name : undefined;
  const clusters = clusterColumn(input, layout, parts);
  const numbers = new Map<CellValue, number>();
  const clusterOf = (frame: Frame, r: number): CellValue => {
    const value = clusters === undefined ? null : (frame[clusters]?.[r] ?? null);
    if (value === null) return null;
    const known = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, known);
    return known;
  };
  const { hasParts, hasFolds } = marksOf(parts);
  const rows = people.flatMap(({ r, section: { frame }, shared, records }, index) => {
    const cluster = clusterOf(frame, r);
    const own: Cells = [
      ...(weights === undefined ? [] : [frame[weights]?.[r] ?? null]),
      ...(clusters === undefined ? [] : [cluster]),
    ];
    return records.map(({ part, fold, head, cells }): Cells => [
      ...(hasParts ? [part] : []),
      ...(hasFolds ? [fold] : []),
      ...head,
      index + 1,
      ...own,
      ...shared,
      ...cells,
    ]);
  });
  return {
    header: headerOf(input, layout, sides, parts),
    rows,
    count: rows.length,
    respondents: people.length,
    alone: aloneAmong(people.map(({ shared }) => shared)),
  };
}

function sharedCells(layout: RowsLayout, frame: Frame, r: number): Cells {
  return layout.shared.map(({ name }): CellValue => frame[name]?.[r] ?? null);
}

function aloneAmong(people: readonly Cells[]): number {
  const groups = new Map<string, number>();
  for (const cells of people) groups.set(JSON.stringify(cells), (groups.get(JSON.stringify(cells)) ?? 0) + 1);
  return [...groups.values()].filter((count) => count === 1).length;
}

function marksOf({ rectification, crossFit }: UsefulParts) {
  return { hasParts: rectification !== null || crossFit !== null, hasFolds: crossFit !== null };
}

/** Clusters leave the project where a regression has errors by cluster, or rectified estimates do. */
function clusterColumn(
  { codebook, frame }: ExportedInput,
  { clustered }: RowsLayout,
  { rectification, crossFit }: UsefulParts,
): string | undefined {
  const parts = [rectification, crossFit].filter((part) => part !== null);
  const needed = clustered || parts.some((part) => sharesClusters(codebook, [part.frame, frame]));
  return needed ? variablesWithRole(codebook, 'cluster')[0]?.name : undefined;
}

function headerOf(input: ExportedInput, layout: RowsLayout, sides: ExportedSides, parts: UsefulParts): string[] {
  const { hasParts, hasFolds } = marksOf(parts);
  return [
    ...(hasParts ? [ownColumns.part] : []),
    ...(hasFolds ? [ownColumns.fold] : []),
    ownColumns.source,
    ownColumns.seed,
    ownColumns.respondent,
    ...(layout.weighted ? [ownColumns.weight] : []),
    ...(clusterColumn(input, layout, parts) === undefined ? [] : [ownColumns.cluster]),
    ...layout.shared.map(({ name }) => name),
    ...layout.items.map(({ name }) => name),
    ...(sides === 'humans'
      ? []
      : layout.items.flatMap(({ name, codes }) => codes.map((_, option) => probabilityColumn(name, option + 1)))),
  ];
}

interface Record {
  readonly part: string;
  /** From 1. */
  readonly fold: number | null;
  /** Source and seed. */
  readonly head: Cells;
  /** Answers and probabilities. */
  readonly cells: Cells;
}

function recordsOf(
  input: ExportedInput,
  { part, answers, foldOf, twins }: ExportedSection,
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
    part,
    fold: foldOf?.(r) ?? null,
    head: ['human', null],
    cells: [...input.items.map((_, i) => valueOf(i, answers[i]?.[r] ?? -1)), ...noProbabilities],
  };
  const twinsOf = (own: ExportedTwins): Record[] => {
    const probabilities = input.items.flatMap(({ variable }, i) =>
      variable.options.map((_, option): CellValue => {
        const value = own.probabilities[i]?.[r * variable.options.length + option];
        return answered[i] === true && value !== undefined ? value : null;
      }),
    );
    return own.draws.map((columns, s): Record => {
      const drawn = columns.map((column, i) => (answered[i] === true ? valueOf(i, column[r] ?? -1) : null));
      const head = [own.id, seeds[s] ?? s + 1];
      return { part: own.part, fold: own.foldOf?.(r) ?? null, head, cells: [...drawn, ...probabilities] };
    });
  };
  return [...(sides === 'twins' ? [] : [human]), ...(sides === 'humans' ? [] : twins.flatMap(twinsOf))];
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
