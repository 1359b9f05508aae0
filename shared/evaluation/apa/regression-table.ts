import { formatCount, formatFixed } from '../format-number.ts';
import type { Coefficient, EvaluationResults, RegressionsBlock } from '../results.ts';
import type { ApaDraft, ApaRow } from './apa-table.ts';
import {
  cellsRow,
  decimalsBy,
  formatApaP,
  intervalLabel,
  modelsOf,
  noNumber,
  numberColumns,
  textColumn,
} from './apa-table.ts';

type Model = RegressionsBlock['models'][number];

/** One table a regression: coefficients of the humans and of the twins of every model, side by side. */
export function regressionTables(results: EvaluationResults): ApaDraft[] {
  return (results.regressions?.models ?? []).map((model, index) => regressionTable(results, model, index));
}

function regressionTable(results: EvaluationResults, model: Model, index: number): ApaDraft {
  const sources = modelsOf(results).flatMap(({ id, label }) => {
    const found = model.sources.find(({ source }) => source === id);
    return found === undefined ? [] : [{ label, ...found }];
  });
  const labels = ['b', 'SE', intervalLabel(results.settings.level), 'p'];
  const compared = sources.some(({ coefficients }) =>
    coefficients.some(({ equivalence }) => equivalence !== undefined),
  );
  const further = compared ? ['p of difference', 'Equivalence'] : [];
  const terms = sources[0]?.coefficients ?? [];
  return {
    id: `regression-${index + 1}`,
    title: `${model.name}: coefficients of the human sample and of simulated answers`,
    columns: [
      textColumn('Term'),
      ...numberColumns('Human sample', labels),
      ...sources.flatMap(({ label }) => numberColumns(label, [...labels, ...further])),
    ],
    rows: terms.map((coefficient, row) =>
      coefficientRow(
        coefficient,
        sources.map(({ coefficients }) => coefficients[row] ?? null),
        compared,
      ),
    ),
    note: noteOf(model, sources),
  };
}

type Side = Coefficient['human'];

function coefficientRow(
  { term, human }: Coefficient,
  sources: readonly (Coefficient | null)[],
  compared: boolean,
): ApaRow {
  const sides = [human, ...sources.map((own) => own?.simulated ?? null)];
  const decimals = decimalsBy(sides.map((side) => side?.se ?? null));
  const write = (value: number | null): string => (value === null ? noNumber : formatFixed(value, decimals));
  return cellsRow([
    term,
    ...sides.flatMap((side, place) => {
      const own = sources[place - 1];
      const tests =
        place === 0 || !compared ? [] : [formatApaP(own?.zAdjustedP ?? null), own?.equivalence?.state ?? noNumber];
      return [...sideCells(side, write), ...tests];
    }),
  ]);
}

function sideCells(side: Side | null, write: (value: number | null) => string): string[] {
  if (side === null || side.b === null) return [noNumber, noNumber, noNumber, noNumber];
  const interval = side.low === null ? noNumber : `[${write(side.low)}, ${write(side.high)}]`;
  return [write(side.b), write(side.se), interval, formatApaP(side.p)];
}

const covarianceWords: Readonly<Record<Model['covariance'], string>> = {
  classical: 'classical',
  HC0: 'heteroskedasticity-robust (HC0)',
  HC1: 'heteroskedasticity-robust (HC1)',
  HC2: 'heteroskedasticity-robust (HC2)',
  HC3: 'heteroskedasticity-robust (HC3)',
  cluster: 'cluster-robust',
};

const modelWords: Readonly<Record<Model['model'], string>> = {
  ols: 'Ordinary least squares',
  logit: 'Binary logit',
  'ordered-logit': 'Ordered (proportional-odds) logit with thresholds a|b',
  'multinomial-logit': 'Multinomial logit against the first answer',
  poisson: 'Poisson regression with log link',
};

const unitWords: Readonly<Record<Model['model'], string>> = {
  ols: '',
  logit: ' and in log odds',
  'ordered-logit': ' and in log odds',
  'multinomial-logit': ' and in log odds',
  poisson: ' and in logarithms of rates',
};

function noteOf(
  model: Model,
  sources: readonly { readonly label: string; readonly seeds: number; readonly failedSeeds: number }[],
): string {
  if (model.failure !== null) return `The model could not be fitted on the human sample: ${model.failure}.`;
  const failed = sources.flatMap(({ label, seeds, failedSeeds }) =>
    failedSeeds === 0 ? [] : [`${label}: ${failedSeeds} of ${seeds} draws could not be fitted.`],
  );
  return [
    `n = ${formatCount(model.n)} respondents, and a simulated twin of each.`,
    `${modelWords[model.model]}, ${model.formula}${model.contrasts === undefined ? '' : ` with ${model.contrasts} contrasts`}; standard errors are ${covarianceWords[model.covariance]}.`,
    'Simulated coefficients are means over seeded draws, combined after Reiter (2003).',
    `CI = confidence interval by the standard error${model.model === 'ols' ? ' and Student’s t' : ''}; b is unstandardized${unitWords[model.model]}.`,
    'p of difference is adjusted over the slopes of the regression (Benjamini–Hochberg); equivalence by two one-sided tests against 0.2 standard deviations of the outcome (a factor of 1.25 in rates of a Poisson model) per indicator or per two standard deviations of a predictor: equivalent, different, or open for want of respondents.',
    ...failed,
  ].join(' ');
}
