import { PilotlightError } from '../errors.ts';
import type { Measure, Measured } from './measure.ts';
import { createStore } from './measure-store.ts';
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
  const stores = new Map(measures.map((measure) => [measure, createStore(measure, bootstrap)]));
  count(resampler.original(0));
  for (const store of stores.values()) {
    for (let halving = 0; halving < store.halvings; halving++) {
      store.addOriginal({ sample: resampler.original(halving), tables, resampled: false }, halving);
      // Halving a large sample takes a tenth of a second.
      if (halving % 10 === 9) yield 0;
    }
    yield 0;
  }
  for (let b = 0; b < bootstrap; b++) {
    const sample = resampler.draw(b);
    count(sample);
    for (const store of stores.values()) if (b < store.draws) store.addDraw({ sample, tables, resampled: true }, b);
    if (b % 10 === 9) yield b + 1;
  }
  count(resampler.original(0));
  const of = (measure: Measure): Measured => {
    const found = stores.get(measure)?.measured;
    if (found === undefined) throw new PilotlightError('internal', 'A measure was read that had not been computed.');
    return found;
  };
  return { of, tables };
}
