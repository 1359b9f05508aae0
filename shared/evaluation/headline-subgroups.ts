import { formatCount, formatEstimate } from './format-number.ts';
import { type Finding, type Results, sentence, written } from './headline-sentence.ts';
import type { HeadlineSentence, SourceSummary } from './results.ts';
import { effectMargin, leastInGroup } from './verdict-rules.ts';

/**
 * One sentence a subgroup variable. That a source fits all groups alike supports nothing by itself: one that ignores groups
 * does too. So it takes the means of every group of a size worth judging inside the margin as well; one group outside it,
 * or a gap whose interval excludes 0, contradicts.
 */
export function subgroupSentences(results: Results, subject: SourceSummary): HeadlineSentence[] {
  const judged = results.verdicts?.verdicts.find(
    ({ purpose, source }) => purpose === 'subgroup-estimate' && source === subject.id,
  );
  return results.subgroupAlignment.variables.flatMap((variable) => {
    const own = variable.sources.find((entry) => entry.source === subject.id);
    if (own === undefined || own.worst === null || own.gap.value === null) return [];
    const ceiling = subject.regime === 'exact' ? variable.ceilingGap.exact : variable.ceilingGap.drawn;
    const described = results.sample.subgroups.find((entry) => entry.variable === variable.variable);
    const label = described?.groups.find((group) => group.value === own.worst)?.label ?? own.worst;
    const ids = new Set(described?.groups.map(({ value }) => `${variable.variable}=${value}`));
    const states = (judged?.units ?? []).filter(({ id }) => ids.has(id)).map(({ state }) => state);
    const count = (state: string): number => states.filter((own) => own === state).length;
    // The interval holds the true gap, which is 0 where all groups are fitted alike.
    const uneven = own.gap.low !== null && own.gap.low > 0;
    const finding: Finding =
      uneven || count('outside') > 0
        ? 'contradicts'
        : states.length > 0 && count('within') === states.length && ceiling.high !== null && own.gap.low !== null
          ? 'supports'
          : 'open';
    const means =
      states.length === 0
        ? ` No group has the ${leastInGroup} humans that its means would need to be judged.`
        : ` In ${formatCount(count('within'))} of ${formatCount(states.length)} groups of at least ${leastInGroup} humans its means lie within ${String(effectMargin)} standard deviations of the human ones by their intervals, in ${formatCount(count('outside'))} outside.`;
    const text = `Across ${described?.label ?? variable.variable}, ${subject.label} fits "${label}" least; the gap to the group it fits best is ${formatEstimate(own.gap)} after the noise of each group's size is taken out (a perfect source would show ${written(ceiling)}).${means}`;
    return [sentence(subject, `subgroups-${variable.variable}`, 'subgroups', finding, text)];
  });
}
