import { answerScores } from './answer-scores.ts';
import { treatmentsOf } from './arms.ts';
import { logitId } from './baselines/regularised-logit.ts';
import { type Estimate, estimate, undefinedEstimate } from './estimate.ts';
import type { RectificationRows } from './evaluation-input.ts';
import type { Prepared } from './prepare.ts';
import { type Gain, firstOrderRatio, medianGain, mostGainDraws } from './rectification-gain.ts';
import {
  type RectificationBlock,
  type RectificationTarget,
  type TargetKind,
  targetKinds,
} from './rectification-results.ts';
import { type RectificationSides, rectificationFailure, rectificationSides } from './rectification-sides.ts';
import type { TEstimate } from '../statistics/ppi-estimate.ts';
import { type RectifiedTarget, leastHumans } from './rectified-target.ts';
import { rectifyEffects, rectifyMeans } from './rectify-means.ts';
import { rectifyRegressions } from './rectify-regressions.ts';
import { difference } from './row-sums.ts';

type Side = RectifiedTarget['human'];

/**
 * Prediction-powered estimates of every mean, effect and coefficient of the study. Yields the number of parts of the work
 * that are done; `rectificationSteps` says of how many.
 */
export function* rectify(prepared: Prepared, rows: RectificationRows): Generator<number, RectificationBlock> {
  const failure = rectificationFailure(rows);
  const sides =
    failure === null ? yield* counted(rectificationSides(prepared, rows)) : { rows, sources: [], survey: null };
  return yield* rectifyWith(prepared, sides, {
    definitions: ['rectified-estimate', 'lambda', 'effective-sample-size', 'rectification-check', 'rectification-gain'],
    failure,
  });
}

/** The same with twins that are there already. */
export function* rectifyWith(
  prepared: Prepared,
  sides: RectificationSides,
  { definitions, failure }: Pick<RectificationBlock, 'definitions' | 'failure'>,
): Generator<number, RectificationBlock> {
  const { bootstrap } = prepared.input.settings;
  const { rows } = sides;
  const bare = {
    definitions,
    humans: rows.n,
    twins: prepared.n,
    draws: Math.min(bootstrap, mostGainDraws),
    failure,
  };
  if (failure !== null) return { ...bare, targets: [], failedRegressions: [], summary: [] };
  const scores = answerScores(prepared.items);
  const treatments = treatmentsOf(prepared.input.codebook, [rows.frame, prepared.input.frame]);
  const means = rectifyMeans(prepared, sides, scores);
  const effects = rectifyEffects(prepared, sides, scores, treatments);
  const { items } = prepared;
  const { targets: coefficients, failed } = yield* counted(rectifyRegressions(prepared, sides), items.length);
  const targets = [...means, ...effects, ...coefficients];
  const fits = items.length + sides.sources.length * prepared.input.regressions.length;
  return {
    ...bare,
    targets: targets.map((target) => written(prepared, target, sides.survey !== null)),
    failedRegressions: failed,
    summary: yield* counted(summarise(prepared, sides, targets), fits),
  };
}

function* counted<Result>(work: Generator<void, Result>, before = 0): Generator<number, Result> {
  for (let done = before + 1; ; done++) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield done;
  }
}

/** Items for the logit, fits per regression and source, and medians per source and kind: an upper bound. */
export function rectificationSteps(
  prepared: Prepared,
  rows: Pick<RectificationRows, 'n'> & { readonly sources: readonly unknown[] },
): number {
  const sources = rows.sources.length + 1;
  return prepared.items.length + sources * (prepared.input.regressions.length + targetKinds.length);
}

function written(prepared: Prepared, target: RectifiedTarget, surveyed: boolean): RectificationTarget {
  const { human, n, check, nCheck, sources, ...described } = target;
  const { level } = prepared.input.settings;
  const enough = surveyed && target.nLeast >= leastHumans;
  const few = n === 0 ? 'no-answers' : enough ? 'too-few-clusters' : 'too-few-respondents';
  const missing = target.kind === 'coefficient' ? 'not-estimable' : few;
  const of = (side: Side, count: number): Estimate =>
    side === null
      ? undefinedEstimate(missing, count, level)
      : { value: side.estimate, low: side.interval.low, high: side.interval.high, level, n: count, reason: null };
  return {
    ...described,
    human: of(human, n),
    standardError: human?.standardError ?? null,
    check: of(check, nCheck),
    checkStandardError: check?.standardError ?? null,
    sources: sources.map((own) => {
      const { source, ppi } = own;
      const rectified = ppi?.rectified ?? null;
      const varies = ppi !== null && ppi.human.standardError > 0;
      const precision = precisionRatio(target, own);
      const size = ppi === null || precision === null ? null : ppi.humans / precision ** 2;
      return {
        source,
        rectified: of(rectified, ppi?.humans ?? n),
        standardError: rectified?.standardError ?? null,
        lambda: ppi?.lambda ?? null,
        widthRatio: varies ? widthOf(ppi.rectified) / widthOf(ppi.human) : null,
        effectiveSampleSize: size,
        worth: size === null || ppi === null ? null : size - ppi.humans,
        z: zOf(rectified, check),
      };
    }),
  };
}

function widthOf({ interval }: TEstimate): number {
  return interval.high - interval.low;
}

/**
 * Rectified/human-only standard error; null where there is none. For coefficients both are taken at the human-only
 * estimate: the ratio of the printed ones also holds how the variance of a logit changes from one estimate to the other.
 */
function precisionRatio(
  { kind }: RectifiedTarget,
  { ppi, influence }: RectifiedTarget['sources'][number],
): number | null {
  if (ppi === null || influence === null || !(ppi.human.standardError > 0)) return null;
  const ratio =
    kind === 'coefficient' ? firstOrderRatio(influence) : ppi.rectified.standardError / ppi.human.standardError;
  return ratio > 0 ? ratio : null;
}

function zOf(rectified: Side, check: Side): number | null {
  if (rectified === null || check === null) return null;
  const error = Math.hypot(rectified.standardError, check.standardError);
  return error > 0 ? (rectified.estimate - check.estimate) / error : null;
}

function* summarise(
  prepared: Prepared,
  sides: RectificationSides,
  targets: readonly RectifiedTarget[],
): Generator<void, RectificationBlock['summary']> {
  const gains: { source: string; kind: TargetKind; targets: number; gain: Gain }[] = [];
  for (const { id } of sides.sources) {
    for (const kind of targetKinds) {
      const own = targets.flatMap((target) => {
        if (target.kind !== kind || target.coefficient?.intercept === true) return [];
        const entry = target.sources.find(({ source }) => source === id);
        if (entry === undefined || entry.influence === null || entry.ppi === null) return [];
        const ratio = precisionRatio(target, entry);
        return ratio === null ? [] : [{ influence: entry.influence, ratio, humans: entry.ppi.humans }];
      });
      if (own.length > 0) {
        const gain = medianGain(prepared, sides, own);
        gains.push({ source: id, kind, targets: own.length, gain });
      }
      yield;
    }
  }
  return gains.map(({ source, kind, targets: count, gain: { widthRatio, worth, ratio, equivalentTwins } }) => {
    const logit = gains.find((other) => other.kind === kind && other.source === logitId)?.gain.ratio ?? null;
    const compared = source !== logitId && logit !== null && ratio !== null;
    const { n, level } = widthRatio;
    return {
      source,
      kind,
      targets: count,
      widthRatio,
      worth,
      ...(equivalentTwins === null ? {} : { equivalentTwins }),
      baselineDifference: compared
        ? estimate({ ...difference(ratio, logit), n, level, reason: 'not-estimable' })
        : null,
    };
  });
}
