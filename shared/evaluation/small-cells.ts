import type { ExperimentsBlock } from './experiments/experiment-results.ts';
import { hiddenCells } from './hidden-cells.ts';
import type { RectificationTarget } from './rectification-results.ts';
import type { EvaluationResults, Group } from './results.ts';
import { withoutSmallGroupRows } from './small-group-rows.ts';

/** Counts of people from 1 to this minus 1 are not shown in anything that leaves a project. */
export const defaultSmallestCell = 10;

export interface HiddenGroups {
  readonly variable: string;
  readonly label: string;
  readonly groups: number;
}

type Contrasts = NonNullable<EvaluationResults['effects']>['contrasts'];

/**
 * The optional blocks without effects of arms, rectified estimates and verdict units that rest on fewer than `smallest`
 * humans on a side or are a hidden group, and without sentences that name such a unit.
 */
function withoutSmallUnits(
  { effects, rectification, crossFit, verdicts }: EvaluationResults,
  smallest: number,
  hiddenGroups: ReadonlySet<string>,
): Pick<EvaluationResults, 'effects' | 'rectification' | 'crossFit' | 'verdicts'> {
  const few = ({ n, nReference }: { readonly n: number; readonly nReference: number }): boolean =>
    Math.min(n, nReference) < smallest;
  const hidden = new Set((effects?.contrasts ?? []).filter(few).map(contrastKey));
  const smallUnit = ({ id, n }: { readonly id: string; readonly n: number }): boolean =>
    n < smallest || hidden.has(id) || hiddenGroups.has(id);
  const largeTarget = ({ nLeast, contrast, item, option }: RectificationTarget): boolean =>
    nLeast >= smallest &&
    !(contrast !== null && item !== null && hidden.has(contrastKey({ ...contrast, item, option })));
  return {
    ...(effects === undefined
      ? {}
      : {
          effects: {
            ...effects,
            contrasts: effects.contrasts.filter((contrast) => !few(contrast)),
            ...(effects.averageEffects === undefined
              ? {}
              : { averageEffects: effects.averageEffects.filter((effect) => !few(effect)) }),
          },
        }),
    ...(rectification === undefined
      ? {}
      : { rectification: { ...rectification, targets: rectification.targets.filter(largeTarget) } }),
    ...(crossFit === undefined ? {} : { crossFit: { ...crossFit, targets: crossFit.targets.filter(largeTarget) } }),
    ...(verdicts === undefined
      ? {}
      : {
          verdicts: {
            ...verdicts,
            verdicts: verdicts.verdicts.map((verdict) => {
              const named = verdict.units.filter(smallUnit).map(({ label }) => `"${label}"`);
              return {
                ...verdict,
                reasons: verdict.reasons.filter((reason) => !named.some((label) => reason.includes(label))),
                units: verdict.units.filter((unit) => !smallUnit(unit)),
              };
            }),
          },
        }),
  };
}

/** As the units of verdicts are named. */
function contrastKey({
  treatment,
  value,
  item,
  option,
}: Pick<Contrasts[number], 'treatment' | 'value' | 'item' | 'option'>): string {
  return `${treatment}=${value}:${item}${option === null ? '' : `=${option}`}`;
}

/**
 * Results without the rows of subgroups of fewer than `smallest` humans, and without those of the next smallest groups
 * where the size of a hidden one could be found by subtraction from all respondents. Where such a group was the best or
 * the worst, the gap between them is taken out too, with its headline.
 */
export function withoutSmallGroups(
  results: EvaluationResults,
  smallest: number,
): { readonly results: EvaluationResults; readonly hidden: readonly HiddenGroups[] } {
  const small = new Set(
    results.sample.subgroups.flatMap(({ variable, groups }) => {
      const gone = hiddenCells(
        groups.map(({ n }) => n),
        smallest,
      );
      return groups.flatMap(({ value }, index) => (gone[index] === true ? [key(variable, value)] : []));
    }),
  );
  const shown = ({ group }: { readonly group: Group }): boolean =>
    group === null || !small.has(key(group.variable, group.value));
  const silenced = new Set<string>();
  const variables = results.subgroupAlignment.variables.map((entry) => ({
    ...entry,
    sources: entry.sources.map((row) => {
      const kept = row.groups.filter(({ value }) => !small.has(key(entry.variable, value)));
      const extremes = [row.worst, row.best].some((value) => value !== null && small.has(key(entry.variable, value)));
      if (!extremes) return { ...row, groups: kept };
      silenced.add(`subgroups-${entry.variable}:${row.source}`);
      const gap = { ...row.gap, value: null, low: null, high: null, reason: 'too-few-respondents' as const };
      return { ...row, groups: kept, worst: null, best: null, gap };
    }),
  }));
  return {
    results: {
      ...results,
      ...withoutSmallUnits(results, smallest, unitsOf(results, small)),
      ...withoutSmallGroupRows(results, smallest, (variable, value) => small.has(key(variable, value))),
      sample: {
        ...results.sample,
        subgroups: results.sample.subgroups.map((entry) => ({
          ...entry,
          groups: entry.groups.filter(({ value }) => !small.has(key(entry.variable, value))),
        })),
      },
      headline: results.headline.filter(({ id }) => !silenced.has(id)),
      divergence: {
        ...results.divergence,
        cells: results.divergence.cells.filter(shown),
        summary: results.divergence.summary.filter(shown),
      },
      subgroupAlignment: { ...results.subgroupAlignment, variables },
      ...(results.experiments === undefined ? {} : { experiments: withoutSmallCells(results.experiments, smallest) }),
    },
    hidden: results.sample.subgroups.flatMap(({ variable, label, groups }) => {
      const count = groups.filter(({ value }) => small.has(key(variable, value))).length;
      return count === 0 ? [] : [{ variable, label, groups: count }];
    }),
  };
}

/** Experiments without the cells that rest on fewer humans, such as a small arm. */
export function withoutSmallCells(block: ExperimentsBlock, smallest: number): ExperimentsBlock {
  const experiments = block.experiments.map((experiment) => ({
    ...experiment,
    cells: experiment.cells.filter(({ n }) => n >= smallest),
  }));
  return { ...block, experiments: experiments.filter(({ cells }) => cells.length > 0) };
}

/** Hidden groups as the units of verdicts are named. */
function unitsOf({ sample }: EvaluationResults, small: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    sample.subgroups.flatMap(({ variable, groups }) =>
      groups.flatMap(({ value }) => (small.has(key(variable, value)) ? [`${variable}=${value}`] : [])),
    ),
  );
}

function key(variable: string, value: string): string {
  return JSON.stringify([variable, value]);
}
