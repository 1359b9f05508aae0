import type { DesignMatrix } from './design-matrix.ts';
import { logistic } from './logistic.ts';
import { orthogonalBasis } from './orthogonal-basis.ts';
import type { RegressionFit } from './regression.ts';

/**
 * What is predicted: the expected response (of a logit the probability of its second value), the expected number of an
 * ordered response, or the probability of one of its levels.
 */
export type PredictedOutcome = {
  readonly kind: 'mean' | 'score' | 'probability';
  /** Level of a probability; null for numbers. */
  readonly level: string | null;
};

/** Weighted means over the rows of a fit of what it predicts for them, with the gradients by the coefficients of the fit. */
export type AveragePrediction = {
  readonly outcomes: readonly PredictedOutcome[];
  readonly values: Float64Array;
  readonly gradients: readonly Float64Array[];
};

/** Adds the weighted prediction of a row and its gradients. */
type Adder = (row: number, weight: number, values: Float64Array, gradients: readonly Float64Array[]) => void;

type Predictor = { readonly outcomes: readonly PredictedOutcome[]; readonly add: Adder };

/**
 * Averages what a fit predicts for its own rows with some of their columns set to other values (g-computation, also
 * predictive margins; Robins 1986, Math. Model. 7:1393-1512; Lane & Nelder 1982, Biometrics 38:613-621). Ordered responses
 * that are numbers have their expected number first, then the probability of every level that occurs.
 *
 * @param observed what `fit` was fitted to
 * @param weights case weight per row of `observed`
 * @param changed the same rows in the same order, without regard to the response
 * @returns null where the changed rows have no prediction: a value is missing, or they lie outside the space of the columns
 */
export function averagePrediction(
  fit: RegressionFit,
  observed: DesignMatrix,
  weights: Float64Array,
  changed: DesignMatrix,
): AveragePrediction | null {
  if (changed.n !== observed.n || changed.names.join('\n') !== observed.names.join('\n')) return null;
  if (!isEstimable(fit, observed, weights, changed)) return null;
  const { outcomes, add } = predictorOf(fit, observed, weights, changed);
  const values = new Float64Array(outcomes.length);
  const gradients = outcomes.map(() => new Float64Array(fit.names.length));
  let total = 0;
  for (let row = 0; row < changed.n; row++) {
    const weight = weights[row] ?? 0;
    if (weight === 0) continue;
    total += weight;
    add(row, weight, values, gradients);
  }
  if (!(total > 0)) return null;
  const scale = (sums: Float64Array): Float64Array => sums.map((sum) => sum / total);
  return { outcomes, values: scale(values), gradients: gradients.map(scale) };
}

/**
 * Left out (collinear) columns leave predictions open for rows that are no combination of the observed ones, such as those
 * of an arm without respondents.
 */
function isEstimable(
  fit: RegressionFit,
  observed: DesignMatrix,
  weights: Float64Array,
  changed: DesignMatrix,
): boolean {
  if (fit.coefficients.every((b) => b !== null)) return true;
  const rows = [...weights.keys()].filter((row) => (weights[row] ?? 0) > 0);
  const rank = (designs: readonly DesignMatrix[]): number => {
    const n = rows.length * designs.length;
    const column = (j: number): Float64Array =>
      Float64Array.from(designs.flatMap(({ x, p }) => rows.map((row) => x[row * p + j] ?? 0)));
    // The thresholds of an ordered logit span the constant.
    const constant = fit.model === 'ordered-logit' ? [new Float64Array(n).fill(1)] : [];
    return orthogonalBasis([...constant, ...observed.names.map((_, j) => column(j))], n, 1e-7).rank;
  };
  return rank([observed, changed]) === rank([observed]);
}

function predictorOf(
  fit: RegressionFit,
  observed: DesignMatrix,
  weights: Float64Array,
  changed: DesignMatrix,
): Predictor {
  switch (fit.model) {
    case 'ols':
      return meanPredictor(fit, changed, 'mean', (eta) => ({ mean: eta, slope: 1 }));
    case 'poisson':
      return meanPredictor(fit, changed, 'mean', (eta) => ({ mean: Math.exp(eta), slope: Math.exp(eta) }));
    case 'logit':
      return meanPredictor(fit, changed, 'probability', (eta) => ({
        mean: logistic(eta),
        slope: logistic(eta) * logistic(-eta),
      }));
    case 'ordered-logit':
      return orderedPredictor(fit, changed, levelsPresent(observed, weights));
    case 'multinomial-logit':
      return multinomialPredictor(fit, changed, levelsPresent(observed, weights));
  }
}

/** Linear predictor from the coefficients that stand from `start` on. */
function linear(design: DesignMatrix, columns: readonly number[], b: Float64Array, start: number, row: number): number {
  let eta = design.offset?.[row] ?? 0;
  columns.forEach((column, j) => {
    eta += (design.x[row * design.p + column] ?? 0) * (b[start + j] ?? 0);
  });
  return eta;
}

/** Left out columns count as 0, as in R's `predict`. */
function coefficientsOf(fit: RegressionFit): Float64Array {
  return Float64Array.from(fit.coefficients, (b) => b ?? 0);
}

function addRow(
  into: Float64Array,
  start: number,
  design: DesignMatrix,
  columns: readonly number[],
  row: number,
  times: number,
): void {
  columns.forEach((column, j) => {
    into[start + j] = (into[start + j] ?? 0) + times * (design.x[row * design.p + column] ?? 0);
  });
}

function meanPredictor(
  fit: RegressionFit,
  design: DesignMatrix,
  kind: PredictedOutcome['kind'],
  inverseLink: (eta: number) => { readonly mean: number; readonly slope: number },
): Predictor {
  const columns = design.names.map((_, j) => j);
  const b = coefficientsOf(fit);
  return {
    outcomes: [{ kind, level: null }],
    add: (row, weight, values, [gradient]) => {
      const { mean, slope } = inverseLink(linear(design, columns, b, 0, row));
      values[0] = (values[0] ?? 0) + weight * mean;
      if (gradient !== undefined) addRow(gradient, 0, design, columns, row, weight * slope);
    },
  };
}

interface PresentLevels {
  readonly names: readonly string[];
  /** Null for texts. */
  readonly numbers: readonly number[] | null;
}

/** As `responseCategories` finds them: of rows with weight, numbers by size, texts in the order of their levels. */
function levelsPresent({ y, responseLevels }: DesignMatrix, weights: Float64Array): PresentLevels {
  const present = [...new Set(y.filter((_, row) => (weights[row] ?? 0) > 0))].sort((a, b) => a - b);
  return {
    names: present.map((value) => (responseLevels === null ? String(value) : (responseLevels[value] ?? ''))),
    numbers: responseLevels === null ? present : null,
  };
}

/** P(Y ≤ k) = F(ζ_k − xβ); slopes first, then thresholds, as `orderedLogit` lays them out. */
function orderedPredictor(fit: RegressionFit, design: DesignMatrix, { names, numbers }: PresentLevels): Predictor {
  const columns = design.names.flatMap((name, j) => (name === '(Intercept)' ? [] : [j]));
  const b = coefficientsOf(fit);
  const slopes = columns.length;
  const last = names.length - 1;
  const cumulative = new Float64Array(names.length).fill(1);
  const density = new Float64Array(names.length);
  const first = numbers === null ? 0 : 1;
  return {
    outcomes: [
      ...(numbers === null ? [] : [{ kind: 'score', level: null } as const]),
      ...names.map((level) => ({ kind: 'probability', level }) as const),
    ],
    add: (row, weight, values, gradients) => {
      const eta = linear(design, columns, b, 0, row);
      for (let k = 0; k < last; k++) {
        const distance = (b[slopes + k] ?? 0) - eta;
        cumulative[k] = logistic(distance);
        density[k] = logistic(distance) * logistic(-distance);
      }
      const addLevel = (outcome: number, k: number, times: number): void => {
        const gradient = gradients[outcome];
        const [upper, lower] = [density[k] ?? 0, density[k - 1] ?? 0];
        values[outcome] = (values[outcome] ?? 0) + times * ((cumulative[k] ?? 0) - (cumulative[k - 1] ?? 0));
        if (gradient === undefined) return;
        addRow(gradient, 0, design, columns, row, -times * (upper - lower));
        if (k < last) gradient[slopes + k] = (gradient[slopes + k] ?? 0) + times * upper;
        if (k > 0) gradient[slopes + k - 1] = (gradient[slopes + k - 1] ?? 0) - times * lower;
      };
      names.forEach((_, k) => {
        addLevel(first + k, k, weight);
        if (numbers !== null) addLevel(0, k, weight * (numbers[k] ?? 0));
      });
    },
  };
}

/** log P(Y = k)/P(Y = first) = xβ_k, level by level. */
function multinomialPredictor(fit: RegressionFit, design: DesignMatrix, { names }: PresentLevels): Predictor {
  const columns = design.names.map((_, j) => j);
  const b = coefficientsOf(fit);
  const chances = new Float64Array(names.length);
  return {
    outcomes: names.map((level) => ({ kind: 'probability', level }) as const),
    add: (row, weight, values, gradients) => {
      const etas = names.map((_, k) => (k === 0 ? 0 : linear(design, columns, b, (k - 1) * design.p, row)));
      const largest = Math.max(...etas);
      const total = etas.reduce((sum, eta) => sum + Math.exp(eta - largest), 0);
      etas.forEach((eta, k) => (chances[k] = Math.exp(eta - largest) / total));
      names.forEach((_, level) => {
        const own = chances[level] ?? 0;
        const gradient = gradients[level];
        values[level] = (values[level] ?? 0) + weight * own;
        if (gradient === undefined) return;
        for (let k = 1; k < names.length; k++) {
          const times = weight * own * ((k === level ? 1 : 0) - (chances[k] ?? 0));
          addRow(gradient, (k - 1) * design.p, design, columns, row, times);
        }
      });
    },
  };
}
