import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Codebook, Option, Variable } from '../../../../shared/domain/codebook.ts';
import { roles, scales } from '../../../../shared/domain/codebook.ts';
import { identifierKinds } from '../../../../shared/domain/identifiers.ts';
import { closestName } from '../../../../shared/domain/closest-name.ts';
import {
  codebookCellUnknown,
  codebookColumnsMissing,
  codebookNameMissing,
  codebookOptionUnreadable,
} from '../../../../shared/messages/codebook-messages.ts';

/**
 * A codebook as a table that a spreadsheet can edit: one row a variable, with the columns below and one `wording[<condition>]`
 * for each treatment value that has wordings of its own. Options are written as in REDCap's data dictionary, `1, no | 2, yes`,
 * missing codes as `-8 | -9`; a backslash before `|`, `,` or `\` takes it as text.
 */
const columns = ['name', 'label', 'role', 'scale', 'options', 'missing', 'wording', 'unit', 'identifiers'] as const;
const needed = ['name', 'role', 'scale'] as const;
const conditionColumn = /^wording\[(.+)\]$/s;

export function codebookToTable(codebook: Codebook): string {
  const conditions = [...new Set(codebook.variables.flatMap(({ wording }) => Object.keys(wording.byCondition)))];
  const header = [...columns, ...conditions.map((condition) => `wording[${condition}]`)];
  const rows = codebook.variables.map(({ name, label, role, scale, options, missing, wording, unit, identifiers }) => [
    name,
    label,
    role,
    scale,
    options.map((option) => `${escaped(option.value)}, ${escaped(option.label)}`).join(' | '),
    missing.map(escaped).join(' | '),
    wording.text,
    unit,
    (identifiers ?? []).join(' | '),
    ...conditions.map((condition) => wording.byCondition[condition] ?? ''),
  ]);
  return [header, ...rows].map((fields) => `${fields.map(toField).join(',')}\r\n`).join('');
}

export type ReadTable =
  | { readonly ok: true; readonly codebook: Codebook }
  /** Sentences with the line of the table. */
  | { readonly ok: false; readonly problems: readonly string[] };

const records = z.array(z.array(z.string()));

/** Reads such a table; the order of the columns does not matter, and those that are not known are left out. */
export function codebookFromTable(text: string): ReadTable {
  const options = { bom: true, relaxColumnCount: true, skipEmptyLines: true, delimiter: [',', ';', '\t'] };
  const [header = [], ...rows] = records.parse(parse(text, options));
  const names = header.map((name) => name.trim());
  const lacking = needed.filter((name) => !names.includes(name));
  if (lacking.length > 0) return { ok: false, problems: [codebookColumnsMissing(lacking)] };
  const problems: string[] = [];
  const variables = rows.map((fields, index) => {
    const cell = (name: string): string => (fields[names.indexOf(name)] ?? '').trim();
    const say = (sentence: string): number => problems.push(`Line ${index + 2}: ${sentence}`);
    return readVariable(cell, names, say);
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, codebook: { variables } };
}

function readVariable(
  cell: (name: string) => string,
  names: readonly string[],
  say: (sentence: string) => void,
): Variable {
  const name = cell('name');
  if (name === '') say(codebookNameMissing());
  const among = <Word extends string>(column: string, words: readonly Word[], instead: Word): Word => {
    const found = words.find((word) => word === cell(column).toLowerCase());
    if (found === undefined) say(codebookCellUnknown(column, cell(column), words, closestName(cell(column), words)));
    return found ?? instead;
  };
  const options = split(cell('options'), '|').flatMap((text): Option[] => {
    const [value = '', ...rest] = split(text, ',');
    const label = rest.join(', ');
    if (value === '' || label === '') say(codebookOptionUnreadable(text));
    return [{ value: plain(value), label: plain(label) }];
  });
  const byCondition = names.flatMap((column) => {
    const condition = conditionColumn.exec(column)?.[1];
    return condition === undefined || cell(column) === '' ? [] : [[condition, cell(column)] as const];
  });
  const identifiers = split(cell('identifiers'), '|').flatMap(
    (kind) => identifierKinds.find((own) => own === kind) ?? [],
  );
  return {
    name,
    label: cell('label') === '' ? name : cell('label'),
    role: among('role', roles, 'excluded'),
    scale: among('scale', scales, 'text'),
    options,
    missing: split(cell('missing'), '|').map(plain),
    wording: { text: cell('wording'), byCondition: Object.fromEntries(byCondition) },
    unit: cell('unit'),
    ...(identifiers.length === 0 ? {} : { identifiers }),
  };
}

/** Parts between marks that no backslash precedes, trimmed; escapes stay. */
function split(text: string, mark: '|' | ','): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\.|[^\\]|\\$/gsu)) {
    if (piece === mark) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return text.trim() === '' ? [] : parts.map((part) => part.trim());
}

function escaped(text: string): string {
  return text.replaceAll(/[\\|,]/g, '\\$&');
}

function plain(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1');
}

/** A field of CSV after RFC 4180. */
function toField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
