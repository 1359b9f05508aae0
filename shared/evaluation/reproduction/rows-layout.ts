import type { Codebook, Variable } from '../../domain/codebook.ts';
import { findVariable, hasOptions, optionScore, variablesWithRole } from '../../domain/codebook.ts';
import type { Study } from '../../domain/study.ts';
import { parseFormula } from '../../statistics/parse-formula.ts';

/** How a column of exported rows becomes a column of a regression. */
export type ColumnKind = 'number' | 'scored' | 'nominal' | 'text';

export interface ExportedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Option values in the order of the codebook; empty for numbers and texts. */
  readonly codes: readonly string[];
  /** Number per option for `scored`, otherwise empty. */
  readonly scores: readonly number[];
  /** Number per option in means of answers, which leave binary answers their codes; empty where it is `scores`. */
  readonly meanScores: readonly number[];
}

/** What exported rows hold: no more than what the regressions, the divergences and their subgroups need. */
export interface RowsLayout {
  /** Persona and treatment columns. */
  readonly shared: readonly ExportedColumn[];
  readonly items: readonly ExportedColumn[];
  readonly weighted: boolean;
  readonly clustered: boolean;
}

/** Columns that are no variables; the leading point keeps them apart from the names of variables. */
export const ownColumns = {
  part: '.part',
  fold: '.fold',
  source: '.source',
  seed: '.seed',
  respondent: '.respondent',
  weight: '.weight',
  cluster: '.cluster',
} as const;

/**
 * What `.part` says where there is more than one part. `cross-fit` are the humans of pilot-train with the twins of the models
 * trained without their fold, `evaluation by fold` the twins of the evaluation humans under these models.
 */
export const exportedParts = {
  evaluation: 'evaluation',
  rectification: 'rectification',
  crossFit: 'cross-fit',
  byFold: 'evaluation by fold',
} as const;

/** Name of the column with a twin's probability of an option; `option` counts from 1 in the order of the codebook. */
export function probabilityColumn(item: string, option: number): string {
  return `.p:${item}:${option}`;
}

/**
 * The columns that exported rows of a study have. Identifiers, excluded variables and persona variables that no regression
 * and no subgroup uses are not among them; weights and clusters only as numbers of their own.
 */
export function rowsLayout({ codebook, regressions, evaluation }: ExportedStudy): RowsLayout {
  const used = new Set(regressions.flatMap(({ formula }) => parseFormula(formula).variables));
  for (const name of evaluation.subgroups) used.add(name);
  const shared = variablesWithRole(codebook, 'persona', 'treatment').filter(({ name }) => used.has(name));
  return {
    shared: shared.map(columnOf),
    items: variablesWithRole(codebook, 'belief').concat(variablesWithRole(codebook, 'action')).map(columnOf),
    weighted: variablesWithRole(codebook, 'weight').length > 0,
    clustered: regressions.some(({ covariance }) => covariance === 'cluster'),
  };
}

export type ExportedStudy = Pick<Study, 'codebook' | 'regressions' | 'evaluation'>;

/** Variables of a formula that exported rows do not have, such as a cluster that is also a regressor. */
export function missingVariables(formula: string, codebook: Codebook): string[] {
  return parseFormula(formula).variables.filter((name) => {
    const role = findVariable(codebook, name)?.role;
    return role === undefined || !['persona', 'treatment', 'belief', 'action'].includes(role);
  });
}

/** The rules of `sharedColumns` and `answerColumns`, written down for another program. */
function columnOf(variable: Variable): ExportedColumn {
  const { name, scale } = variable;
  const codes = variable.options.map(({ value }) => value);
  const plain = { name, codes: [], scores: [], meanScores: [] };
  if (!hasOptions(variable)) return { ...plain, kind: scale === 'text' || scale === 'nominal' ? 'text' : 'number' };
  if (scale === 'nominal' || scale === 'text') return { name, kind: 'nominal', codes, scores: [], meanScores: [] };
  const isZeroOne = codes.includes('0') && codes.includes('1');
  const scores = codes.map((code, index) =>
    scale !== 'binary' ? optionScore(variable, index) : isZeroOne ? Number(code) : index,
  );
  const meanScores = scale === 'binary' ? codes.map((_, index) => optionScore(variable, index)) : [];
  return { name, kind: 'scored', codes, scores, meanScores };
}
