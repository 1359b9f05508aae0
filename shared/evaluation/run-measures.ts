import { PilotlightError } from '../errors.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { Resampler } from './resample.ts';
import { type Tables, createTables } from './tables.ts';

export interface MeasureRun {
  readonly of: (measure: Measure) => Measured;
  /** The sample as it is, counted. */
  readonly tables: Tables;
}

/** Computes all measures on the sample as it is and on every bootstrap draw. Yields the number of draws done. */
export function* runMeasures(
  prepared: Prepared,
  resampler: Resampler,
  measures: readonly Measure[],
): Generator<number, MeasureRun> {
  const { bootstrap } = prepared.input.settings;
  const { tables, count } = createTables(prepared);
  const stores = measures.map((measure) => ({
    measure,
    out: new Float64Array(measure.size),
    point: new Float64Array(measure.size),
    draws: new Float64Array(measure.size * bootstrap),
    halvings: new Float64Array(measure.size * (measure.halvings ?? 1)),
  }));
  count(resampler.original(0));
  for (const { measure, out, point, halvings } of stores) {
    const times = measure.halvings ?? 1;
    for (let halving = 0; halving < times; halving++) {
      measure.compute({ sample: resampler.original(halving), tables, resampled: false }, out);
      out.forEach((value, i) => {
        point[i] = (point[i] ?? 0) + value / times;
        halvings[i * times + halving] = value;
      });
    }
  }
  for (let b = 0; b < bootstrap; b++) {
    const sample = resampler.draw(b);
    count(sample);
    for (const { measure, out, point, draws } of stores) {
      measure.compute({ sample, tables, resampled: true }, out);
      if (sample.shrink < 1) shrinkTowards(point, out, sample.shrink);
      for (let i = 0; i < measure.size; i++) draws[i * bootstrap + b] = out[i] ?? Number.NaN;
    }
    if (b % 10 === 9) yield b + 1;
  }
  count(resampler.original(0));
  const measured = new Map(
    stores.map(({ measure, point, draws, halvings }): [Measure, Measured] => [
      measure,
      {
        point: (index) => point[index] ?? Number.NaN,
        draws: (index) => draws.subarray(index * bootstrap, (index + 1) * bootstrap),
        halvings: (index) => {
          const times = measure.halvings ?? 1;
          return halvings.subarray(index * times, (index + 1) * times);
        },
      },
    ]),
  );
  const of = (measure: Measure): Measured => {
    const found = measured.get(measure);
    if (found === undefined) throw new PilotlightError('internal', 'A measure was read that had not been computed.');
    return found;
  };
  return { of, tables };
}

/** Deviations from the sample as those of a draw of its own size; numbers that exist in draws only are scaled by their measure. */
function shrinkTowards(point: Float64Array, out: Float64Array, shrink: number): void {
  for (let i = 0; i < out.length; i++) {
    const centre = point[i] ?? Number.NaN;
    if (!Number.isNaN(centre)) out[i] = centre + shrink * ((out[i] ?? 0) - centre);
  }
}
