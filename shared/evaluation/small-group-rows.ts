import { undefinedEstimate } from './undefined-estimate.ts';
import type { GapGroups } from './group-results.ts';
import type { EvaluationResults } from './results.ts';
import { extendHidden } from './hidden-cells.ts';

/** Whether the group of a variable is one of those that are hidden everywhere. */
type IsHidden = (variable: string, value: string) => boolean;

/**
 * Structures and gaps by group without the groups of fewer than `smallest` humans, those that are hidden anyway, and the next
 * smallest where the rest would give them away. A human gap that rests on fewer people who deviate or who follow is taken
 * out too, with the differences from it, and so is a second one where the gap of everybody would give it away.
 */
export function withoutSmallGroupRows(
  { heterogeneity, coherence }: Pick<EvaluationResults, 'heterogeneity' | 'coherence'>,
  smallest: number,
  isHidden: IsHidden,
): Pick<EvaluationResults, 'heterogeneity' | 'coherence'> {
  const { structures } = heterogeneity;
  return {
    heterogeneity:
      structures?.groups === undefined
        ? heterogeneity
        : {
            ...heterogeneity,
            structures: {
              ...structures,
              groups: structures.groups.map((grouping) => {
                const hidden = hiddenGroups(grouping, smallest, isHidden);
                return { ...grouping, groups: grouping.groups.filter((_, index) => hidden[index] !== true) };
              }),
            },
          },
    coherence:
      coherence?.groups === undefined
        ? coherence
        : { ...coherence, groups: coherence.groups.map((grouping) => withoutSmallGaps(grouping, smallest, isHidden)) },
  };
}

interface SizedGroups {
  readonly variable: string;
  readonly groups: readonly { readonly value: string; readonly n: number }[];
}

function hiddenGroups({ variable, groups }: SizedGroups, smallest: number, isHidden: IsHidden): boolean[] {
  const small = groups.map(({ value, n }) => n < smallest || isHidden(variable, value));
  return extendHidden(
    groups.map(({ n }) => n),
    small,
    smallest,
  );
}

function withoutSmallGaps(grouping: GapGroups[number], smallest: number, isHidden: IsHidden): GapGroups[number] {
  const { groups } = grouping;
  const gone = hiddenGroups(grouping, smallest, isHidden);
  const deviated = groups.map(({ human, n }) => Math.round((human.value ?? 0) * n));
  const followed = groups.map(({ n }, index) => n - (deviated[index] ?? 0));
  let hidden = gone;
  for (const counts of [deviated, followed, deviated]) {
    const small = counts.map((count, index) => hidden[index] === true || (count > 0 && count < smallest));
    hidden = extendHidden(counts, small, smallest);
  }
  return {
    ...grouping,
    groups: groups.flatMap((group, index) =>
      gone[index] === true ? [] : [hidden[index] === true ? withoutHumanGap(group) : group],
    ),
  };
}

function withoutHumanGap(group: GapGroups[number]['groups'][number]): GapGroups[number]['groups'][number] {
  const taken = undefinedEstimate('too-few-respondents', group.n, group.human.level);
  return {
    ...group,
    human: taken,
    ceiling: taken,
    sources: group.sources.map((row) => ({ ...row, difference: { ...taken, n: row.difference.n } })),
  };
}
