import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { checkStudy } from '../../../../shared/domain/check-study.ts';
import type { Dialect } from '../../../../shared/domain/dialect.ts';
import type { Recipe } from '../../../../shared/domain/recipe.ts';
import { recipeSchema, studyFromRecipe } from '../../../../shared/domain/recipe.ts';
import type { Study } from '../../../../shared/domain/study.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import {
  recipeDataFolder,
  recipeDataMissing,
  recipeFieldFault,
  recipeInvalid,
  recipeMissing,
  recipeNotUtf8,
  recipeUnreadable,
} from '../../../../shared/messages/recipe-messages.ts';
import { hashText } from '../hash.ts';
import type { FieldFault } from './explain-issue.ts';
import { explainIssue, fieldFaults } from './explain-issue.ts';
import { fieldName } from './field-name.ts';
import type { PlacedFault, RecipeDocument } from './recipe-document.ts';
import { parseRecipeDocument } from './recipe-document.ts';

export interface LoadedRecipe {
  readonly study: Study;
  readonly recipe: Recipe;
  /** Absolute path; the file exists. */
  readonly dataFile: string;
  /** What the recipe says about the form of the data file; the rest is found out on import. */
  readonly dialect: Partial<Dialect>;
  /** Absolute path; whether the model can be used is told when it is opened. */
  readonly modelFile: string;
  /** Absolute path of an adapter made elsewhere; null where the model is adapted in the project. */
  readonly adapterFile: string | null;
  readonly threads?: number;
  /** The recipe as it stands in the file. */
  readonly text: string;
  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** Longer lists help nobody: one fault often causes others. */
const mostProblems = 20;

/**
 * Reads and checks a recipe. Paths in it are relative to the recipe's own folder.
 *
 * @throws PilotlightError `file-not-found`, `file-unreadable`, or `recipe-invalid` with all faults (at most 20) in
 *   `details.problems`, each as `file:line:column: sentence`
 */
export function readRecipe(path: string): LoadedRecipe {
  const bytes = readBytes(path);
  const text = decode(bytes, path);
  const document = parseRecipeDocument(text);
  if (document.faults.length > 0) refuse(path, document.faults);

  const parsed = recipeSchema.safeParse(document.value ?? {}, { error: explainIssue, reportInput: true });
  if (!parsed.success) {
    refuse(
      path,
      fieldFaults(parsed.error.issues, document.value ?? {}).map((fault) => placed(document, fault)),
    );
  }
  const recipe = parsed.data;
  const study = studyFromRecipe(recipe);
  const folder = dirname(resolve(path));
  const { file, ...dialect } = recipe.data;
  const dataFile = resolve(folder, file);
  const faults = [...checkStudy(study), ...dataFaults(dataFile)];
  if (faults.length > 0)
    refuse(
      path,
      faults.map((fault) => placed(document, fault)),
    );
  return {
    study,
    recipe,
    dataFile,
    dialect,
    modelFile: resolve(folder, recipe.model.base),
    adapterFile: recipe.model.adapter === undefined ? null : resolve(folder, recipe.model.adapter),
    ...(recipe.model.threads === undefined ? {} : { threads: recipe.model.threads }),
    text,
    sha256: hashText(bytes),
  };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new PilotlightError(
      missing ? 'file-not-found' : 'file-unreadable',
      missing ? recipeMissing(path) : recipeUnreadable(path),
      { path },
      { cause: error },
    );
  }
}

/** The text without a byte order mark. */
function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new PilotlightError('file-unreadable', recipeNotUtf8(path), { path }, { cause: error });
  }
}

function dataFaults(dataFile: string): FieldFault[] {
  const path = ['data', 'file'];
  if (!existsSync(dataFile)) return [{ path, message: recipeDataMissing(dataFile) }];
  return statSync(dataFile).isFile() ? [] : [{ path, message: recipeDataFolder(dataFile) }];
}

function placed(document: RecipeDocument, fault: FieldFault): PlacedFault {
  const place = fault.key === undefined ? document.place(fault.path) : document.placeOfKey(fault.path, fault.key);
  const field = fieldName(fault.key === undefined ? fault.path : [...fault.path, fault.key]);
  return { ...place, message: recipeFieldFault(field, fault.message) };
}

function refuse(path: string, faults: readonly PlacedFault[]): never {
  const file = basename(path);
  const sorted = faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const problems = [...new Set(sorted.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`))];
  const first = problems[0] ?? '';
  throw new PilotlightError('recipe-invalid', recipeInvalid(path, problems.length, first), {
    path,
    problems: problems.slice(0, mostProblems),
    count: problems.length,
  });
}
