import type { Codebook } from './codebook.ts';
import { findVariable } from './codebook.ts';
import type { Rule } from './rule.ts';

/** A text in quotes, a name, a number, a comparison, or anything else, one piece after the other. */
const piece = /"[^"]*"|'[^']*'|[\p{L}_][\p{L}\p{N}_.]*|\d+(?:\.\d+)?|[<>=!]=?|\s+|./gsu;
const words: readonly string[] = ['and', 'or', 'not', 'abs', 'min', 'max', 'mean', 'sum'];

/**
 * A rule as a reader of results knows the variables: labels in place of names and of the codes of options, such as
 * `“Tells a friend” when Perceived risk < 3 (some); …`. A code keeps its number where the comparison is about order. Text in
 * quotes that is no code of the variable, and names that the codebook does not know, stay as they are.
 */
export function ruleInWords(rule: Rule, codebook: Codebook): string {
  const action = findVariable(codebook, rule.action);
  return rule.cases
    .map(({ when, choose }) => {
      const chosen = action?.options.find(({ value }) => value === choose)?.label ?? choose;
      return `“${chosen}” when ${conditionInWords(when, codebook)}`;
    })
    .join('; ');
}

function conditionInWords(condition: string, codebook: Codebook): string {
  let compared: { readonly name: string; readonly by: string } | null = null;
  return [...condition.matchAll(piece)]
    .map(([text]) => {
      if (text.trim() === '') return text;
      if (compared !== null && /^[<>=!]/.test(text)) {
        compared = { ...compared, by: text };
        return text;
      }
      const literal = compared === null || compared.by === '' ? null : labelled(text, compared, codebook);
      const variable = words.includes(text) ? undefined : findVariable(codebook, text);
      compared = variable === undefined ? null : { name: variable.name, by: '' };
      return literal ?? variable?.label ?? text;
    })
    .join('');
}

/** The code of an option beside its label; null for everything else. */
function labelled(
  text: string,
  { name, by }: { readonly name: string; readonly by: string },
  codebook: Codebook,
): string | null {
  const code = text.replaceAll(/^["']|["']$/g, '');
  const label = findVariable(codebook, name)?.options.find(({ value }) => value === code)?.label;
  if (label === undefined) return null;
  return /[<>]/.test(by) ? `${code} (${label})` : `“${label}”`;
}
