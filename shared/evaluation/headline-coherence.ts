import { formatEstimate } from './format-number.ts';
import { type Finding, type Results, agreementWithin, sentence, written } from './headline-sentence.ts';
import type { CoherenceBlock, HeadlineSentence, SourceSummary } from './results.ts';
import { shareMargin } from './verdict-rules.ts';

/**
 * The gap of a source beside that of the humans. Equal gaps say something only where the humans follow the rule more often
 * than chance; and answers that have nothing to do with it may have nearly the gap of humans who hardly follow it.
 */
export function coherenceSentences(results: Results, subject: SourceSummary): HeadlineSentence[] {
  const { coherence } = results;
  const own = coherence?.sources.find((entry) => entry.source === subject.id);
  if (coherence === null || own === undefined || own.gap.value === null) return [];
  const gaps = `The action deviates from the rule in ${formatEstimate(own.gap, 'percent')} of the rows of ${subject.label} and in ${formatEstimate(coherence.human.gap, 'percent')} of the humans (difference in shares ${formatEstimate(own.difference)}; alike means within ±${shareMargin}).`;
  const { finding, words } = judge(coherence.human, own);
  return [sentence(subject, 'coherence', 'coherence', finding, `${gaps}${words}`)];
}

function judge(
  human: CoherenceBlock['human'],
  { difference, advantage, keptAdvantage }: CoherenceBlock['sources'][number],
): { readonly finding: Finding; readonly words: string } {
  const gap = agreementWithin(difference, shareMargin);
  if (human.advantage === undefined || keptAdvantage === undefined) return { finding: gap, words: '' };
  const { low } = human.advantage;
  if (low === null || low <= 0) {
    return {
      finding: 'open',
      words: ` Actions dealt out at random among the humans would deviate in ${human.chance === undefined ? 'an unknown share' : formatEstimate(human.chance, 'percent')}. The humans are not shown to follow the rule more often than that, so it says nothing here.`,
    };
  }
  const byChance =
    advantage?.low !== undefined && advantage.low !== null && advantage.low <= 0
      ? '; the model is not shown to follow the rule more often than by chance'
      : '';
  const words = ` Compared with actions dealt out at random, that share is smaller by ${written(advantage)} for the model and by ${written(human.advantage)} for the humans${byChance}.`;
  const lost = keptAdvantage.high !== null && keptAdvantage.high < 0;
  const kept = keptAdvantage.low !== null && keptAdvantage.low > 0;
  return { finding: lost ? 'contradicts' : gap === 'supports' && !kept ? 'open' : gap, words };
}
