import { readFileSync } from 'node:fs';
import type { Codebook } from '../../../../shared/domain/codebook.ts';
import { codebookSchema } from '../../../../shared/domain/codebook.ts';
import {
  codebookNotJson,
  codebookUnusable,
  fileNotFound,
  fileUnreadable,
} from '../../../../shared/messages/codebook-messages.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import { recipeFieldFault } from '../../../../shared/messages/recipe-messages.ts';
import { explainIssue, fieldFaults } from '../recipe/explain-issue.ts';
import { fieldName } from '../recipe/field-name.ts';
import { codebookFromTable, codebookToTable } from './codebook-table.ts';

export function codebookText(codebook: Codebook, format: 'json' | 'csv'): string {
  return format === 'csv' ? codebookToTable(codebook) : `${JSON.stringify(codebook, null, 2)}\n`;
}

/**
 * Reads a codebook as `codebookText` writes it; JSON begins with a brace, everything else is a table.
 *
 * @throws `file-not-found`, `file-unreadable`, `codebook-invalid` with all faults in `details.problems`
 */
export function readCodebookFile(path: string): Codebook {
  const text = readText(path);
  if (!text.trimStart().startsWith('{')) {
    const table = codebookFromTable(text);
    return table.ok ? table.codebook : refuse(path, table.problems);
  }
  const value = parseJson(path, text);
  const parsed = codebookSchema.safeParse(value, { error: explainIssue, reportInput: true });
  if (parsed.success) return parsed.data;
  const faults = fieldFaults(parsed.error.issues, value);
  return refuse(
    path,
    faults.map(({ path: field, key, message }) =>
      recipeFieldFault(fieldName(key === undefined ? field : [...field, key]), message),
    ),
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(path, [codebookNotJson()]);
  }
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const [code, sentence] = missing
      ? (['file-not-found', fileNotFound(path)] as const)
      : (['file-unreadable', fileUnreadable(path)] as const);
    throw new PilotlightError(code, sentence, { path }, { cause: error });
  }
}

function refuse(path: string, problems: readonly string[]): never {
  const sentence = codebookUnusable(path, problems.length, problems[0] ?? '');
  throw new PilotlightError('codebook-invalid', sentence, { path, problems });
}
