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

/** @param most draws that are made; a measure may want fewer */
export function createStore(measure: Measure, most: number): MeasureStore {
  const { size, halvings = 1 } = measure;
  const count = Math.min(most, measure.mostDraws ?? most);
  const out = new Float64Array(size);
  const point = new Float64Array(size);
  const draws = new Float64Array(size * count);
  const halved = new Float64Array(size * halvings);
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
      measure.compute(counted, out);
      for (let i = 0; i < size; i++) draws[i * count + draw] = out[i] ?? Number.NaN;
    },
    measured: {
      point: (index) => point[index] ?? Number.NaN,
      draws: (index) => draws.subarray(index * count, (index + 1) * count),
      halvings: (index) => halved.subarray(index * halvings, (index + 1) * halvings),
    },
  };
}
