import type { Expression } from './formula.ts';

const spaced: ReadonlySet<string> = new Set(['+', '-', '*', '==', '!=', '<', '<=', '>', '>=']);

/** Text of an expression as R deparses it, e.g. `I(x^2)`, `log(x + 1)`, `x/2`. */
export function expressionLabel(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'text':
      return JSON.stringify(expression.value);
    case 'variable':
      return isPlainName(expression.name) ? expression.name : `\`${expression.name}\``;
    case 'group':
      return `(${expressionLabel(expression.inner)})`;
    case 'unary':
      return `${expression.operator}${expressionLabel(expression.operand)}`;
    case 'call':
      return `${expression.function}(${expressionLabel(expression.argument)})`;
    case 'binary': {
      const operator = spaced.has(expression.operator) ? ` ${expression.operator} ` : expression.operator;
      return `${expressionLabel(expression.left)}${operator}${expressionLabel(expression.right)}`;
    }
  }
}

function isPlainName(name: string): boolean {
  return /^(?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*$/u.test(name);
}
