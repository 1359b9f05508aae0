import type { ExperimentId } from '../../domain/experiments.ts';
import { type Estimate, estimate } from '../estimate.ts';
import type { Ratio } from '../row-sums.ts';
import type { CellDraws, ExperimentCellResults, StoredCell } from './experiment-results.ts';

/** Significant digits of kept draws: more than an interval shows, and half the room. */
const keptDigits = 7;

/** A measure of a cell's model in every draw, as it is kept. */
export function keptDraws({ value, draws }: Ratio): NonNullable<CellDraws['distance']> {
  const kept = (number: number): number | null =>
    Number.isFinite(number) ? Number(number.toPrecision(keptDigits)) : null;
  return { value: Number.isFinite(value) ? value : null, draws: Array.from(draws, kept) };
}

/**
 * Id of the cell that another one is compared with, on the same evaluation humans: the model that has seen the arm or the
 * item, the random pilot or the persona in the prompt of the same seed, otherwise the first cell. Null for a cell that is
 * compared with none.
 */
export function referenceId(experiment: ExperimentId, id: string, first: string): string | null {
  const reference = ((): string | null => {
    switch (experiment) {
      case 'leave-arm-out':
      case 'leave-item-out':
        return id.endsWith(' unseen') ? id.replace(/ unseen$/, ' seen') : null;
      case 'pilot-composition':
        return id.startsWith('equal ') ? id.replace(/^equal /, 'random ') : first;
      case 'demographics':
        return id.startsWith('persona=out ') ? id.replace(/^persona=out /, 'persona=in ') : first;
      default:
        return first;
    }
  })();
  return reference === id ? null : reference;
}

/**
 * The finished cells of an experiment, each with the difference of its model from that of its reference: the same people are
 * drawn in draw after draw, so that what both share cancels. Without the draws.
 *
 * @param first id of the first cell that the study asks for, done or not
 */
export function withDifferences(
  experiment: ExperimentId,
  cells: readonly StoredCell[],
  first: string,
): ExperimentCellResults[] {
  return cells.map((stored) => {
    const { draws: own } = stored;
    const cell = shownCell(stored);
    const reference = cells.find(({ id }) => id === referenceId(experiment, cell.id, first));
    if (own === undefined || reference?.draws === undefined || reference.n !== cell.n) return cell;
    const others = reference.draws;
    const of = (measure: keyof CellDraws): Estimate | null =>
      differenceOf(cell, own[measure] ?? null, others[measure] ?? null);
    const negativeLogLikelihood = of('negativeLogLikelihood');
    const distance = of('distance');
    if (negativeLogLikelihood === null || distance === null) return cell;
    const difference = {
      reference: reference.id,
      negativeLogLikelihood,
      distance,
      gap: of('gap'),
      f1: of('f1'),
      worst: of('worst'),
      subgroupGap: of('subgroupGap'),
      structureDistance: of('structureDistance'),
      uniqueRatio: independentDifference(ratioOf(cell), ratioOf(reference)),
    };
    return { ...cell, difference };
  });
}

function shownCell(stored: StoredCell): ExperimentCellResults {
  const { draws: _, measures: __, ...cell } = stored;
  return cell;
}

type Kept = CellDraws['distance'];

function differenceOf({ n, sources }: ExperimentCellResults, own: Kept, other: Kept): Estimate | null {
  const level = sources[0]?.negativeLogLikelihood.level;
  if (own === null || other === null || level === undefined || own.draws.length !== other.draws.length) return null;
  const minus = (a: number | null, b: number | null | undefined): number => (a ?? Number.NaN) - (b ?? Number.NaN);
  return estimate({
    value: minus(own.value, other.value),
    draws: Float64Array.from(own.draws, (draw, index) => minus(draw, other.draws[index])),
    n,
    level,
    reason: 'not-estimable',
  });
}

function ratioOf({ sources }: Pick<ExperimentCellResults, 'sources'>): Estimate | null {
  return sources[0]?.structures?.uniqueRatio ?? null;
}

/** Difference of two numbers with normal intervals, taken as independent: too wide where they share what varies. */
function independentDifference(own: Estimate | null, other: Estimate | null): Estimate | null {
  if (own === null || other === null || own.value === null || other.value === null) return null;
  const value = own.value - other.value;
  const halves = [own, other].map(({ value: centre, high }) =>
    centre === null || high === null ? Number.NaN : high - centre,
  );
  const half = Math.hypot(...halves);
  const { n, level } = own;
  return Number.isFinite(half)
    ? { value, low: value - half, high: value + half, level, n, reason: null }
    : { value, low: null, high: null, level, n, reason: 'not-resampled' };
}
