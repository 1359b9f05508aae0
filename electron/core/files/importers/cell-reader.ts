import type { CellValue, Variable } from '../../../../shared/domain/codebook.ts';
import { hasOptions, isNumericScale } from '../../../../shared/domain/codebook.ts';
import type { ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import { createNumberParser } from './parse-number.ts';
import type { ParsedNumber } from './parse-number.ts';

/** Why a value was rejected. */
export const rejectionReasons = ['not-an-option', 'not-a-number', 'not-exact', 'not-a-count'] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

export type ReadCell =
  | { readonly kind: 'value'; readonly value: CellValue }
  | { readonly kind: 'missing'; readonly code: string }
  | { readonly kind: 'rejected'; readonly reason: RejectionReason };

type ReadText = (text: string) => ReadCell | undefined;

/**
 * Reads the fields of one column as its variable in the codebook says; fields come trimmed. An empty field is missing without a code.
 *
 * Options: the exact value, then the exact label, then a code that is the same number ("3.0" for "3"). Numbers (interval and
 * count scales, weights): see `createNumberParser`; an option's label stands for its code. Otherwise the text itself. A code in the
 * variable's own list of missing codes comes before its options, a code of the dialect's list after them.
 */
export function createCellReader(
  variable: Variable,
  dialect: Pick<ResolvedDialect, 'decimal' | 'thousands' | 'missing'>,
): (text: string) => ReadCell {
  const parse = createNumberParser(dialect);
  const steps: readonly ReadText[] = [
    (text) => (text === '' ? { kind: 'value', value: null } : undefined),
    exactMissing(variable.missing),
    ...(readsNumbers(variable) ? [] : [exactOption(variable)]),
    exactMissing(dialect.missing),
    ...(hasOptions(variable) || readsNumbers(variable) ? [numericMissing(variable.missing, parse)] : []),
    readsNumbers(variable) ? numberOf(variable, parse) : optionOrText(variable, parse),
  ];
  return (text) => {
    for (const step of steps) {
      const cell = step(text);
      if (cell !== undefined) return cell;
    }
    return { kind: 'value', value: text };
  };
}

function readsNumbers(variable: Variable): boolean {
  return isNumericScale(variable.scale) || variable.role === 'weight';
}

function exactMissing(codes: readonly string[]): ReadText {
  const known = new Set(codes);
  return (text) => (known.has(text) ? { kind: 'missing', code: text } : undefined);
}

/** The code is reported as the codebook writes it: "-9" for "-9.0". */
function numericMissing(codes: readonly string[], parse: (text: string) => ParsedNumber): ReadText {
  const byNumber = numbersOf(codes);
  return (text) => {
    const number = parse(text);
    const code = number.ok ? byNumber.get(number.value) : undefined;
    return code === undefined ? undefined : { kind: 'missing', code };
  };
}

function exactOption(variable: Variable): ReadText {
  // Values are set last, so that a value wins over another option's label of the same text.
  const byText = new Map<string, string>();
  for (const { value, label } of variable.options.toReversed()) byText.set(label.normalize('NFC'), value);
  for (const { value } of variable.options.toReversed()) byText.set(value.normalize('NFC'), value);
  return (text) => {
    const value = byText.get(text) ?? byText.get(text.normalize('NFC'));
    return value === undefined ? undefined : { kind: 'value', value };
  };
}

function optionOrText(variable: Variable, parse: (text: string) => ParsedNumber): ReadText {
  if (!hasOptions(variable)) return (text) => ({ kind: 'value', value: text });
  const byNumber = numbersOf(variable.options.map((option) => option.value));
  return (text) => {
    const number = parse(text);
    const value = number.ok ? byNumber.get(number.value) : undefined;
    return value === undefined ? { kind: 'rejected', reason: 'not-an-option' } : { kind: 'value', value };
  };
}

function numberOf(variable: Variable, parse: (text: string) => ParsedNumber): ReadText {
  const byLabel = new Map(variable.options.map(({ value, label }) => [label.normalize('NFC'), Number(value)]));
  return (text) => {
    const number = parse(text);
    const labelled = byLabel.get(text.normalize('NFC'));
    if (!number.ok) {
      return labelled === undefined || !Number.isFinite(labelled)
        ? { kind: 'rejected', reason: number.reason }
        : { kind: 'value', value: labelled };
    }
    if (variable.scale === 'count' && !(Number.isSafeInteger(number.value) && number.value >= 0)) {
      return { kind: 'rejected', reason: 'not-a-count' };
    }
    return { kind: 'value', value: number.value };
  };
}

/** Codes that are plain numbers with a decimal point, by their number; the first of equal ones counts. */
function numbersOf(codes: readonly string[]): Map<number, string> {
  const parse = createNumberParser({ decimal: '.', thousands: '' });
  const byNumber = new Map<number, string>();
  for (const code of codes) {
    const number = parse(code);
    if (number.ok && !byNumber.has(number.value)) byNumber.set(number.value, code);
  }
  return byNumber;
}
