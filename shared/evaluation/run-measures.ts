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

/**
 * Computes all measures on the sample as it is and on every bootstrap draw. Yields the number of draws done, also several
 * times before the first.
 */
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
    count: Math.min(bootstrap, measure.mostDraws ?? bootstrap),
    draws: new Float64Array(measure.size * Math.min(bootstrap, measure.mostDraws ?? bootstrap)),
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
      // Halving a large sample takes a tenth of a second.
      if (halving % 10 === 9) yield 0;
    }
    yield 0;
  }
  for (let b = 0; b < bootstrap; b++) {
    const sample = resampler.draw(b);
    count(sample);
    for (const { measure, out, draws, count: own } of stores) {
      if (b >= own) continue;
      measure.compute({ sample, tables, resampled: true }, out);
      for (let i = 0; i < measure.size; i++) draws[i * own + b] = out[i] ?? Number.NaN;
    }
    if (b % 10 === 9) yield b + 1;
  }
  count(resampler.original(0));
  const measured = new Map(
    stores.map(({ measure, point, draws, halvings, count: own }): [Measure, Measured] => [
      measure,
      {
        point: (index) => point[index] ?? Number.NaN,
        draws: (index) => draws.subarray(index * own, (index + 1) * own),
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
