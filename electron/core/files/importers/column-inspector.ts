import type { Role, Scale } from '../../../../shared/domain/codebook.ts';
import type { ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import type { IdentifierKind } from '../../../../shared/domain/identifiers.ts';
import type { ColumnInspection } from '../../../../shared/domain/inspection.ts';
import {
  codesTakenAsMissing,
  columnEmpty,
  columnWithoutName,
  identifierLeftOut,
  leadingZeros,
  notNumbers,
  textLeftOut,
} from '../../../../shared/messages/inspection-messages.ts';
import type { ValueForms } from './identifier-hints.ts';
import { addForms, identifiersIn, noForms } from './identifier-hints.ts';
import { missingCodesIn } from './missing-hints.ts';
import { inScaleOrder } from './ordered-answers.ts';
import { createNumberParser } from './parse-number.ts';
import type { HeaderColumn } from './read-header.ts';

export interface ColumnInspector {
  add(text: string): void;
  finish(): ColumnInspection;
}

/** Different values that are counted; a column with more is no list of options. */
const mostDistinct = 2_000;
const mostOptions = 30;
const mostOrdinal = 11;
const exampleCount = 3;
const exampleLength = 60;

/** What is known of the numbers of a column. */
interface Numbers {
  count: number;
  others: number;
  anOther: string;
  minimum: number;
  maximum: number;
  areWhole: boolean;
  zeros: string;
}

/** Gathers what one column seems to hold. Needs little memory however long the file is. */
export function createColumnInspector(column: HeaderColumn, dialect: ResolvedDialect): ColumnInspector {
  const parse = createNumberParser(dialect);
  const counts = new Map<string, number>();
  const rareForms = noForms();
  const rareNumbers = noNumbers();
  let empty = 0;
  let overflow = 0;
  const toNumber = (text: string): number | undefined => {
    const number = parse(text);
    return number.ok ? number.value : undefined;
  };
  return {
    add(text) {
      if (text === '') {
        empty += 1;
        return;
      }
      const known = counts.get(text);
      if (known !== undefined || counts.size < mostDistinct) counts.set(text, (known ?? 0) + 1);
      else {
        overflow += 1;
        addForms(rareForms, text, 1);
        addNumber(rareNumbers, text, toNumber(text), 1);
      }
    },
    finish() {
      const listed = [...counts.keys()];
      const codes = new Set([
        ...missingCodesIn(listed, toNumber),
        ...listed.filter((text) => dialect.missing.includes(text)),
      ]);
      const values = [...counts].filter(([text]) => !codes.has(text));
      for (const [text, cells] of values) {
        addForms(rareForms, text, cells);
        addNumber(rareNumbers, text, toNumber(text), cells);
      }
      const missing = [...codes].map((code) => ({ code, count: counts.get(code) ?? 0 }));
      return describe({ column, values, missing, empty, overflow, forms: rareForms, numbers: rareNumbers, toNumber });
    },
  };
}

function noNumbers(): Numbers {
  return { count: 0, others: 0, anOther: '', minimum: Infinity, maximum: -Infinity, areWhole: true, zeros: '' };
}

function addNumber(numbers: Numbers, text: string, value: number | undefined, cells: number): void {
  if (value === undefined) {
    numbers.others += cells;
    numbers.anOther = numbers.anOther === '' ? text : numbers.anOther;
    return;
  }
  numbers.count += cells;
  numbers.minimum = Math.min(numbers.minimum, value);
  numbers.maximum = Math.max(numbers.maximum, value);
  numbers.areWhole &&= Number.isInteger(value);
  if (/^0\d/.test(text)) numbers.zeros = text;
}

interface Gathered {
  readonly column: HeaderColumn;
  readonly values: readonly (readonly [string, number])[];
  readonly missing: readonly { readonly code: string; readonly count: number }[];
  readonly empty: number;
  readonly overflow: number;
  readonly forms: ValueForms;
  readonly numbers: Numbers;
  readonly toNumber: (text: string) => number | undefined;
}

function describe(gathered: Gathered): ColumnInspection {
  const { column, values, missing, empty, overflow, forms, numbers } = gathered;
  const { scale, order } = scaleOf(gathered);
  const isNumeric = numbers.count > 0 && numbers.others === 0;
  const facts = { name: column.name, forms, distinct: values.length + overflow, isNumeric };
  const identifiers = identifiersIn({ ...facts, distinct: overflow > 0 ? facts.distinct : values.length });
  const role = roleOf(column.name, scale, identifiers, values.length);
  const counts = new Map(values);
  return {
    name: column.name,
    question: column.question,
    filled: forms.filled,
    missing: missing.reduce((sum, { count }) => sum + count, 0),
    empty,
    distinct: values.length,
    distinctIsAtLeast: overflow > 0,
    scale,
    role,
    options: order.map((value) => ({ value, label: value, count: counts.get(value) ?? 0 })),
    missingCodes: missing.map((code) => ({ ...code })),
    minimum: numbers.count > 0 ? numbers.minimum : null,
    maximum: numbers.count > 0 ? numbers.maximum : null,
    examples: values.slice(0, exampleCount).map(([text]) => shortened(text)),
    identifiers,
    losses: lossesOf(gathered, scale, role, identifiers),
  };
}

/** The scale that fits the values, and its options in order; none for numbers and text. */
function scaleOf({ values, overflow, forms, numbers, toNumber }: Gathered): { scale: Scale; order: string[] } {
  const texts = values.map(([text]) => text);
  const isNumeric = numbers.count > 0 && numbers.others === 0;
  const byNumber = (): string[] => texts.toSorted((a, b) => (toNumber(a) ?? 0) - (toNumber(b) ?? 0));
  if (overflow > 0 || texts.length < 2)
    return isMostlyNumeric(numbers) ? { scale: 'interval', order: [] } : { scale: 'text', order: [] };
  if (isNumeric) {
    const differs = new Set(texts.map(toNumber)).size === texts.length;
    const isShort =
      numbers.areWhole && texts.length <= mostOrdinal && numbers.maximum - numbers.minimum <= 20 && differs;
    if (!isShort) return { scale: 'interval', order: [] };
    return { scale: texts.length === 2 ? 'binary' : 'ordinal', order: byNumber() };
  }
  if (isMostlyNumeric(numbers)) return { scale: 'interval', order: [] };
  if (texts.length === 2) return { scale: 'binary', order: texts.toSorted() };
  const ordered = inScaleOrder(texts);
  if (ordered !== undefined) return { scale: 'ordinal', order: ordered };
  const isList = texts.length <= mostOptions && (forms.filled < 10 || texts.length <= forms.filled / 2);
  return isList ? { scale: 'nominal', order: texts.toSorted() } : { scale: 'text', order: [] };
}

/** Some entries that are no numbers do not make a column of numbers text. */
function isMostlyNumeric({ count, others }: Numbers): boolean {
  return count > 0 && others <= count / 20;
}

function roleOf(name: string, scale: Scale, identifiers: readonly IdentifierKind[], distinct: number): Role {
  if (name === '' || identifiers.length > 0 || distinct === 0 || scale === 'text') return 'excluded';
  if (/^(?:p?weights?|wgt|wt|.*_weight)$/i.test(name) && scale === 'interval') return 'weight';
  const isArm = /^(?:treatment|treat|condition|arm|group|experimental_?group)$/i.test(name) && scale !== 'interval';
  return isArm ? 'treatment' : 'persona';
}

function lossesOf(
  { column, values, missing, overflow, numbers }: Gathered,
  scale: Scale,
  role: Role,
  identifiers: readonly IdentifierKind[],
): string[] {
  if (column.name === '') return [columnWithoutName()];
  const losses: string[] = [];
  const cells = missing.reduce((sum, { count }) => sum + count, 0);
  if (values.length === 0) losses.push(columnEmpty());
  else if (identifiers.length > 0) losses.push(identifierLeftOut(identifiers));
  else if (role === 'excluded')
    losses.push(textLeftOut(overflow > 0 ? `more than ${values.length}` : String(values.length)));
  if (missing.length > 0)
    losses.push(
      codesTakenAsMissing(
        missing.map(({ code }) => code),
        cells,
      ),
    );
  if (scale === 'interval' && numbers.others > 0) losses.push(notNumbers(numbers.others, shortened(numbers.anOther)));
  if (scale === 'interval' && numbers.zeros !== '') losses.push(leadingZeros(numbers.zeros));
  return losses;
}

function shortened(text: string): string {
  return text.length <= exampleLength ? text : `${text.slice(0, exampleLength - 1)}…`;
}
