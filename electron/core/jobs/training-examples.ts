import type { Codebook } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Prompt, PromptSettings } from '../../../shared/domain/prompt.ts';
import { answerIndex, renderPrompt } from '../../../shared/domain/prompt.ts';
import type { Respondent } from './simulate-respondents.ts';

/** A prompt with the place of the human's answer among its answers. */
export interface AnsweredPrompt {
  readonly prompt: Prompt;
  readonly answer: number;
}

/**
 * What one respondent teaches: each belief given the persona, and the action given the respondent's own beliefs, in the very
 * prompts that the simulation uses. Missing answers teach nothing.
 */
export function trainingPrompts(
  codebook: Codebook,
  settings: PromptSettings,
  respondent: Respondent,
): AnsweredPrompt[] {
  const beliefs = variablesWithRole(codebook, 'belief');
  const own = beliefs.map((item) => ({ item, value: respondent.answers[item.name] ?? null }));
  return variablesWithRole(codebook, 'belief', 'action').flatMap((item) => {
    const earlier = item.role === 'action' ? own : [];
    const prompt = renderPrompt({ codebook, settings, respondent: respondent.answers, item, earlier });
    const answer = answerIndex(prompt, item, respondent.answers[item.name] ?? null);
    return answer < 0 ? [] : [{ prompt, answer }];
  });
}
