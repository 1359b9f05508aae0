import { PilotlightError } from '../errors.ts';
import type { Codebook } from './codebook.ts';
import { findVariable } from './codebook.ts';
import type { Rule } from './rule.ts';
import { readCondition } from './rule.ts';
import { tokenizeExpression } from './parse-expression.ts';
import type { TextFault } from './text-fault.ts';
import { toTextFault } from './text-fault.ts';

/** A fault of a rule that is being written, with its place in the text of the field. */
export interface RuleTextFault extends TextFault {
  /** 0-based; null for the rule as a whole. */
  readonly case: number | null;
  readonly field: 'action' | 'when' | 'choose';
}

/** Everything wrong with a rule, also an unfinished one; empty when it can be used. */
export function checkRuleTexts(rule: Pick<Rule, 'action' | 'cases'>, codebook: Codebook): RuleTextFault[] {
  const action = findVariable(codebook, rule.action);
  const faults: RuleTextFault[] = [];
  if (action?.role !== 'action') {
    const message = `"${rule.action}" is not a variable with the role action`;
    faults.push({ case: null, field: 'action', start: 0, end: rule.action.length, message });
  }
  for (const [index, { when, choose }] of rule.cases.entries()) {
    if (action?.role === 'action' && !action.options.some((option) => option.value === choose)) {
      const message = `"${choose}" is no option of "${rule.action}"`;
      faults.push({ case: index, field: 'choose', start: 0, end: choose.length, message });
    }
    const fault = conditionFault(when, rule.action, codebook);
    if (fault !== undefined) faults.push({ case: index, field: 'when', ...fault });
  }
  return faults;
}

function conditionFault(when: string, action: string, codebook: Codebook): TextFault | undefined {
  try {
    readCondition(when, action, codebook);
    return undefined;
  } catch (error) {
    return toTextFault(error, when, tokensOf(when));
  }
}

function tokensOf(text: string): ReturnType<typeof tokenizeExpression> {
  try {
    return tokenizeExpression(text);
  } catch (error) {
    if (!(error instanceof PilotlightError)) throw error;
    return [];
  }
}
