import { z } from 'zod';
import { PilotlightError } from '../errors.ts';
import type { CellValue, Codebook, Variable } from './codebook.ts';
import { findVariable, numericValue } from './codebook.ts';
import type { Expression } from './expression.ts';
import { evaluateExpression, expressionVariables } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { expressionType, resolveExpression } from './resolve-expression.ts';

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

/** A fault of a rule, with the case (0-based) and the field in which it lies. */
export interface RuleFault {
  readonly case: number | null;
  readonly field: 'action' | 'when' | 'choose';
  readonly message: string;
}

interface CompiledCase {
  readonly expression: Expression;
  readonly choose: string;
}

/**
 * Compiles a rule against a codebook; `expressionType` says how variables enter its expressions.
 * Throws `codebook-invalid` with the sentence of the first fault.
 */
export function compileRule(rule: Rule, codebook: Codebook): CompiledRule {
  const { cases, faults } = readRule(rule, codebook);
  const first = faults[0];
  if (first !== undefined) throw new PilotlightError('codebook-invalid', first.message);
  const variables = [...new Set(cases.flatMap(({ expression }) => expressionVariables(expression)))];
  const known = new Map(codebook.variables.map((variable) => [variable.name, variable]));
  return {
    action: rule.action,
    variables,
    apply(valueOf) {
      const lookup = (name: string): number | string | null => inExpression(known.get(name), valueOf(name));
      for (const { expression, choose } of cases) {
        const holds = evaluateExpression(expression, lookup);
        if (holds === null) return { kind: 'undefined' };
        if (holds === true) return { kind: 'action', value: choose };
      }
      return { kind: 'tie' };
    },
  };
}

/** Everything that is wrong with a rule, in the order of its fields; empty when it compiles. */
export function ruleFaults(rule: Rule, codebook: Codebook): readonly RuleFault[] {
  return readRule(rule, codebook).faults;
}

function inExpression(variable: Variable | undefined, value: CellValue): number | string | null {
  if (variable === undefined || value === null) return null;
  return expressionType(variable) === 'number' ? numericValue(variable, value) : String(value);
}

function readRule(rule: Rule, codebook: Codebook): { cases: CompiledCase[]; faults: RuleFault[] } {
  const action = findVariable(codebook, rule.action);
  const faults: RuleFault[] = [];
  if (action === undefined || action.role !== 'action') {
    faults.push({
      case: null,
      field: 'action',
      message: `The rule's action "${rule.action}" is not a variable with the role action.`,
    });
  }
  const cases = rule.cases.flatMap(({ when, choose }, index): CompiledCase[] => {
    if (action?.role === 'action' && !action.options.some((option) => option.value === choose)) {
      faults.push({
        case: index,
        field: 'choose',
        message: `Case ${index + 1} of the rule chooses "${choose}", which is no option of "${rule.action}".`,
      });
    }
    try {
      return [{ expression: readCondition(when, rule.action, codebook), choose }];
    } catch (error) {
      if (!(error instanceof PilotlightError)) throw error;
      const reason = error.message.replace(/\.$/, '');
      faults.push({ case: index, field: 'when', message: `Case ${index + 1} of the rule cannot be used: ${reason}.` });
      return [];
    }
  });
  return { cases, faults };
}

/** The condition of a case, checked against the codebook. Throws `expression-invalid`. */
export function readCondition(when: string, action: string, codebook: Codebook): Expression {
  const { expression, type } = resolveExpression(parseExpression(when), codebook);
  if (type !== 'truth')
    throw new PilotlightError('expression-invalid', 'it gives a value, not a condition such as "a > b"');
  if (expressionVariables(expression).includes(action))
    throw new PilotlightError('expression-invalid', `it uses the action "${action}" that it is to explain`, {
      subject: action,
    });
  return expression;
}
