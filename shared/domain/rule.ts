import { z } from 'zod';
import { PilotlightError } from '../errors.ts';
import type { CellValue, Codebook } from './codebook.ts';
import { findVariable, numericValue } from './codebook.ts';
import type { Expression } from './expression.ts';
import { evaluateExpression, expressionVariables, parseExpression } from './expression.ts';

/** The researcher's rule: which action follows from the beliefs. Cases are tried in order; the first that holds decides. */
export const ruleSchema = z.strictObject({
  action: z.string().min(1),
  cases: z.array(z.strictObject({ when: z.string().min(1), choose: z.string().min(1) })).min(1),
  /** Where the rule comes from, in words. */
  source: z.string(),
});
export type Rule = z.infer<typeof ruleSchema>;

/** What the rule says for one respondent: an option of the action, a tie (no case holds), or undefined (a belief is missing). */
export type RuleOutcome =
  { readonly kind: 'action'; readonly value: string } | { readonly kind: 'tie' } | { readonly kind: 'undefined' };

export interface CompiledRule {
  readonly action: string;
  readonly variables: readonly string[];
  apply(valueOf: (name: string) => CellValue): RuleOutcome;
}

/**
 * Compiles a rule against a codebook. In its expressions an ordinal or numeric variable is a number (its code, or the
 * 1-based position where codes are not numbers) and a nominal variable is its value as text.
 * Throws `codebook-invalid` or `expression-invalid` with a sentence.
 */
export function compileRule(rule: Rule, codebook: Codebook): CompiledRule {
  const action = findVariable(codebook, rule.action);
  if (action === undefined || action.role !== 'action') {
    throw new PilotlightError(
      'codebook-invalid',
      `The rule's action "${rule.action}" is not a variable with the role action.`,
    );
  }
  const cases = rule.cases.map(({ when, choose }, index) => {
    if (!action.options.some((option) => option.value === choose)) {
      throw new PilotlightError(
        'codebook-invalid',
        `Case ${index + 1} of the rule chooses "${choose}", which is no option of ${rule.action}.`,
      );
    }
    return { expression: parseCase(when, index, codebook), choose };
  });
  const variables = [...new Set(cases.flatMap(({ expression }) => expressionVariables(expression)))];
  return {
    action: rule.action,
    variables,
    apply(valueOf) {
      const lookup = (name: string): number | string | null => {
        const variable = findVariable(codebook, name);
        const value = valueOf(name);
        return variable === undefined || variable.scale === 'nominal' ? value : numericValue(variable, value);
      };
      for (const { expression, choose } of cases) {
        const holds = evaluateExpression(expression, lookup);
        if (holds === null) return { kind: 'undefined' };
        if (holds === true) return { kind: 'action', value: choose };
      }
      return { kind: 'tie' };
    },
  };
}

function parseCase(when: string, index: number, codebook: Codebook): Expression {
  const expression = parseExpression(when);
  for (const name of expressionVariables(expression)) {
    const variable = findVariable(codebook, name);
    if (variable === undefined || variable.role === 'excluded') {
      throw new PilotlightError(
        'codebook-invalid',
        `Case ${index + 1} of the rule uses "${name}", which the codebook does not have.`,
      );
    }
  }
  return expression;
}
