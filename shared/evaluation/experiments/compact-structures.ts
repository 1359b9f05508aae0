import type { Measure, Measured } from '../measure.ts';
import type { Prepared } from '../prepare.ts';
import type { Ratio } from '../row-sums.ts';
import {
  createStructureHalves,
  createStructureMeasures,
  jointResults,
  structureDistance,
  structureResults,
} from '../structure-measures.ts';
import { normalEstimate, uniqueVariances } from '../structure-variance.ts';
import { exchangesOfSample } from '../structure-exchange.ts';
import { type Structures, numberStructures, orderStructures } from '../structures.ts';
import type { CompactStructures } from './experiment-results.ts';

/** Belief structures of a cell. */
export interface CellStructures {
  readonly structures: Structures;
  readonly whole: Measure;
  readonly halves: Measure;
}

/** Null in a cell without a belief. */
export function createCellStructures(prepared: Prepared): CellStructures | null {
  const structures = numberStructures(prepared);
  if (structures === null) return null;
  const sides = orderStructures(prepared, structures);
  return {
    structures,
    whole: createStructureMeasures(prepared, structures, sides),
    halves: createStructureHalves(prepared, sides),
  };
}

/**
 * By source: share of different structures, simulated / human, with the normal interval of two independent counts (delta
 * method), and the distance of the structures without sampling noise; and the distance of the first source in every draw.
 */
export function compactStructures(
  prepared: Prepared,
  { structures, whole, halves }: CellStructures,
  of: (measure: Measure) => Measured,
): { readonly sources: readonly CompactStructures[]; readonly distance: Ratio } {
  const { level } = prepared.input.settings;
  const found = structureResults(prepared, structures, of(whole), of(halves));
  const joint = jointResults(
    prepared,
    structures,
    { whole: of(whole), halves: of(halves) },
    { reference: null, exchanges: exchangesOfSample },
  );
  const variances = uniqueVariances(prepared, structures);
  const relative = (variance: number, unique: number | null): number => variance / (unique ?? Number.NaN) ** 2;
  const { human, n } = found;
  return {
    sources: found.sources.map(({ source, unique, uniqueShare }, s) => {
      const value = (uniqueShare.value ?? Number.NaN) / (human.uniqueShare.value ?? Number.NaN);
      const variance =
        value ** 2 *
        (relative(variances.human, human.unique.value) + relative(variances.sources[s] ?? Number.NaN, unique.value));
      return {
        uniqueRatio: normalEstimate({
          value,
          variance,
          n,
          level,
          reason: 'no-answers',
          bounds: [0, Number.POSITIVE_INFINITY],
        }),
        distance: joint?.sources.find((row) => row.source === source)?.half.excess ?? null,
      };
    }),
    distance: structureDistance(of(whole), 0),
  };
}
