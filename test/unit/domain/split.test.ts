import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Part, SplitSettings, SplitUnit } from '../../../shared/domain/split.ts';
import {
  assignParts,
  canonicalSplit,
  partSizes,
  parts,
  refuseOverlap,
  refuseOverlaps,
  rowsOfPart,
  usedParts,
} from '../../../shared/domain/split.ts';
import { failureOf } from '../../support/failure-of.ts';

function settings(sizes: SplitSettings['parts'], fields: Partial<SplitSettings> = {}): SplitSettings {
  return { seed: 1, unit: 'respondent', stratify: [], pilot: 'proportional', parts: sizes, ...fields };
}

/** Single respondents, with as many in each stratum as the list says. */
function respondents(...strata: readonly number[]): SplitUnit[] {
  const names = strata.flatMap((size, index) => Array.from({ length: size }, () => `s${index}`));
  return names.map((stratum, row) => ({ rows: [row], stratum }));
}

const everyone = (units: readonly SplitUnit[]): number[] => units.flatMap((unit) => unit.rows);

/** Strata sizes and part sizes that fit them. */
const samples = fc
  .tuple(fc.array(fc.nat(40), { minLength: 1, maxLength: 10 }), fc.array(fc.nat(30), { minLength: 4, maxLength: 4 }))
  .map(([strata, wanted]) => {
    let left = strata.reduce((sum, size) => sum + size, 0);
    const sizes: Partial<Record<(typeof usedParts)[number], number>> = {};
    usedParts.forEach((part, index) => {
      sizes[part] = Math.min(left, wanted[index] ?? 0);
      left -= sizes[part];
    });
    return { strata, sizes };
  });

describe('the sizes of the parts', () => {
  test('are those asked for, with the rest where it is wanted and otherwise in reserve', () => {
    expect(partSizes(settings({ 'pilot-train': 10, evaluation: 'rest' }), 100)).toEqual({
      'pilot-train': 10,
      'pilot-validation': 0,
      rectification: 0,
      evaluation: 90,
      reserve: 0,
    });
    expect(partSizes(settings({ 'pilot-train': 10, evaluation: 20 }), 100).reserve).toBe(70);
  });

  test.each([
    [{ 'pilot-train': 60, evaluation: 50 }, 'ask for 110 respondents, but the data has 100'],
    [{ 'pilot-train': 100, evaluation: 'rest' }, 'ask for 100 respondents and a rest'],
    [{ rectification: 'rest', evaluation: 'rest' }, 'Only one part can take the rest'],
  ] as const)('that cannot be had are refused: %j', (sizes, reason) => {
    const error = failureOf(() => partSizes(settings(sizes), 100));
    expect(error.code).toBe('split-impossible');
    expect(error.message).toContain(reason);
  });
});

describe('a split by respondent', () => {
  test('gives everybody one part, with exact totals', () => {
    fc.assert(
      fc.property(samples, fc.integer(), ({ strata, sizes }, seed) => {
        const units = respondents(...strata);
        const assignment = assignParts(units, settings(sizes, { seed }));
        expect([...assignment.keys()].sort((a, b) => a - b)).toEqual(everyone(units));
        for (const part of usedParts) expect(rowsOfPart(assignment, part)).toHaveLength(sizes[part] ?? 0);
      }),
    );
  });

  test('spreads every stratum over the parts within one respondent of its share', () => {
    fc.assert(
      fc.property(samples, fc.integer(), ({ strata, sizes }, seed) => {
        const units = respondents(...strata);
        const assignment = assignParts(units, settings(sizes, { seed }));
        const wanted = partSizes(settings(sizes), units.length);
        strata.forEach((size, index) => {
          for (const part of parts) {
            const got = units.filter(
              (unit) => unit.stratum === `s${index}` && partOf(assignment, unit) === part,
            ).length;
            const share = units.length === 0 ? 0 : (size * wanted[part]) / units.length;
            expect(Math.abs(got - share)).toBeLessThan(1);
          }
        });
      }),
    );
  });

  test('depends on the seed and on nothing else', () => {
    const units = respondents(30, 50, 20);
    const wanted = settings({ 'pilot-train': 20, 'pilot-validation': 10, evaluation: 'rest' }, { seed: 7 });
    const first = canonicalSplit(assignParts(units, wanted));
    expect(canonicalSplit(assignParts(units, wanted))).toBe(first);
    expect(canonicalSplit(assignParts(units, { ...wanted, seed: 8 }))).not.toBe(first);
    expect(first.split('\n')).toHaveLength(100);
    expect(first.split('\n')[0]).toMatch(/^0:/);
  });

  test('gives everybody the same chance of being in the pilot', () => {
    const units = respondents(7, 12, 3);
    const counts = units.map(() => 0);
    const draws = 2000;
    for (let seed = 0; seed < draws; seed++) {
      for (const row of rowsOfPart(assignParts(units, settings({ 'pilot-train': 5 }, { seed })), 'pilot-train'))
        counts[row] = (counts[row] ?? 0) + 1;
    }
    // Five standard errors of a share of 5/22 in 2,000 draws.
    for (const count of counts) expect(Math.abs(count / draws - 5 / 22)).toBeLessThan(0.047);
  });

  test('refuses a respondent who stands in two units', () => {
    const error = failureOf(() =>
      assignParts([...respondents(5), { rows: [2], stratum: 's0' }], settings({ evaluation: 'rest' })),
    );
    expect(error.code).toBe('split-overlap');
  });
});

describe('equal pilots', () => {
  test('take the same number from every stratum, within one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 1, maxLength: 5 }),
        fc.nat(20),
        fc.nat(20),
        fc.integer(),
        (strata, train, validation, seed) => {
          const units = respondents(...strata);
          const sizes = { 'pilot-train': train, 'pilot-validation': Math.min(validation, strata.length * 20 - train) };
          const assignment = assignParts(units, settings(sizes, { seed, pilot: 'equal' }));
          for (const part of ['pilot-train', 'pilot-validation'] as const) {
            const counts = strata.map(
              (_, index) =>
                units.filter((unit) => unit.stratum === `s${index}` && partOf(assignment, unit) === part).length,
            );
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
            expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sizes[part]);
          }
        },
      ),
    );
  });

  test('take all of a stratum that is too small, and still reach their totals', () => {
    const units = respondents(3, 50, 50);
    const wanted = settings({ 'pilot-train': 30, evaluation: 'rest' }, { pilot: 'equal' });
    const pilot = rowsOfPart(assignParts(units, wanted), 'pilot-train');
    expect(pilot).toHaveLength(30);
    expect(pilot.filter((row) => row < 3)).toHaveLength(3);
    const second = pilot.filter((row) => row >= 3 && row < 53).length;
    expect([13, 14]).toContain(second);
  });
});

describe('a split by cluster', () => {
  const clusters = fc
    .array(fc.record({ size: fc.integer({ min: 1, max: 9 }), stratum: fc.constantFrom('a', 'b') }), {
      minLength: 12,
      maxLength: 40,
    })
    .map((list) => {
      let next = 0;
      return list.map(({ size, stratum }): SplitUnit => {
        const rows = Array.from({ length: size }, () => next++);
        return { rows, stratum };
      });
    });

  test('keeps every cluster whole and exceeds no total by a whole cluster', () => {
    fc.assert(
      fc.property(clusters, fc.integer(), fc.constantFrom('proportional', 'equal'), (units, seed, pilot) => {
        const total = everyone(units).length;
        const sizes = { 'pilot-train': Math.floor(total / 4), 'pilot-validation': Math.floor(total / 8) };
        const wanted = settings({ ...sizes, evaluation: 'rest' }, { seed, pilot, unit: 'cluster' });
        const assignment = assignParts(units, wanted);
        for (const unit of units) {
          const own = new Set(unit.rows.map((row) => assignment.get(row)));
          expect(own.size).toBe(1);
        }
        const targets = partSizes(wanted, total);
        for (const part of usedParts) {
          expect(rowsOfPart(assignment, part).length).toBeLessThan(targets[part] + 9);
        }
        expect(assignment.size).toBe(total);
      }),
    );
  });

  test('that would leave a part empty is refused', () => {
    const units = [0, 1, 2].map((index) => ({ rows: [index * 2, index * 2 + 1], stratum: '' }));
    const error = failureOf(() =>
      assignParts(
        units,
        settings(
          { 'pilot-train': 1, 'pilot-validation': 1, rectification: 1, evaluation: 'rest' },
          { unit: 'cluster' },
        ),
      ),
    );
    expect(error.code).toBe('split-impossible');
    expect(error.message).toContain('No cluster is left');
  });
});

describe('two sets of respondents', () => {
  test('that share one are refused', () => {
    const error = failureOf(() =>
      refuseOverlap({ name: 'the training rows', rows: [1, 2, 3] }, { name: 'the evaluation rows', rows: [3, 4] }),
    );
    expect(error.code).toBe('split-overlap');
    expect(error.message).toContain('1 respondent is both in the training rows and in the evaluation rows');
  });

  test('are refused by the names of the two, wherever they stand among several', () => {
    const sets = [
      { name: 'the pilot', rows: [1, 2] },
      { name: 'evaluation', rows: [3, 4] },
      { name: 'rectification', rows: [5, 4, 3] },
    ];
    expect(failureOf(() => refuseOverlaps(sets)).message).toContain('both in evaluation and in rectification');
    expect(() => refuseOverlaps(sets.slice(0, 2))).not.toThrow();
  });

  test('that share none pass', () => {
    expect(() => refuseOverlap({ name: 'a', rows: [1, 2] }, { name: 'b', rows: [3] })).not.toThrow();
  });
});

function partOf(assignment: ReadonlyMap<number, Part>, unit: SplitUnit): Part | undefined {
  return assignment.get(unit.rows[0] ?? -1);
}
