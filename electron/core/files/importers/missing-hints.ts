const missingWords = new Set(['na', 'n/a', 'nan', 'null', '.', '-', '--', 'missing', 'no answer', '#n/a', '#null!']);
/** Codes that stand outside of a scale, smallest scale first. */
const outsideCodes = [7, 8, 9, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 7777, 8888, 9997, 9998, 9999];
const negativeCodes = [
  -1, -2, -3, -4, -5, -6, -7, -8, -9, -77, -88, -97, -98, -99, -777, -888, -997, -998, -999, -9999,
];

/**
 * Values that look like codes for "no answer": words such as "NA"; negative whole numbers such as −9 where no other number is
 * negative; 9, 99, 999 and their neighbours where they lie well above every other number.
 */
export function missingCodesIn(values: readonly string[], toNumber: (text: string) => number | undefined): string[] {
  const words = values.filter((value) => missingWords.has(value.toLowerCase()));
  const numbers = values.flatMap((text) => {
    const value = toNumber(text);
    return value === undefined ? [] : [{ text, value }];
  });
  const negative = numbers.filter(({ value }) => value < 0);
  const areCodes =
    negative.length > 0 &&
    negative.length <= 6 &&
    negative.every(({ value }) => negativeCodes.includes(value)) &&
    numbers.length > negative.length;
  const rest = areCodes ? numbers.filter(({ value }) => value >= 0) : numbers;
  return [...words, ...(areCodes ? negative : []).map(({ text }) => text), ...codesAbove(rest)];
}

function codesAbove(numbers: readonly { readonly text: string; readonly value: number }[]): string[] {
  const candidates = numbers.filter(({ value }) => outsideCodes.includes(value));
  if (candidates.length === 0 || numbers.length > 200 || numbers.some(({ value }) => !Number.isInteger(value)))
    return [];
  const ordinary = numbers.filter(({ value }) => !outsideCodes.includes(value)).map(({ value }) => value);
  const highest = Math.max(...ordinary);
  // 8 and 9 after 1 to 5 are codes; after 1 to 7 they may be points of the scale. 99 after ages up to 98 may be an age.
  const isFar = (value: number): boolean => value > highest + 1 && (value < 10 ? highest <= 5 : value >= 1.5 * highest);
  return ordinary.length < 2 ? [] : candidates.filter(({ value }) => isFar(value)).map(({ text }) => text);
}
