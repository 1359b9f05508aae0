import type { RegressionSpec } from '../domain/study.ts';
import * as messages from '../messages/evaluation-messages.ts';
import { type DesignMatrix, designMatrix } from '../statistics/design-matrix.ts';
import { fitRegression } from '../statistics/fit-regression.ts';
import type { Formula } from '../statistics/formula.ts';
import { parseFormula } from '../statistics/parse-formula.ts';
import { type TEstimate, tEstimate } from '../statistics/ppi-estimate.ts';
import { type PpiCoefficient, ppiLogit, ppiOls } from '../statistics/ppi-regression.ts';
import type { SurveyDesign, SurveySide } from '../statistics/ppi-survey.ts';
import { StatisticsError } from '../statistics/statistics-error.ts';
import type { FactorLevels, Frame } from '../statistics/types.ts';
import type { Prepared } from './prepare.ts';
import type { RectificationBlock } from './rectification-results.ts';
import { type RectificationSurvey, clustersIn, leastClusters, sideOf } from './rectification-survey.ts';
import { type RectificationSides, type RectifyingSource, stackFrames } from './rectification-sides.ts';
import type { RectifiedTarget, RowInfluence } from './rectified-target.ts';
import { answerColumns, designColumns, sharedColumns } from './regression-frame.ts';

type FailedRegression = RectificationBlock['failedRegressions'][number];

function contrastsOf({ contrasts }: RegressionSpec) {
  return contrasts === undefined ? {} : { contrasts };
}

/** Rectification humans first, then evaluation humans: one design, so that both have the same columns. */
interface StackedStudy {
  readonly n: number;
  readonly humans: number;
  readonly frame: Frame;
  readonly factors: FactorLevels;
  /** Answers of all humans by item. */
  readonly answers: readonly Int16Array[];
}

/** Every coefficient of every regression, rectified with each source. Yields after each fit. */
export function* rectifyRegressions(
  prepared: Prepared,
  sides: RectificationSides,
): Generator<void, { targets: RectifiedTarget[]; failed: FailedRegression[] }> {
  const study = stack(prepared, sides);
  const targets: RectifiedTarget[] = [];
  const failed: FailedRegression[] = [];
  for (const spec of prepared.input.regressions) {
    const formula = parseFormula(spec.formula);
    const fits: { readonly source: string; readonly fit: SourceFit | null }[] = [];
    for (const source of sides.sources) {
      const fit = fitSource(prepared, { ...study, survey: sides.survey }, spec, formula, source);
      if (typeof fit === 'string') failed.push({ regression: spec.name, source: source.id, text: fit });
      fits.push({ source: source.id, fit: typeof fit === 'string' ? null : fit });
      yield;
    }
    const first = fits.find(({ fit }) => fit !== null)?.fit;
    if (first !== undefined && first !== null) targets.push(...targetsOf(prepared, study, spec, first, fits));
  }
  return { targets, failed };
}

function stack(prepared: Prepared, sides: RectificationSides): StackedStudy {
  const { input } = prepared;
  const { rows } = sides;
  const frame = sharedColumns(input.codebook, stackFrames(rows.frame, input.frame, [rows.n, input.n]));
  const answers = input.items.map(({ human }, i) => joined(rows.answers[i] ?? new Int16Array(rows.n).fill(-1), human));
  return {
    n: rows.n + input.n,
    humans: rows.n,
    frame: frame.frame,
    factors: { ...frame.factors, ...answerColumns(input.items, answers).factors },
    answers,
  };
}

function joined(a: Int16Array, b: Int16Array): Int16Array {
  const both = new Int16Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

interface SourceFit {
  readonly names: readonly string[];
  readonly coefficients: readonly PpiCoefficient[];
  /** Rows of the study behind the two sides. */
  readonly labelledRows: readonly number[];
  readonly unlabelledRows: readonly number[];
  /** Humans with the rarer answer of a logit, otherwise all of them. */
  readonly rarer: number;
}

/** The rectified fit, or why there is none. */
function fitSource(
  prepared: Prepared,
  study: StackedStudy & Pick<RectificationSides, 'survey'>,
  spec: RegressionSpec,
  formula: Formula,
  source: RectifyingSource,
): SourceFit | string {
  if (formula.offsets.length > 0) return messages.rectificationOffset();
  if (spec.model !== 'ols' && spec.model !== 'logit') return messages.rectificationModel(spec.model);
  const { items } = prepared.input;
  const options = { factors: study.factors, ...contrastsOf(spec) };
  const human = designMatrix(formula, { ...study.frame, ...answerColumns(items, study.answers).frame }, options);
  const response = responseOf(spec, human);
  const twins = twinDesigns(prepared, study, spec, formula, human, source);
  const { survey } = study;
  const complete = survey === null ? twins.rows : twins.rows.filter((row) => weightOf(survey, study.humans, row) > 0);
  const own = new Map(human.usedRows.map((row, i) => [row, i]));
  const labelledRows = complete.filter((row) => row < study.humans && own.has(row));
  const unlabelledRows = complete.filter((row) => row >= study.humans);
  const { p } = human;
  if (labelledRows.length <= p || unlabelledRows.length <= p) {
    return messages.rectificationTooFew(Math.min(labelledRows.length, unlabelledRows.length), p);
  }
  const design = surveyOfRows(survey, labelledRows, unlabelledRows, study.humans);
  const clusters = design === null ? null : Math.min(...[design.labelled, design.unlabelled].map(clusterCount));
  if (clusters !== null && clusters < Math.max(leastClusters, p + 1)) {
    return messages.rectificationFewClusters(clusters, Math.max(leastClusters, p + 1));
  }
  const input = {
    ...(design === null ? {} : { survey: design }),
    human: {
      ...pickRows([human], labelledRows, p),
      y: Float64Array.from(labelledRows, (row) => response(human.y[own.get(row) ?? 0] ?? 0)),
      predicted: twins.answers(labelledRows, response),
      twins: pickRows(twins.designs, labelledRows, p).x,
    },
    simulated: { ...pickRows(twins.designs, unlabelledRows, p), predicted: twins.answers(unlabelledRows, response) },
    replicates: twins.designs.length,
    level: prepared.input.settings.level,
  };
  try {
    const coefficients = spec.model === 'ols' ? ppiOls(input) : ppiLogit(input);
    const yes = input.human.y.reduce((sum, value) => sum + value, 0);
    const rarer = spec.model === 'ols' ? labelledRows.length : Math.floor(Math.min(yes, labelledRows.length - yes));
    return { names: human.names, coefficients, labelledRows, unlabelledRows, rarer };
  } catch (error) {
    if (error instanceof StatisticsError) return error.message;
    throw error;
  }
}

function weightOf({ labelled, unlabelled }: RectificationSurvey, humans: number, row: number): number {
  return (row < humans ? labelled.weights[row] : unlabelled.weights[row - humans]) ?? 0;
}

function surveyOfRows(
  survey: RectificationSurvey | null,
  labelledRows: readonly number[],
  unlabelledRows: readonly number[],
  humans: number,
): SurveyDesign | null {
  if (survey === null) return null;
  return {
    labelled: sideOf(survey.labelled, labelledRows),
    unlabelled: sideOf(
      survey.unlabelled,
      unlabelledRows.map((row) => row - humans),
    ),
  };
}

function clusterCount({ clusters }: SurveySide): number {
  return clustersIn(clusters);
}

/** As `binaryLogit` reads its response: 0/1 (or shares) as they are, otherwise the highest value is 1. */
function responseOf(spec: RegressionSpec, human: DesignMatrix): (y: number) => number {
  if (spec.model === 'ols') return (y) => y;
  if (human.responseLevels !== null) return (code) => (code > 0 ? 1 : 0);
  if (human.y.every((value) => value >= 0 && value <= 1)) return (y) => y;
  const high = human.y.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return (y) => (y === high ? 1 : 0);
}

interface TwinDesigns {
  /** One per seed, or a single one where the predictors are not simulated. */
  readonly designs: readonly DesignMatrix[];
  /** Rows of the study that are complete in all of them. */
  readonly rows: readonly number[];
  /** Simulated responses of some rows, respondent by respondent. */
  readonly answers: (rows: readonly number[], response: (y: number) => number) => Float64Array;
}

/**
 * Designs of the twins. Where only the response is an item, both losses are linear in it, so the expected response takes
 * the place of drawn ones; where predictors are simulated too, each seed gives a row.
 */
function twinDesigns(
  prepared: Prepared,
  study: StackedStudy,
  spec: RegressionSpec,
  formula: Formula,
  human: DesignMatrix,
  source: RectifyingSource,
): TwinDesigns {
  const expected = expectedResponse(prepared, study, formula, source);
  if (expected !== null) {
    const rows = human.usedRows.filter((row) => expected.known(row));
    return {
      designs: [human],
      rows,
      answers: (wanted, response) => Float64Array.from(wanted, (row) => expected.mean(row, response)),
    };
  }
  const { items } = prepared.input;
  const seeds = Math.min(source.labelled.draws.length, source.unlabelled.draws.length);
  const designs = Array.from({ length: seeds }, (_, seed) => {
    const answers = study.answers.map((own, i) => {
      const drawn = joined(
        source.labelled.draws[seed]?.[i] ?? new Int16Array(study.humans).fill(-1),
        source.unlabelled.draws[seed]?.[i] ?? new Int16Array(prepared.n).fill(-1),
      );
      return own.map((answer, row) => (answer < 0 ? -1 : (drawn[row] ?? -1)));
    });
    return designMatrix(
      formula,
      { ...study.frame, ...answerColumns(items, answers).frame },
      { factors: study.factors, ...contrastsOf(spec) },
    );
  });
  const places = designs.map((design) => new Map(design.usedRows.map((row, i) => [row, i])));
  const rows = designs[0]?.usedRows.filter((row) => places.every((place) => place.has(row))) ?? [];
  return {
    designs,
    rows,
    answers: (wanted, response) =>
      Float64Array.from(
        wanted.flatMap((row) => designs.map((design, s) => response(design.y[places[s]?.get(row) ?? 0] ?? 0))),
      ),
  };
}

interface ExpectedResponse {
  readonly known: (row: number) => boolean;
  readonly mean: (row: number, response: (y: number) => number) => number;
}

/** Null unless the response is an item as it is, no predictor is one, and both sets of twins have its probabilities. */
function expectedResponse(
  prepared: Prepared,
  study: StackedStudy,
  formula: Formula,
  source: RectifyingSource,
): ExpectedResponse | null {
  const { items } = prepared.input;
  const expression = formula.response?.expression;
  if (expression?.kind !== 'variable') return null;
  const item = items.findIndex(({ variable }) => variable.name === expression.name);
  const variable = items[item]?.variable;
  if (variable === undefined || items.some((other) => formula.predictors.includes(other.variable.name))) return null;
  const labelled = source.labelled.probabilities[item] ?? null;
  const unlabelled = source.unlabelled.probabilities[item] ?? null;
  if (labelled === null || unlabelled === null) return null;
  const options = variable.options.length;
  const numbers = answerColumns(
    [{ variable, human: new Int16Array(0) }],
    [Int16Array.from({ length: options }, (_, k) => k)],
  );
  const values = (numbers.frame[variable.name] ?? []).map((value, k) =>
    // A nominal response counts by the place of its option, as in a design matrix.
    typeof value === 'number' ? value : k,
  );
  return {
    known: (row) => (study.answers[item]?.[row] ?? -1) >= 0,
    mean: (row, response) => {
      const [probabilities, at] = row < study.humans ? [labelled, row] : [unlabelled, row - study.humans];
      return values.reduce((sum, value, k) => sum + (probabilities[at * options + k] ?? 0) * response(value), 0);
    },
  };
}

/** Rows of some designs, respondent by respondent and within a respondent design by design. */
function pickRows(designs: readonly DesignMatrix[], rows: readonly number[], p: number) {
  const places = designs.map((design) => new Map(design.usedRows.map((row, i) => [row, i])));
  const x = new Float64Array(rows.length * designs.length * p);
  rows.forEach((row, i) =>
    designs.forEach((design, d) => {
      const from = places[d]?.get(row) ?? 0;
      x.set(design.x.subarray(from * p, (from + 1) * p), (i * designs.length + d) * p);
    }),
  );
  return { x, n: rows.length, p };
}

function targetsOf(
  prepared: Prepared,
  study: StackedStudy,
  spec: RegressionSpec,
  first: SourceFit,
  fits: readonly { readonly source: string; readonly fit: SourceFit | null }[],
): RectifiedTarget[] {
  const check = checkFit(prepared, study, spec);
  const p = first.names.length;
  return first.names.map((term, j): RectifiedTarget => ({
    id: `coefficient:${spec.name}:${term}`,
    kind: 'coefficient',
    label: `${spec.name}: ${term}`,
    item: null,
    option: null,
    contrast: null,
    coefficient: { regression: spec.name, term, intercept: term === '(Intercept)' },
    human: first.coefficients[j]?.human ?? null,
    n: first.labelledRows.length,
    nLeast: first.rarer,
    check: check.estimate(term),
    nCheck: check.n,
    sources: fits.map(({ source, fit }) => {
      const ppi = fit?.coefficients[j] ?? null;
      if (fit === null || ppi === null) return { source, ppi, influence: null };
      const { sums } = ppi;
      return { source, ppi, influence: sums === null ? spreadOut(prepared, study, fit, ppi) : { sums, p } };
    }),
  }));
}

/** The same model on the evaluation humans, with HC1 or errors by cluster as for the rectified estimates. */
function checkFit(prepared: Prepared, study: StackedStudy, spec: RegressionSpec) {
  const { input } = prepared;
  const humans = input.items.map((item) => item.human);
  const frame = { ...sharedColumns(input.codebook, input.frame).frame, ...answerColumns(input.items, humans).frame };
  const { weights, clusters } = designColumns(prepared);
  const clustered = clusters !== undefined && prepared.clusters < prepared.n;
  const fit = fitRegression(
    {
      model: spec.model,
      formula: spec.formula,
      factors: study.factors,
      ...(weights === undefined ? {} : { weights }),
      ...(clustered ? { clusters, covariance: 'cluster' as const } : { covariance: 'HC1' as const }),
      ...contrastsOf(spec),
    },
    frame,
  );
  const estimate = (term: string): TEstimate | null => {
    if (fit.kind === 'failure') return null;
    const at = fit.names.indexOf(term);
    const b = fit.coefficients[at] ?? null;
    const se = fit.standardErrors[at] ?? null;
    if (b === null || se === null) return null;
    const degreesOfFreedom = Math.max(1, fit.clusters === null ? fit.n - fit.names.length : fit.clusters - 1);
    return tEstimate(b, { variance: se ** 2, degreesOfFreedom }, input.settings.level);
  };
  return { estimate, n: fit.n };
}

function spreadOut(prepared: Prepared, study: StackedStudy, fit: SourceFit, ppi: PpiCoefficient): RowInfluence {
  const place = (values: Float64Array, rows: readonly number[], length: number, offset: number): Float64Array => {
    const all = new Float64Array(length).fill(Number.NaN);
    rows.forEach((row, i) => (all[row - offset] = values[i] ?? Number.NaN));
    return all;
  };
  return {
    own: place(ppi.influence.own, fit.labelledRows, study.humans, 0),
    twins: place(ppi.influence.twins, fit.labelledRows, study.humans, 0),
    others: place(ppi.influence.others, fit.unlabelledRows, prepared.n, study.humans),
  };
}
