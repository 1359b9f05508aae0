import type { Answers, CellValue, Codebook } from './codebook.ts';
import { variablesWithRole } from './codebook.ts';
import type { SplitSettings, SplitUnit } from './split.ts';

/** Answers by column: `values.get(name)[i]` belongs to the respondent of `rows[i]`. */
export interface AnswerColumns {
  readonly rows: readonly number[];
  readonly values: ReadonlyMap<string, readonly CellValue[]>;
}

/** Respondents or clusters with their stratum; a missing value is a stratum of its own. */
export function splitUnits(
  people: readonly { readonly row: number; readonly answers: Answers }[],
  codebook: Codebook,
  settings: SplitSettings,
): SplitUnit[] {
  const names = [...settings.stratify, ...variablesWithRole(codebook, 'cluster').map(({ name }) => name)];
  const rows = people.map(({ row }) => row);
  const columnOf = (name: string): CellValue[] => people.map(({ answers }) => answers[name] ?? null);
  return unitsOfColumns({ rows, values: new Map(names.map((name) => [name, columnOf(name)])) }, codebook, settings);
}

/** The same of columns, without an object for each of many respondents. A column that is not there is missing throughout. */
export function unitsOfColumns(
  { rows, values }: AnswerColumns,
  codebook: Codebook,
  settings: SplitSettings,
): SplitUnit[] {
  const cluster = settings.unit === 'cluster' ? variablesWithRole(codebook, 'cluster')[0]?.name : undefined;
  const strata = settings.stratify.map((name) => values.get(name));
  const stratumAt = (index: number): string => JSON.stringify(strata.map((column) => column?.[index] ?? null));
  if (cluster === undefined) return rows.map((row, index) => ({ rows: [row], stratum: stratumAt(index) }));
  const clusters = values.get(cluster);
  const units = new Map<string, { rows: number[]; stratum: string }>();
  for (const [index, row] of rows.entries()) {
    const value = clusters?.[index] ?? null;
    // A respondent without a cluster is a cluster alone.
    const key = value === null ? `row ${row}` : `cluster ${String(value)}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, { rows: [row], stratum: stratumAt(index) });
    else unit.rows.push(row);
  }
  return [...units.values()];
}
