import type { Random } from '../statistics/random.ts';

interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Whole-number table with the given row and column totals in which every cell differs by less than one from its
 * proportional value rowTotal × columnTotal / total, and has exactly that value on average over the random numbers.
 * Source: Cox (1987), A constructive procedure for unbiased controlled rounding, JASA 82:520-524. Exact in integers
 * while row total × column total stays below 2^53.
 *
 * @param rowTotals, columnTotals whole numbers ≥ 0 with the same sum
 * @returns table[row][column]
 */
export function controlledRounding(
  rowTotals: readonly number[],
  columnTotals: readonly number[],
  random: Pick<Random, 'next'>,
): number[][] {
  const total = rowTotals.reduce((sum, value) => sum + value, 0);
  const whole = rowTotals.map((row) =>
    columnTotals.map((column) => (total === 0 ? 0 : Math.floor((row * column) / total))),
  );
  // Numerators over `total` of what the whole parts leave over.
  const over = rowTotals.map((row) => columnTotals.map((column) => (total === 0 ? 0 : (row * column) % total)));
  for (let row = 0; row < over.length; row++) {
    while (fractional(over[row]) >= 0) shift(over, whole, findCycle(over, row), total, random);
  }
  return whole;
}

function fractional(values: readonly number[] | undefined, except = -1): number {
  return values?.findIndex((value, index) => value > 0 && index !== except) ?? -1;
}

/**
 * Cells that are not whole and form a closed way, alternately along a row and along a column, found by walking on until
 * a row or column comes up again. There always is a next cell: the left-over numerators of a row or column add up to a
 * multiple of the total, so that none stands alone.
 */
function findCycle(over: readonly (readonly number[])[], start: number): Cell[] {
  const way: Cell[] = [];
  const rowSeen = new Map([[start, 0]]);
  const columnSeen = new Map<number, number>();
  let row = start;
  let column = -1;
  for (;;) {
    column = fractional(over[row], column);
    way.push({ row, column });
    const columnBefore = columnSeen.get(column);
    if (columnBefore !== undefined) return way.slice(columnBefore);
    columnSeen.set(column, way.length);
    row = nextRow(over, column, row);
    way.push({ row, column });
    const rowBefore = rowSeen.get(row);
    if (rowBefore !== undefined) return way.slice(rowBefore);
    rowSeen.set(row, way.length);
  }
}

function nextRow(over: readonly (readonly number[])[], column: number, except: number): number {
  return over.findIndex((values, index) => index !== except && (values[column] ?? 0) > 0);
}

/** Moves the cells of a cycle up and down in turn until one is whole; the odds of the two directions keep the mean. */
function shift(
  over: number[][],
  whole: number[][],
  cycle: readonly Cell[],
  total: number,
  random: Pick<Random, 'next'>,
): void {
  const values = cycle.map(({ row, column }) => over[row]?.[column] ?? 0);
  const upward = Math.min(...values.map((value, index) => (index % 2 === 0 ? total - value : value)));
  const downward = Math.min(...values.map((value, index) => (index % 2 === 0 ? value : total - value)));
  const step = random.next() * (upward + downward) < downward ? upward : -downward;
  cycle.forEach(({ row, column }, index) => {
    const moved = (values[index] ?? 0) + (index % 2 === 0 ? step : -step);
    const leftOver = over[row];
    const counts = whole[row];
    if (leftOver === undefined || counts === undefined) return;
    leftOver[column] = moved % total;
    counts[column] = (counts[column] ?? 0) + Math.floor(moved / total);
  });
}
