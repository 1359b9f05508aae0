import { jensenShannonTerm } from './distances.ts';

/** A table's margins; written anew for every table. */
interface Margins {
  readonly byRow: Float64Array;
  readonly byColumn: Float64Array;
  total: number;
}

/**
 * Makes a function of two tables of `rows` × `columns` counts, row by row: the Jensen-Shannon distance (base 2) of the joint
 * tables minus that of the products of their marginals, that is what differs beyond the marginals; NaN when a table is
 * empty. A bootstrap calls it some hundred thousand times, so it keeps its memory.
 */
export function createJointExcess(rows: number, columns: number): (p: Float64Array, q: Float64Array) => number {
  const margins = (): Margins => ({
    byRow: new Float64Array(rows),
    byColumn: new Float64Array(columns),
    total: 0,
  });
  const own = margins();
  const other = margins();
  return (p, q) => {
    addMargins(p, own);
    addMargins(q, other);
    if (!(own.total > 0 && other.total > 0)) return Number.NaN;
    let joint = 0;
    let product = 0;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const cell = row * columns + column;
        joint += halfDivergence((p[cell] ?? 0) / own.total, (q[cell] ?? 0) / other.total);
        product += halfDivergence(
          ((own.byRow[row] ?? 0) * (own.byColumn[column] ?? 0)) / own.total ** 2,
          ((other.byRow[row] ?? 0) * (other.byColumn[column] ?? 0)) / other.total ** 2,
        );
      }
    }
    return root(joint) - root(product);
  };
}

function addMargins(table: Float64Array, into: Margins): void {
  const { byRow, byColumn } = into;
  byRow.fill(0);
  byColumn.fill(0);
  into.total = 0;
  for (let row = 0; row < byRow.length; row++) {
    for (let column = 0; column < byColumn.length; column++) {
      const count = table[row * byColumn.length + column] ?? 0;
      byRow[row] = (byRow[row] ?? 0) + count;
      byColumn[column] = (byColumn[column] ?? 0) + count;
      into.total += count;
    }
  }
}

function root(nats: number): number {
  return Math.min(1, Math.sqrt(Math.max(0, nats / 2 / Math.LN2)));
}

function halfDivergence(p: number, q: number): number {
  const sum = p + q;
  return sum > 0 ? (sum / 2) * jensenShannonTerm((p - q) / sum) : 0;
}
