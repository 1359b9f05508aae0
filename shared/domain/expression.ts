/**
 * Expressions over a respondent's answers, for belief-action rules. Numbers, text in quotes, variable names (bare or in
 * backticks), + - * /, comparisons, `and`, `or`, `not`, and the functions below. Anything missing makes the result
 * missing; so does a number that does not exist, such as a division by zero.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: number | string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type ExpressionValue = number | string | boolean | null;

export const expressionFunctions = ['abs', 'min', 'max', 'mean', 'sum'] as const;
export type FunctionName = (typeof expressionFunctions)[number];

/** Binary operators by rising precedence; those of one level are read from left to right, comparisons stand alone. */
export const operatorLevels = [['or'], ['and'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/']] as const;
export type BinaryOperator = (typeof operatorLevels)[number][number];
export type UnaryOperator = '-' | 'not';

/** Names of all variables in an expression, each once, in order of appearance. */
export function expressionVariables(expression: Expression): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'variable') names.add(node.name);
    else if (node.kind === 'call') node.arguments.forEach(visit);
    else if (node.kind === 'unary') visit(node.operand);
    else if (node.kind === 'binary') [node.left, node.right].forEach(visit);
  };
  visit(expression);
  return [...names];
}

/**
 * Value of an expression; null when something it needs is missing. Types are checked by `resolveExpression`: here text
 * in arithmetic gives null and a comparison of text with a number is false.
 */
export function evaluateExpression(expression: Expression, lookup: (name: string) => ExpressionValue): ExpressionValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return lookup(expression.name);
    case 'unary': {
      const value = evaluateExpression(expression.operand, lookup);
      if (value === null) return null;
      return expression.operator === 'not' ? value !== true : existing(-Number(value));
    }
    case 'call':
      return callFunction(
        expression.name,
        expression.arguments.map((argument) => evaluateExpression(argument, lookup)),
      );
    case 'binary': {
      const left = evaluateExpression(expression.left, lookup);
      const right = evaluateExpression(expression.right, lookup);
      return left === null || right === null ? null : applyBinary(expression.operator, left, right);
    }
  }
}

function existing(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function callFunction(name: FunctionName, values: readonly ExpressionValue[]): number | null {
  if (values.some((value) => value === null)) return null;
  const numbers = values.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'abs':
      return existing(Math.abs(numbers[0] ?? Number.NaN));
    case 'min':
      return existing(Math.min(...numbers));
    case 'max':
      return existing(Math.max(...numbers));
    case 'mean':
      return existing(sum / numbers.length);
    case 'sum':
      return existing(sum);
  }
}

function applyBinary(
  operator: BinaryOperator,
  left: number | string | boolean,
  right: number | string | boolean,
): ExpressionValue {
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return existing(a + b);
    case '-':
      return existing(a - b);
    case '*':
      return existing(a * b);
    case '/':
      return existing(a / b);
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case 'and':
      return left === true && right === true;
    case 'or':
      return left === true || right === true;
  }
}
