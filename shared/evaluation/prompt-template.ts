import type { Answers, Codebook } from '../domain/codebook.ts';
import { hasOptions, variablesWithRole } from '../domain/codebook.ts';
import type { PromptSettings } from '../domain/prompt.ts';
import { renderPrompt } from '../domain/prompt.ts';

/**
 * The prompt of the last question of an interview, with the labels of the variables where a twin's values would stand, so
 * that a report can show what the model read without showing anybody. The situation is that of the first arm.
 */
export function promptTemplate(codebook: Codebook, settings: PromptSettings): { system: string; user: string } {
  const placeholders: Record<string, string> = {};
  for (const variable of variablesWithRole(codebook, 'persona')) placeholders[variable.name] = `‹${variable.label}›`;
  for (const variable of variablesWithRole(codebook, 'treatment')) {
    placeholders[variable.name] = variable.options[0]?.value ?? '';
  }
  const respondent: Answers = placeholders;
  const asked = [...variablesWithRole(codebook, 'belief'), ...variablesWithRole(codebook, 'action')].filter(hasOptions);
  const item = asked.at(-1);
  if (item === undefined) return { system: settings.instruction, user: '' };
  const earlier =
    item.role === 'action'
      ? asked.filter(({ role }) => role === 'belief').map((belief) => ({ item: belief, value: `‹answer›` }))
      : [];
  const { system, user } = renderPrompt({ codebook, settings, respondent, item, earlier });
  return { system, user };
}
