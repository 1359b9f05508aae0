import { formatCount } from '../format-number.ts';

export interface ComparedCells {
  /** Cells that are compared with another one; at least 1. */
  readonly n: number;
  /** Those whose interval of the difference lies below 0, and above. */
  readonly below: number;
  readonly above: number;
}

/**
 * In how many cells a difference is told from none, as a sentence.
 *
 * @param by by what it is told, such as "By the interval of the difference"
 * @param words what a cell is whose difference lies below 0, and above, such as "better" and "worse"
 */
export function toldApart(by: string, { n, below, above }: ComparedCells, words: readonly [string, string]): string {
  if (n === 1) {
    const what = below === 1 ? `${words[0]} than` : above === 1 ? `${words[1]} than` : 'not told apart from';
    return `${by} the one cell is ${what} the cell it is compared with.`;
  }
  const unadjusted = '(not adjusted for their number)';
  if (below + above === 0)
    return `${by} none of ${formatCount(n)} cells is told apart from the cell it is compared with ${unadjusted}.`;
  const verb = below > 1 ? 'are' : 'is';
  return `${by}, of ${formatCount(n)} cells ${counted(below)} ${verb} ${words[0]} than what they are compared with, ${counted(above)} ${words[1]} and ${counted(n - below - above)} not told apart ${unadjusted}.`;
}

function counted(count: number): string {
  return count === 0 ? 'none' : formatCount(count);
}
