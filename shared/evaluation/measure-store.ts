import { PilotlightError } from '../errors.ts';
import type { Counted, Measure, Measured } from './measure.ts';

/** The numbers of a measure as they come, on the sample as it is and in draw after draw. */
export interface MeasureStore {
  /** Ways of halving the sample, and draws, on which the measure is wanted. */
  readonly halvings: number;
  readonly draws: number;
  readonly addOriginal: (counted: Counted, halving: number) => void;
  readonly addDraw: (counted: Counted, draw: number) => void;
  readonly measured: Measured;
}

/** Draws that are laid by number together: eight numbers fill a line of the processor's memory. */
const together = 8;

/** @param most draws that are made in ascending order; a measure may want fewer */
export function createStore(measure: Measure, most: number): MeasureStore {
  const { size, halvings = 1 } = measure;
  const count = Math.min(most, measure.mostDraws ?? most);
  const out = new Float64Array(size);
  const point = new Float64Array(size);
  const draws = new Float64Array(size * count);
  const halved = new Float64Array(size * halvings);
  const latest = new Float64Array(size * together);
  const places = Array.from({ length: together }, (_, b) => latest.subarray(b * size, (b + 1) * size));
  let firstOfLatest = 0;
  let ofLatest = 0;
  const lay = (): void => {
    for (let i = 0; i < size; i++) {
      const to = i * count + firstOfLatest;
      for (let b = 0; b < ofLatest; b++) draws[to + b] = latest[b * size + i] ?? Number.NaN;
    }
    firstOfLatest += ofLatest;
    ofLatest = 0;
  };
  return {
    halvings,
    draws: count,
    addOriginal: (counted, halving) => {
      measure.compute(counted, out);
      for (let i = 0; i < size; i++) {
        const value = out[i] ?? Number.NaN;
        point[i] = (point[i] ?? 0) + value / halvings;
        halved[i * halvings + halving] = value;
      }
    },
    addDraw: (counted, draw) => {
      if (draw !== firstOfLatest + ofLatest) throw new PilotlightError('internal', 'A draw came out of turn.');
      measure.compute(counted, places[ofLatest++] ?? out);
      if (ofLatest === together || draw === count - 1) lay();
    },
    measured: {
      point: (index) => point[index] ?? Number.NaN,
      draws: (index) => draws.subarray(index * count, (index + 1) * count),
      halvings: (index) => halved.subarray(index * halvings, (index + 1) * halvings),
    },
  };
}
