/** Sentences about rows that leave a project, and about what adapters give away. */
import { formatCount } from '../evaluation/format-number.ts';

export function leakageNotMeasured(why: string): string {
  return `What the adapter may give away was not measured: ${why} The rest of the evaluation does not need the model.`;
}

export function tooFewToExport(respondents: number, smallest: number): string {
  return `The evaluation part has ${respondents} respondents; rows are exported from ${smallest} on, since fewer can be told apart too easily. Nothing was written.`;
}

export function exportFileExists(path: string): string {
  return `${path} already exists, and an export replaces nothing. Choose another name, or remove the file first.`;
}

export function exportNotAgreed(): string {
  return 'Rows of single respondents were not exported: nobody agreed to it. Answer "yes" on the terminal, or add --i-may-export-rows if your data protection plan allows it.';
}

export interface ExportInWords {
  readonly respondents: number;
  readonly alone: number;
  readonly columns: readonly string[];
  readonly path: string;
}

/** What a person is told before agreeing. */
export function exportAnnouncement({ respondents, alone, columns, path }: ExportInWords): string {
  const told =
    alone === 0
      ? 'No respondent is alone with a combination of persona and treatment values.'
      : `${formatCount(alone)} of them ${alone === 1 ? 'is' : 'are'} alone with a combination of persona and treatment values and may be recognised.`;
  return [
    `This writes answers of single respondents, unencrypted, to ${path}.`,
    `It holds ${formatCount(respondents)} respondents with ${columns.length} columns: ${columns.join(', ')}.`,
    told,
    'Identifiers and excluded variables are left out. The audit log of the project notes the export.',
  ].join('\n');
}
