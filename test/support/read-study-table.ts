import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { LoadedRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import type { Answers, CellValue, Variable } from '../../shared/domain/codebook.ts';
import { isNumericScale, optionIndex } from '../../shared/domain/codebook.ts';

const textRows = z.array(z.record(z.string(), z.string()));

export interface StudyTable {
  readonly rows: readonly Answers[];
  /** `variable=value` of every value that the codebook neither lists nor calls missing. */
  readonly uncovered: readonly string[];
}

/** The data of a recipe, read with a plain CSV parser, independently of the importer. */
export function readStudyTable({ study, dataFile, dialect }: LoadedRecipe): StudyTable {
  const text = readFileSync(dataFile, 'utf8');
  const { delimiter = ',', quote = '"' } = dialect;
  const raw = textRows.parse(parse(text, { columns: true, delimiter, quote, trim: true }));
  const uncovered = new Set<string>();
  const rows = raw.map((cells) =>
    Object.fromEntries(
      study.codebook.variables
        .filter((variable) => variable.role !== 'excluded')
        .map((variable) => [variable.name, cellValue(variable, cells[variable.name], uncovered)]),
    ),
  );
  return { rows, uncovered: [...uncovered] };
}

function cellValue(variable: Variable, text: string | undefined, uncovered: Set<string>): CellValue {
  const note = (): null => {
    uncovered.add(`${variable.name}=${text ?? 'no such column'}`);
    return null;
  };
  if (text === undefined) return note();
  if (text === '' || variable.missing.includes(text)) return null;
  if (isNumericScale(variable.scale)) return Number.isFinite(Number(text)) ? Number(text) : note();
  return variable.options.length === 0 || optionIndex(variable, text) >= 0 ? text : note();
}
