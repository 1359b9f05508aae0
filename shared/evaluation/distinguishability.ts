import { classifierSteps } from '../statistics/classifier-auc.ts';
import type { AnswerScore } from './answer-scores.ts';
import { type ClassifierColumn, classifierColumns } from './classifier-columns.ts';
import type { DistinguishabilityBlock } from './distinguishability-results.ts';
import { type Estimate, estimate, undefinedEstimate } from './estimate.ts';
import type { Prepared, SourceColumns } from './prepare.ts';
import { type Resample, createResampler } from './resample.ts';

const folds = 5;
/** Fewer penalties and inner folds than a prediction model would try: the curve is flat and a fit per source is dear. */
const penalties = [0.1, 0.01];
const innerFolds = 2;
/** Humans that a classifier needs. */
const smallest = 30;
/** Draws behind an interval at most. */
const mostDraws = 400;
const shownColumns = 8;

/**
 * A two-sample classifier per source that is asked to tell the humans from their twins (the draws of the first seed), with a
 * bootstrap interval over pairs. Yields after every fit.
 */
export function* distinguish(
  prepared: Prepared,
  scores: readonly AnswerScore[],
): Generator<number, DistinguishabilityBlock> {
  const humans = prepared.items.map((item) => item.human);
  const first = classifierColumns(prepared, scores, humans);
  const { level } = prepared.input.settings;
  const complete = answeredRows(prepared);
  const results: DistinguishabilityBlock['sources'] = [];
  let done = 0;
  for (const source of prepared.sources) {
    if (complete.length < smallest) {
      results.push({
        source: source.id,
        auc: undefinedEstimate('too-few-respondents', complete.length, level),
        giveaways: [],
      });
      continue;
    }
    const second = classifierColumns(prepared, scores, twinAnswers(prepared, source));
    const steps = classifierSteps({
      first: frameOf(first, complete),
      second: frameOf(second, complete),
      predictors: first.map(({ name }) => name),
      seed: `${prepared.input.settings.seed}/${source.id}`,
      paired: true,
      folds,
      penalties,
      innerFolds,
      tolerance: 5e-4,
    });
    let step = steps.next();
    while (step.done !== true) {
      done += 1;
      yield done;
      step = steps.next();
    }
    const labels = new Map(first.map(({ name, label }) => [name, label]));
    results.push({
      source: source.id,
      auc: aucOf(prepared, complete, step.value.scores),
      giveaways: step.value.giveaways
        .filter(({ coefficient }) => coefficient !== 0)
        .slice(0, shownColumns)
        .map(({ name, coefficient }) => ({ column: name, label: labels.get(name) ?? name, coefficient })),
    });
  }
  return { definitions: ['two-sample-classifier', 'auc-interval'], folds, sources: results };
}

/** Fits that `distinguish` makes. */
export function classifierFits(prepared: Prepared): number {
  return prepared.sources.length * folds;
}

/** Respondents with weight who answered something. */
function answeredRows(prepared: Prepared): number[] {
  return Array.from({ length: prepared.n }, (_, row) => row).filter(
    (row) => (prepared.weights[row] ?? 0) > 0 && prepared.items.some((item) => (item.human[row] ?? -1) >= 0),
  );
}

/** Draws of the first seed; missing where the human's answer is, so that gaps give nothing away. */
function twinAnswers(prepared: Prepared, { source }: SourceColumns): Int16Array[] {
  return prepared.items.map(({ human }, i) =>
    human.map((answer, row) => (answer < 0 ? -1 : (source.draws[0]?.[i]?.[row] ?? -1))),
  );
}

function frameOf(columns: readonly ClassifierColumn[], rows: readonly number[]) {
  return Object.fromEntries(columns.map(({ name, values }) => [name, rows.map((row) => values[row] ?? null)]));
}

/**
 * Where there is nothing to tell, the area is a degenerate U-statistic in the rows: every row serves to train and to test,
 * and its variance is twice that for classifiers from other data. With a clear signal the interval is then too wide.
 */
const crossFitting = Math.SQRT2;

/**
 * Area under the curve of the held-out scores with design weights, and its interval over resampled pairs, with the
 * classifiers as they are but wider by `crossFitting`.
 */
function aucOf(prepared: Prepared, rows: readonly number[], scores: readonly number[]): Estimate {
  const { level, bootstrap } = prepared.input.settings;
  const n = rows.length;
  const order = Array.from(scores, (_, index) => index).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  const weightOf = new Float64Array(n);
  const area = (): number => {
    let below = 0;
    let won = 0;
    let humans = 0;
    let twins = 0;
    for (let at = 0; at < order.length;) {
      const score = scores[order[at] ?? 0];
      let tiedHumans = 0;
      let tiedTwins = 0;
      for (; at < order.length && scores[order[at] ?? 0] === score; at++) {
        const index = order[at] ?? 0;
        if (index < n) tiedHumans += weightOf[index] ?? 0;
        else tiedTwins += weightOf[index - n] ?? 0;
      }
      won += tiedTwins * (below + tiedHumans / 2);
      below += tiedHumans;
      humans += tiedHumans;
      twins += tiedTwins;
    }
    return humans > 0 && twins > 0 ? won / (humans * twins) : Number.NaN;
  };
  const resampler = createResampler(prepared);
  const weigh = ({ people }: Resample): void => {
    const { weight } = people();
    rows.forEach((row, i) => (weightOf[i] = weight[row] ?? 0));
  };
  weigh(resampler.original(0));
  const value = area();
  const draws = Float64Array.from({ length: Math.min(bootstrap, mostDraws) }, (_, b) => {
    weigh(resampler.draw(b));
    return value + crossFitting * (area() - value);
  });
  return estimate({ value, draws, n, level, reason: 'too-few-respondents', bounds: [0, 1] });
}
