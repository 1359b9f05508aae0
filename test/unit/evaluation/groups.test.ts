import { beforeAll, describe, expect, it } from 'vitest';
import { gapByGroupCharts } from '../../../shared/charts/gap-by-group.ts';
import { structuresByGroupCharts } from '../../../shared/charts/structures-by-group.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationInput } from '../../../shared/evaluation/evaluation-input.ts';
import type { GapGroups, StructureGroups } from '../../../shared/evaluation/group-results.ts';
import { structuresByGroup } from '../../../shared/evaluation/group-structures.ts';
import { type Prepared, prepare } from '../../../shared/evaluation/prepare.ts';
import { createResampler } from '../../../shared/evaluation/resample.ts';
import { type EvaluationResults, evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import { withoutSmallGroups } from '../../../shared/evaluation/small-cells.ts';
import { numberStructures } from '../../../shared/evaluation/structures.ts';
import { type Simulator, copy, groupBlind, knownStudy, yesInCell } from '../../support/known-process.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { bySource, found } from '../../support/small-study.ts';

const n = 600;

function gapsOf({ coherence }: EvaluationResults): GapGroups {
  return found(found(coherence).groups);
}

function structuresOf({ heterogeneity }: EvaluationResults): StructureGroups {
  return found(found(heterogeneity.structures).groups);
}

function groupOf<Group extends { readonly value: string }>(
  groupings: readonly { readonly variable: string; readonly groups: readonly Group[] }[],
  variable: string,
  value: string,
): Group {
  return found(groupings.find((entry) => entry.variable === variable)?.groups.find((group) => group.value === value));
}

/** The same study of those people alone whose column has the value. */
function among(input: EvaluationInput, column: string, value: string): EvaluationInput {
  const rows = (input.frame[column] ?? []).flatMap((own, row) => (own === value ? [row] : []));
  const pick = (values: Int16Array): Int16Array => Int16Array.from(rows, (row) => values[row] ?? 0);
  return {
    ...input,
    n: rows.length,
    frame: Object.fromEntries(
      Object.entries(input.frame).map(([name, values]) => [name, rows.map((row) => values[row] ?? null)]),
    ),
    items: input.items.map((item) => ({ ...item, human: pick(item.human) })),
    sources: input.sources.map((source) => ({
      ...source,
      draws: source.draws.map((columns) => columns.map(pick)),
      probabilities: source.probabilities.map(() => null),
      outside: source.outside.map(() => null),
    })),
  };
}

describe('gaps and structures by subgroup and arm', () => {
  let input: EvaluationInput;
  let results: EvaluationResults;
  beforeAll(() => {
    input = knownStudy({ n, pilot: 0, adapted: copy, bootstrap: 200 });
    results = evaluate(input);
  });

  it('are there for every subgroup variable and every treatment', () => {
    const named = (rows: readonly { variable: string; kind: string }[]) => rows.map((row) => [row.variable, row.kind]);
    const expected = [
      ['g', 'subgroup'],
      ['x', 'arm'],
      ['y', 'arm'],
    ];
    expect(named(gapsOf(results))).toEqual(expected);
    expect(named(structuresOf(results))).toEqual(expected);
    expect(evaluationResultsSchema.parse(results)).toEqual(results);
  });

  it.each([
    ['g', '1'],
    ['x', '0'],
  ])('are those of a study of %s = %s alone', (column, value) => {
    const alone = evaluate(among(input, column, value));
    const gap = groupOf(gapsOf(results), column, value);
    const coherence = found(alone.coherence);
    expect(gap.human.value).toBe(coherence.human.gap.value);
    expect(gap.n).toBe(coherence.human.gap.n);
    expect(bySource(gap.sources, 'adapted').gap.value).toBeCloseTo(
      bySource(coherence.sources, 'adapted').gap.value ?? Number.NaN,
      12,
    );
    const own = groupOf(structuresOf(results), column, value);
    const structures = found(alone.heterogeneity.structures);
    expect(own.n).toBe(structures.n);
    expect(own.human.unique).toEqual(structures.human.unique);
    expect(own.human.hill.value).toBeCloseTo(structures.human.hill.value ?? Number.NaN, 9);
    const [twins, others] = [bySource(own.sources, 'adapted'), bySource(structures.sources, 'adapted')];
    for (const measure of ['uniqueShare', 'hill', 'coverage', 'precision'] as const) {
      expect(twins[measure].value).toBeCloseTo(others[measure].value ?? Number.NaN, 9);
    }
    // Halved in other ways.
    const joint = found(alone.divergence.joint);
    expect(own.ceiling?.value).toBeCloseTo(joint.ceiling.value ?? Number.NaN, 1);
    expect(twins.half?.distance.value).toBeCloseTo(
      bySource(joint.sources, 'adapted').half.distance.value ?? Number.NaN,
      1,
    );
  });

  it('are the same where blocks of a large sample are resampled', () => {
    const large = knownStudy({ n: 5100, pilot: 0, adapted: copy, bootstrap: 20 });
    const whole = prepare(large, large.sources);
    const alone = prepare(among(large, 'g', '0'), among(large, 'g', '0').sources);
    expect([whole.blocks === null, alone.blocks === null]).toEqual([false, true]);
    const byGroup = (prepared: Prepared) => {
      const work = structuresByGroup(prepared, {
        structures: found(numberStructures(prepared)),
        resampler: createResampler(prepared),
        tables: { human: [], exact: [], drawn: [] },
      });
      for (;;) {
        const step = work.next();
        if (step.done === true) return step.value;
      }
    };
    const [own, other] = [whole, alone].map((prepared) => groupOf(byGroup(prepared), 'g', '0'));
    expect(own?.n).toBe(other?.n);
    expect(own?.human.unique).toEqual(other?.human.unique);
    const [twins, others] = [own, other].map((group) => bySource(found(group).sources, 'adapted'));
    expect(twins?.unique).toEqual(others?.unique);
    for (const measure of ['hill', 'coverage', 'precision'] as const) {
      expect(twins?.[measure].value).toBeCloseTo(others?.[measure].value ?? Number.NaN, 9);
    }
    expect(twins?.half?.distance.value).toBeCloseTo(others?.half?.distance.value ?? Number.NaN, 2);
  });

  it('find the one group in which actions do not follow from beliefs', () => {
    const blindInOne: Simulator = {
      ...copy,
      yes: (person, beliefs) => (person.g === 1 ? yesInCell(person) : copy.yes(person, beliefs)),
    };
    const gaps = gapsOf(evaluate(knownStudy({ n: 900, adapted: blindInOne, bootstrap: 200 })));
    const differenceIn = (value: string) => bySource(groupOf(gaps, 'g', value).sources, 'adapted').difference;
    expect(differenceIn('1').low).toBeGreaterThan(0);
    expect(differenceIn('0').low).toBeLessThan(0);
    expect(differenceIn('0').high).toBeGreaterThan(0);
  });

  it('tell twins of the wrong group from those of the right one', () => {
    const blind = structuresOf(evaluate(knownStudy({ n, adapted: groupBlind, bootstrap: 200 })));
    for (const value of ['0', '1']) {
      const right = found(bySource(groupOf(structuresOf(results), 'g', value).sources, 'adapted').half);
      const wrong = found(bySource(groupOf(blind, 'g', value).sources, 'adapted').half);
      expect(wrong.excess.low).toBeGreaterThan(0);
      expect(right.excess.low).toBeLessThanOrEqual(0);
    }
  });

  it('are drawn as one picture each, with all sources in the table', () => {
    const options = { theme: lightTheme, width: 736, smallestCell: 0 };
    const [gap] = gapByGroupCharts(results, options);
    expect(gap?.table.rows.length).toBe(6 * (2 + results.sources.length));
    expect(gap?.subtitle).toMatch(/of 6 groups/);
    const [structures] = structuresByGroupCharts(results, options);
    expect(structures?.table.rows.length).toBe(6 * (1 + results.sources.length));
    expect(structures?.subtitle).toMatch(/of 6 groups/);
    for (const { rows } of [gap?.table ?? { rows: [] }, structures?.table ?? { rows: [] }]) {
      expect(rows.flat().join()).not.toMatch(/NaN|undefined/);
    }
  });
});

describe('gaps and structures of small groups', () => {
  let full: EvaluationResults;
  beforeAll(() => {
    full = sampleReport().evaluation;
  });

  it('are taken out with the groups themselves', () => {
    const { results } = withoutSmallGroups(full, 10);
    expect(JSON.stringify(gapsOf(full))).toContain('Overseas territories');
    expect(JSON.stringify(structuresOf(full))).toContain('Overseas territories');
    expect(JSON.stringify(gapsOf(results))).not.toContain('Overseas territories');
    expect(JSON.stringify(structuresOf(results))).not.toContain('Overseas territories');
  });

  it('lose the human gap where too few people deviate, and a second group that would give it away', () => {
    const { coherence } = full;
    const [grouping] = gapsOf(full).filter(({ kind }) => kind === 'arm');
    const [first, second, third] = grouping?.groups ?? [];
    if (coherence === null || grouping === undefined || !first || !second || !third) throw new Error('no arms');
    const withGap = (group: typeof first, value: number) => ({ ...group, n: 100, human: { ...group.human, value } });
    const groups = [withGap(first, 0.03), withGap(second, 0.2), withGap(third, 0.4)];
    const changed = { ...full, coherence: { ...coherence, groups: [{ ...grouping, groups }] } };
    const [shown] = gapsOf(withoutSmallGroups(changed, 10).results);
    expect(shown?.groups.map(({ human }) => human.value)).toEqual([null, null, 0.4]);
    expect(shown?.groups[0]?.sources.every(({ difference }) => difference.value === null)).toBe(true);
    expect(shown?.groups[0]?.sources[0]?.gap).toEqual(first.sources[0]?.gap);
  });

  it('are nothing in results of earlier versions', () => {
    const { coherence, heterogeneity } = full;
    if (coherence === null || heterogeneity.structures === null) throw new Error('no rule');
    const { groups: _, ...older } = coherence;
    const { groups: __, ...structures } = heterogeneity.structures;
    const old = { ...full, coherence: older, heterogeneity: { ...heterogeneity, structures } };
    const options = { theme: lightTheme, width: 736, smallestCell: 0 };
    expect(gapByGroupCharts(old, options)).toEqual([]);
    expect(structuresByGroupCharts(old, options)).toEqual([]);
    expect(withoutSmallGroups(old, 10).results.coherence?.groups).toBeUndefined();
  });
});
