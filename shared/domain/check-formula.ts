import { PilotlightError } from '../errors.ts';
import type { Formula } from '../statistics/formula.ts';
import { parseFormula } from '../statistics/parse-formula.ts';
import type { Token } from '../statistics/tokenise-formula.ts';
import { tokeniseFormula } from '../statistics/tokenise-formula.ts';
import { closestName } from './closest-name.ts';
import type { Codebook, Variable } from './codebook.ts';
import { findVariable, isNumericScale, optionScore } from './codebook.ts';
import type { RegressionSpec } from './study.ts';
import type { TextFault } from './text-fault.ts';
import { extentOf, toTextFault } from './text-fault.ts';

/**
 * Everything wrong with the formula of a regression, with its place; empty when it can be estimated. `model` null: whatever
 * the outcome's scale.
 */
export function checkFormula(text: string, model: RegressionSpec['model'] | null, codebook: Codebook): TextFault[] {
  let formula: Formula;
  try {
    formula = parseFormula(text);
  } catch (error) {
    return [toTextFault(error, text, tokensOf(text))];
  }
  const faults = formula.variables.flatMap((name) => {
    const message = variableFault(name, codebook);
    return message === undefined ? [] : [{ ...placeOf(text, name), message }];
  });
  if (faults.length > 0) return faults;
  const whole = { start: 0, end: text.length };
  const answered = formula.variables.some((name) =>
    ['belief', 'action'].includes(findVariable(codebook, name)?.role ?? ''),
  );
  if (!answered) {
    const message = 'the formula has no belief and no action, so that simulated answers could not enter it';
    return [{ ...whole, message }];
  }
  if (formula.response === null)
    return [{ start: 0, end: text.indexOf('~'), message: 'the formula needs its outcome on the left of "~"' }];
  const { expression } = formula.response;
  const outcome = expression.kind === 'variable' ? findVariable(codebook, expression.name) : undefined;
  const misfit = outcome === undefined || model === null ? undefined : outcomeMisfit(model, outcome);
  return outcome === undefined || misfit === undefined ? [] : [{ ...placeOf(text, outcome.name), message: misfit }];
}

function variableFault(name: string, codebook: Codebook): string | undefined {
  const variable = findVariable(codebook, name);
  if (variable === undefined)
    return `the formula uses "${name}", which the codebook does not have${near(codebook, name)}`;
  if (variable.role === 'excluded' || variable.role === 'id')
    return `the formula uses "${name}", which has the role ${variable.role}`;
  return variable.scale === 'text'
    ? `the formula uses "${name}", which is text and needs its options or a scale`
    : undefined;
}

function tokensOf(text: string): Token[] {
  try {
    return tokeniseFormula(text);
  } catch (error) {
    if (!(error instanceof PilotlightError)) throw error;
    return [];
  }
}

function placeOf(text: string, name: string): { start: number; end: number } {
  const token = tokensOf(text).find((one) => one.kind === 'name' && one.text === name);
  return token === undefined ? { start: 0, end: text.length } : extentOf(text, token);
}

/** Why an outcome on this scale cannot be modelled so, or undefined when it can. */
function outcomeMisfit(model: RegressionSpec['model'], outcome: Variable): string | undefined {
  const { name, scale, options } = outcome;
  const fits = {
    ols: isNumericScale(scale) || scale === 'ordinal' || scale === 'binary',
    logit: options.length === 2,
    'ordered-logit': isNumericScale(scale) || scale === 'ordinal' || scale === 'binary',
    'multinomial-logit': options.length >= 2,
    poisson: isNumericScale(scale) && options.every((_, index) => optionScore(outcome, index) >= 0),
  };
  const needs = {
    ols: 'a number, or options with an order',
    logit: 'two options',
    'ordered-logit': 'options with an order, or a number',
    'multinomial-logit': 'options',
    poisson: 'a count of 0 or more',
  };
  return fits[model] ? undefined : `${model} needs ${needs[model]} as its outcome, which "${name}" (${scale}) is not`;
}

function near(codebook: Codebook, name: string): string {
  const names = codebook.variables.map((variable) => variable.name);
  const closest = closestName(name, names);
  return closest === undefined ? '' : `; did you mean "${closest}"?`;
}
