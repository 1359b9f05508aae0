import { expandTerms } from './expand-terms.ts';
import { expressionLabel } from './expression-label.ts';
import { type Expression, type Formula, FormulaError, type FormulaTerm, type ModelVariable } from './formula.ts';
import { createTokenReader, parseExpression, type TokenReader } from './parse-expression.ts';
import { tokeniseFormula } from './tokenise-formula.ts';

/**
 * Parses a model formula in Wilkinson & Rogers notation as R reads it: `y ~ a + b`, `a:b`, `a*b`, `a/b`, `(a + b)^2`,
 * `- a`, `-1`, `0`, `factor(x)`, `I(x^2)`, `I(x > 3)`, `log(x)`, `offset(log(t))`. The response may be left out.
 * Source: Wilkinson & Rogers (1973), Appl. Stat. 22:392-399; Chambers & Hastie (1992), Statistical Models in S, ch. 2.
 *
 * @throws FormulaError (code `formula-invalid`) with the 0-based `position` of the problem
 */
export function parseFormula(text: string): Formula {
  const reader = createTokenReader(tokeniseFormula(text));
  const first = reader.peek();
  const oneSided = first.kind === 'symbol' && first.text === '~';
  const left = oneSided ? null : parseExpression(reader);
  expectTilde(reader);
  const right = parseExpression(reader);
  const rest = reader.peek();
  if (rest.kind !== 'end') throw new FormulaError(rest.position, `"${rest.text}" does not belong here`);
  if (left !== null) checkArithmetic(left);

  const response = left === null ? null : toVariable(left);
  const expansion = expandTerms(right);
  for (const variable of expansion.variables) checkArithmetic(variable.expression);
  for (const offset of expansion.offsets) checkArithmetic(offset);
  // R drops the response from the right-hand side.
  const terms = expansion.terms
    .filter((term) => !term.some((variable) => variable.label === response?.label))
    .map((term): FormulaTerm => ({ label: term.map((variable) => variable.label).join(':'), variables: term }));
  const predictors = new Set<string>();
  for (const variable of terms.flatMap((term) => term.variables)) collectNames(variable.expression, predictors);
  const names = new Set<string>();
  if (response !== null) collectNames(response.expression, names);
  for (const variable of expansion.variables) collectNames(variable.expression, names);
  for (const offset of expansion.offsets) collectNames(offset, names);
  return {
    text,
    response,
    terms,
    intercept: expansion.intercept,
    offsets: expansion.offsets,
    variables: [...names],
    predictors: [...predictors],
  };
}

function toVariable(expression: Expression): ModelVariable {
  const bare = expression.kind === 'group' ? expression.inner : expression;
  return { label: expressionLabel(bare), expression: bare };
}

function expectTilde(reader: TokenReader): void {
  const token = reader.take();
  if (token.kind === 'symbol' && token.text === '~') return;
  throw new FormulaError(token.position, '"~" is expected between the response and the terms');
}

/** Inside a function and on the left only arithmetic and comparisons make sense. */
function checkArithmetic(expression: Expression): void {
  switch (expression.kind) {
    case 'group':
      return checkArithmetic(expression.inner);
    case 'unary':
      return checkArithmetic(expression.operand);
    case 'call':
      if (expression.function === 'offset') {
        throw new FormulaError(expression.position, 'offset() is a term of its own on the right-hand side');
      }
      return checkArithmetic(expression.argument);
    case 'binary':
      if (expression.operator === ':') {
        throw new FormulaError(expression.position, '":" makes an interaction and cannot stand here');
      }
      checkArithmetic(expression.left);
      return checkArithmetic(expression.right);
    default:
      return undefined;
  }
}

function collectNames(expression: Expression, names: Set<string>): void {
  if (expression.kind === 'variable') names.add(expression.name);
  if (expression.kind === 'group') collectNames(expression.inner, names);
  if (expression.kind === 'unary') collectNames(expression.operand, names);
  if (expression.kind === 'call') collectNames(expression.argument, names);
  if (expression.kind === 'binary') {
    collectNames(expression.left, names);
    collectNames(expression.right, names);
  }
}
