import { describe, expect, test } from 'vitest';
import { prepare } from '../../../shared/evaluation/prepare.ts';
import { createResampler } from '../../../shared/evaluation/resample.ts';
import { exchangeVariances } from '../../../shared/evaluation/structure-exchange.ts';
import { createStructureHalves } from '../../../shared/evaluation/structure-measures.ts';
import { type Structures, numberStructures, orderStructures } from '../../../shared/evaluation/structures.ts';
import * as known from '../../support/known-process.ts';

const replications = 250;
const halvings = 20;

function studyOf(seed: number, n: number) {
  const input = known.knownStudy({ n, pilot: 0, adapted: known.copy, regressions: [], bootstrap: 1, seed });
  const prepared = prepare(input, input.sources);
  const structures = numberStructures(prepared);
  if (structures === null) throw new Error('The study has beliefs.');
  return { prepared, structures };
}

/** Squared distance of twins at half the sample − that between two halves of the humans, and what few halvings add. */
function distanceLeft({ prepared, structures }: ReturnType<typeof studyOf>): { left: number; halving: number } {
  const halves = createStructureHalves(prepared, orderStructures(prepared, structures));
  const resampler = createResampler(prepared);
  const out = new Float64Array(halves.size);
  const tables = { human: [], exact: [], drawn: [] };
  const found = Array.from({ length: halvings }, (_, split) => {
    halves.compute({ sample: resampler.original(split), tables, resampled: false }, out);
    return (out[2] ?? 0) ** 2 - (out[0] ?? 0) ** 2;
  });
  return { left: mean(found), halving: varianceOf(found) / halvings };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const varianceOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);

describe('exchanging answers of humans and twins', () => {
  test('gives the variance that the distance of twins who copy the process has from survey to survey', () => {
    const surveys = Array.from({ length: replications }, (_, seed) => {
      const study = studyOf(seed + 1, 60);
      const [exchanged = Number.NaN] = exchangeVariances(study.prepared, study.structures, 60);
      return { exchanged, ...distanceLeft(study) };
    });
    const actual = varianceOf(surveys.map(({ left }) => left)) - mean(surveys.map(({ halving }) => halving));
    // A variance of 250 values is known to 9 %.
    expect(mean(surveys.map(({ exchanged }) => exchanged)) / actual).toBeGreaterThan(0.7);
    expect(mean(surveys.map(({ exchanged }) => exchanged)) / actual).toBeLessThan(1.4);
  });

  test('sees nothing vary where twins and humans all answer alike', () => {
    const { prepared, structures } = studyOf(1, 40);
    const same = new Int32Array(prepared.n);
    const alike: Structures = { ...structures, human: same, sources: [[same, same]] };
    expect(exchangeVariances(prepared, alike, 20)).toEqual([0]);
  });

  test('knows nothing where nobody has a whole structure', () => {
    const { prepared, structures } = studyOf(1, 40);
    const none = new Int32Array(prepared.n).fill(-1);
    expect(exchangeVariances(prepared, { ...structures, human: none, sources: [[none]] }, 20)).toEqual([Number.NaN]);
  });
});
