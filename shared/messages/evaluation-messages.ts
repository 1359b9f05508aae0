/** Sentences of the evaluation's rectified estimates. */
import { formatCount } from '../evaluation/format-number.ts';

export function rectificationWithoutRespondents(): string {
  return 'The part "rectification" has fewer than two respondents, so no estimate can be rectified. Give it more rows in the split.';
}

export function rectificationWithoutTwins(): string {
  return 'No model has simulated the respondents of the part "rectification". Simulate them too.';
}

export function rectificationFewClusters(clusters: number, needed: number): string {
  return `Errors by cluster need at least ${formatCount(needed)} clusters among the rectification and the evaluation humans; here are ${formatCount(clusters)}.`;
}

export function foldsDivideClusters(): string {
  return 'Some clusters have people in several folds, so that an adapter has seen others of the clusters that it is left out of. Set split.unit to cluster and split again; folds then keep clusters whole.';
}

/** A sample that is resampled in random blocks. */
export function largeSample(respondents: number, blocks: number, fitted: number): string {
  return `The sample has ${formatCount(respondents)} respondents. Estimates rest on everybody and intervals on draws of ${formatCount(blocks)} random blocks of them; the classifier and the prediction of the action are fitted to about ${formatCount(fitted)} of them, chosen at random.`;
}

/** A regression model that prediction-powered inference is not worked out for here. */
export function rectificationModel(model: string): string {
  return `rectified coefficients exist for the models ols and logit, not for ${model}`;
}

export function rectificationOffset(): string {
  return 'formulas with an offset cannot be rectified';
}

export function rectificationTooFew(rows: number, columns: number): string {
  return `${rows} complete rectification humans for ${columns} coefficients`;
}

export function promptRowsNotAsked(): string {
  return 'The study asks for no pilot rows in the prompt. Set "prompt_rows" under "evaluation" in the recipe.';
}

export function promptRowsTooFew(wanted: number, available: number): string {
  return `The study asks for ${wanted} pilot rows in the prompt, but pilot-train has ${available} respondents. Ask for fewer under "prompt_rows".`;
}

export function promptRowsTooLong(rows: number, length: number, limit: number): string {
  return `With ${rows} pilot rows a prompt has ${length} tokens, and the model takes at most ${limit}. Ask for fewer under "prompt_rows", or choose a model with a longer context.`;
}

/** Cells that an earlier version has left. */
export function outdatedCells(count: number): string {
  return count === 1
    ? 'One cell was done by an earlier version, which measured distances or their intervals in another way: it is left out of tables and charts, and is done anew when the experiments are started again.'
    : `${formatCount(count)} cells were done by an earlier version, which measured distances or their intervals in another way: they are left out of tables and charts, and are done anew when the experiments are started again.`;
}

export function experimentsNotAsked(): string {
  return 'The study asks for no experiments. Add a block "experiments" to the recipe.';
}

export function nobodyToEvaluate(cell: string): string {
  return `The part evaluation has nobody for the cell "${cell}". Leave this experiment out, or split again.`;
}

export function crossFitNotAsked(): string {
  return 'The study asks for no folds. Set "cross_fit" under "rectification" in the recipe.';
}

interface SimulatedFits {
  readonly regression: string;
  readonly source: string;
  /** Seeds that are meant, and how many there are. */
  readonly count: number;
  readonly of: number;
}

function underSeeds({ count, of }: SimulatedFits): string {
  return of === 1 ? '' : ` under ${count} of ${of} seeds`;
}

/** Coefficients without a fit, or without a finite estimate, are not significant ones in the counts of signs. */
export function simulatedRegressionFailed(fits: SimulatedFits, reason: string): string {
  return `The regression "${fits.regression}" could not be fitted to the twins of "${fits.source}"${underSeeds(fits)}: ${reason}. Without any fit its coefficients count as not significant.`;
}

export function simulatedRegressionWarned(fits: SimulatedFits, code: string, detail: string): string {
  return `The regression "${fits.regression}" of the twins of "${fits.source}" has a warning${underSeeds(fits)} (${code}): ${detail}. Coefficients that no seed can estimate count as not significant.`;
}
