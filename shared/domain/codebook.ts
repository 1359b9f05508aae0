import { z } from 'zod';
import { identifierKinds } from './identifiers.ts';

/** What a variable is for. `persona` variables describe a respondent; beliefs are asked before the action. */
export const roles = ['persona', 'treatment', 'belief', 'action', 'weight', 'cluster', 'id', 'excluded'] as const;
export const scales = ['nominal', 'ordinal', 'interval', 'binary', 'count', 'text'] as const;
export type Role = (typeof roles)[number];
export type Scale = (typeof scales)[number];

export const optionSchema = z.strictObject({
  /** The value as it is kept in the project (canonical text of the code). */
  value: z.string().min(1),
  label: z.string().min(1),
});
export type Option = z.infer<typeof optionSchema>;

export const wordingSchema = z.strictObject({
  /** The question as it is put to the respondent. */
  text: z.string(),
  /** Wording per treatment value, where an arm saw another text. */
  byCondition: z.record(z.string(), z.string()),
});

export const variableSchema = z.strictObject({
  name: z.string().min(1),
  /** Short name in words, used in personas, tables and charts. */
  label: z.string().min(1),
  role: z.enum(roles),
  scale: z.enum(scales),
  /** In the order of the scale; empty for interval, count and text. */
  options: z.array(optionSchema),
  /** Codes that mean "no answer", as text. */
  missing: z.array(z.string()),
  wording: wordingSchema,
  /** Unit of a number, for personas and axes. */
  unit: z.string(),
  /** What in its values may point to a person, as the import found; absent: nothing was found or looked for. */
  identifiers: z.array(z.enum(identifierKinds)).min(1).exactOptional(),
});
export type Variable = z.infer<typeof variableSchema>;

export const codebookSchema = z.strictObject({ variables: z.array(variableSchema) });
export type Codebook = z.infer<typeof codebookSchema>;

/** A cell after import: null = missing, number on interval and count scales, option value or text otherwise. */
export type CellValue = number | string | null;
/** One respondent: values by variable name. */
export type Answers = Readonly<Record<string, CellValue>>;

export function variablesWithRole(codebook: Codebook, ...wanted: readonly Role[]): Variable[] {
  return codebook.variables.filter((variable) => wanted.includes(variable.role));
}

export function findVariable(codebook: Codebook, name: string): Variable | undefined {
  return codebook.variables.find((variable) => variable.name === name);
}

/** True when answers are picked from a list. */
export function hasOptions(variable: Variable): boolean {
  return variable.options.length > 0;
}

export function isNumericScale(scale: Scale): boolean {
  return scale === 'interval' || scale === 'count';
}

/** Position of an option value in the scale's order, or -1. */
export function optionIndex(variable: Variable, value: CellValue): number {
  return variable.options.findIndex((option) => option.value === value);
}

/**
 * Number that stands for an option: its own code when every code of the variable is a number, otherwise its 1-based
 * position on the scale. Used for means, Wasserstein distances and as a regressor on ordinal and binary scales.
 */
export function optionScore(variable: Variable, index: number): number {
  const option = variable.options[index];
  if (option === undefined) return Number.NaN;
  return hasNumericCodes(variable) ? Number(option.value) : index + 1;
}

export function hasNumericCodes(variable: Variable): boolean {
  return (
    variable.options.length > 0 &&
    variable.options.every((option) => option.value.trim() !== '' && Number.isFinite(Number(option.value)))
  );
}

/** Number for statistics, or null when the value is missing or has no number. */
export function numericValue(variable: Variable, value: CellValue): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  const index = optionIndex(variable, value);
  if (index < 0 || variable.scale === 'nominal' || variable.scale === 'text') return null;
  return optionScore(variable, index);
}

/** The value in words: the option's label, or the number with its unit. */
export function valueInWords(variable: Variable, value: CellValue): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return variable.unit === '' ? String(value) : `${value} ${variable.unit}`;
  const option = variable.options.find((candidate) => candidate.value === value);
  return option?.label ?? value;
}

/** The question text for a treatment value. */
export function wordingFor(variable: Variable, condition: CellValue): string {
  const own = condition === null ? undefined : variable.wording.byCondition[String(condition)];
  return own ?? variable.wording.text;
}
