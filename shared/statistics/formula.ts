import { PilotlightError } from '../errors.ts';

/** Functions that a formula may call. */
export const formulaFunctions = [
  'I',
  'factor',
  'as.factor',
  'as.numeric',
  'log',
  'log2',
  'log10',
  'log1p',
  'exp',
  'sqrt',
  'abs',
  'offset',
] as const;
export type FormulaFunction = (typeof formulaFunctions)[number];

export type FormulaOperator = '+' | '-' | '*' | '/' | '^' | ':' | '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A parsed expression; `position` is the index of its first character in the text of the formula. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly position: number }
  | { readonly kind: 'text'; readonly value: string; readonly position: number }
  | { readonly kind: 'variable'; readonly name: string; readonly position: number }
  | { readonly kind: 'group'; readonly inner: Expression; readonly position: number }
  | { readonly kind: 'unary'; readonly operator: '+' | '-'; readonly operand: Expression; readonly position: number }
  | {
      readonly kind: 'binary';
      readonly operator: FormulaOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly position: number;
    }
  | {
      readonly kind: 'call';
      readonly function: FormulaFunction;
      readonly argument: Expression;
      readonly position: number;
    };

/** A column of the model frame: a variable or a call, named as R prints it. */
export type ModelVariable = { readonly label: string; readonly expression: Expression };

/** A main effect (one variable) or an interaction; `label` is R's, e.g. `a:arm`. */
export type FormulaTerm = { readonly label: string; readonly variables: readonly ModelVariable[] };

export type Formula = {
  readonly text: string;
  /** null for a one-sided formula. */
  readonly response: ModelVariable | null;
  /** Main effects first, then interactions by order, as in R. */
  readonly terms: readonly FormulaTerm[];
  readonly intercept: boolean;
  readonly offsets: readonly Expression[];
  /** Names of the data columns that occur, in order of appearance, response included. */
  readonly variables: readonly string[];
  /** Those of the terms, without response and offsets. */
  readonly predictors: readonly string[];
};

/** Raised with code `formula-invalid`; `position` is the 0-based index of the offending character. */
export class FormulaError extends PilotlightError {
  readonly position: number;

  constructor(position: number, problem: string) {
    super('formula-invalid', `The formula cannot be read at character ${position + 1}: ${problem}.`, { position });
    this.name = 'FormulaError';
    this.position = position;
  }
}
