import { variablesWithRole } from '../../domain/codebook.ts';
import type { RegressionSpec } from '../../domain/study.ts';
import type { Expression } from '../../statistics/formula.ts';
import { parseFormula } from '../../statistics/parse-formula.ts';
import type { ExportedColumn, ExportedStudy } from './rows-layout.ts';
import { missingVariables, rowsLayout } from './rows-layout.ts';

/** A value that both script languages can write down. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [name: string]: Literal };

/** What the scripts know of a study: names, codes and formulas, no answers. */
export interface ScriptStudy {
  /** Coverage of intervals. */
  readonly level: number;
  readonly columns: readonly ExportedColumn[];
  readonly items: readonly string[];
  /** The items whose answers together make a belief structure. */
  readonly beliefs: readonly string[];
  readonly groupings: readonly string[];
  /** Whose arms have average effects. */
  readonly treatments: readonly string[];
  readonly regressions: readonly RegressionSpec[];
  /** Regressions that need a column which is not exported. */
  readonly leftOut: readonly { readonly name: string; readonly variables: readonly string[] }[];
}

export function scriptStudy(study: ExportedStudy): ScriptStudy {
  const layout = rowsLayout(study);
  const missing = (formula: string): string[] => missingVariables(formula, study.codebook);
  return {
    level: study.evaluation.level,
    columns: [...layout.shared, ...layout.items],
    items: layout.items.map(({ name }) => name),
    beliefs: variablesWithRole(study.codebook, 'belief').map(({ name }) => name),
    groupings: study.evaluation.subgroups,
    treatments: variablesWithRole(study.codebook, 'treatment').map(({ name }) => name),
    regressions: study.regressions.filter(({ formula }) => missing(formula).length === 0),
    leftOut: study.regressions.flatMap(({ name, formula }) => {
      const variables = missing(formula);
      return variables.length === 0 ? [] : [{ name, variables }];
    }),
  };
}

/** A formula taken apart, for languages without formulas. Expressions are nested lists that begin with their kind. */
export function formulaParts(formula: string): Literal {
  const { response, terms, intercept, offsets } = parseFormula(formula);
  return {
    response: response === null ? null : expressionParts(response.expression),
    intercept,
    terms: terms.map(({ variables }) => variables.map(({ label, expression }) => [label, expressionParts(expression)])),
    offsets: offsets.map(expressionParts),
  };
}

function expressionParts(expression: Expression): Literal {
  switch (expression.kind) {
    case 'number':
    case 'text':
      return [expression.kind, expression.value];
    case 'variable':
      return ['variable', expression.name];
    case 'group':
      return expressionParts(expression.inner);
    case 'unary':
      return [expression.operator, expressionParts(expression.operand)];
    case 'binary':
      return [expression.operator, expressionParts(expression.left), expressionParts(expression.right)];
    case 'call':
      return ['call', expression.function, expressionParts(expression.argument)];
  }
}
