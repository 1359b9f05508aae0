import type { ResolvedDialect } from '../../../../shared/domain/dialect.ts';

/** The number, or why the text is none. `not-exact`: an integer with more digits than a number can keep. */
export type ParsedNumber =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: 'not-a-number' | 'not-exact' };

const notANumber: ParsedNumber = { ok: false, reason: 'not-a-number' };

/**
 * Reads numbers such as -1, 3.50, .5, 1e-3 with the dialect's decimal mark. Groups of three digits are read only with the
 * dialect's thousands mark and only where every group is complete, so that "1,5" is never taken for 15. A blank as thousands
 * mark covers the no-break blanks too. Percent signs, currencies, NaN and infinity are no numbers.
 */
export function createNumberParser(
  dialect: Pick<ResolvedDialect, 'decimal' | 'thousands'>,
): (text: string) => ParsedNumber {
  const decimal = dialect.decimal === '.' ? '\\.' : ',';
  const thousands = dialect.thousands === dialect.decimal ? '' : dialect.thousands;
  const group = thousands === '' ? '' : `|\\d{1,3}(?:${groupMark(thousands)}\\d{3})+`;
  const pattern = new RegExp(`^([+\\-\\u2212]?)(\\d+${group})?(?:${decimal}(\\d*))?([eE][+\\-]?\\d+)?$`);
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return notANumber;
    const [, sign = '', grouped = '', fraction = '', exponent = ''] = match;
    if (grouped === '' && fraction === '') return notANumber;
    const whole = grouped.replace(/\D/g, '');
    const value = Number(`${sign === '\u2212' ? '-' : sign}${whole === '' ? '0' : whole}.${fraction}${exponent}`);
    if (!Number.isFinite(value)) return notANumber;
    if (fraction === '' && exponent === '' && !Number.isSafeInteger(value)) return { ok: false, reason: 'not-exact' };
    return { ok: true, value: value === 0 ? 0 : value };
  };
}

function groupMark(thousands: ResolvedDialect['thousands']): string {
  if (thousands === ' ') return '[ \\u00a0\\u2009\\u202f]';
  if (thousands === "'") return `['\\u2019]`;
  return `\\${thousands}`;
}
