import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { normalTwoSided } from '../statistics/normal-distribution.ts';
import { normalQuantile } from '../statistics/normal-quantile.ts';
import { logitId } from './baselines/regularised-logit.ts';
import type { Estimate } from './estimate.ts';
import { formatCount, formatEstimate, formatLevel, formatNumber } from './format-number.ts';
import type { CrossFitBlock, RectificationBlock, RectificationTarget } from './rectification-results.ts';
import type { EvaluationResults, SourceSummary } from './results.ts';
import { roundUp } from './round-up.ts';
import { timesToSettle } from './verdict-by-error.ts';
import type { Verdict, VerdictUnit, VerdictValue } from './verdict-results.ts';
import { gainMargin, leastPerCoefficient, verdictRules } from './verdict-rules.ts';

type Results = Pick<EvaluationResults, 'settings' | 'sample' | 'regressions' | 'coherence'>;

const purpose = 'coefficient-inference';

/** Inference rests on rectified estimates or is not supported: agreement of simulated coefficients does not license it. */
export function verdictOnInference(
  results: Results,
  rectification: RectificationBlock | CrossFitBlock | undefined,
  subject: SourceSummary,
): Verdict {
  const rectified =
    rectification !== undefined &&
    rectification.failure === null &&
    rectification.targets.some(
      ({ kind, sources }) => kind === 'coefficient' && sources.some(({ source }) => source === subject.id),
    );
  return rectified
    ? judgeRectified(results, rectification, subject)
    : withoutRectified(results, rectification, subject);
}

function bare(subject: SourceSummary) {
  return {
    purpose,
    source: subject.id,
    rule: verdictRules[purpose],
    error: null,
    margin: null,
    units: [],
    baselines: [],
  } as const;
}

function withoutRectified(
  results: Results,
  rectification: RectificationBlock | undefined,
  subject: SourceSummary,
): Verdict {
  const failure = rectification?.failure ?? null;
  const failed = rectification?.failedRegressions.filter(({ source }) => source === subject.id) ?? [];
  const why =
    failure !== null
      ? failure.text
      : failed.length > 0
        ? `No regression could be rectified: ${failed.map(({ regression, text }) => `"${regression}": ${text}`).join('; ')}.`
        : rectification === undefined
          ? 'There are no rectified estimates: the evaluation had no humans of the part "rectification" with twins.'
          : 'There are no rectified coefficients.';
  const coefficients = Math.max(
    0,
    ...(results.regressions?.models ?? []).map((model) => coefficientCount(model, subject)),
  );
  const n = coefficients > 0 ? coefficients * leastPerCoefficient : null;
  const base = bare(subject);
  return {
    ...base,
    units: [],
    baselines: [],
    verdict: 'not supported',
    reasons: [why, ...recoverySentences(results, subject)],
    uses: ['regressions', ...(results.coherence === null ? [] : ['coherence']), 'rectification'],
    needed: {
      text:
        n === null
          ? 'A regression in the recipe, and a part "rectification" whose humans are simulated too.'
          : `A part "rectification" of at least ${formatCount(n)} humans (${leastPerCoefficient} per coefficient of the largest regression; for a logit as many with the rarer answer) who are simulated too.`,
      n,
      part: 'rectification',
    },
  };
}

function coefficientCount(
  model: NonNullable<Results['regressions']>['models'][number],
  subject: SourceSummary,
): number {
  return model.sources.find(({ source }) => source === subject.id)?.coefficients.length ?? 0;
}

/** What the coefficients of simulated rows look like, for the reader who would use them all the same. */
function recoverySentences(results: Results, subject: SourceSummary): string[] {
  const own = results.regressions?.overall.find(({ source }) => source === subject.id)?.recovery;
  const sentences: string[] = [];
  if (own !== undefined && own.coefficients > 0) {
    const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped, f1, shareDifferent } = own;
    const differ =
      shareDifferent === null
        ? ''
        : ` ${formatNumber(shareDifferent * 100)} % of the coefficients differ significantly.`;
    sentences.push(
      `Significant signs of coefficients fitted to rows of ${subject.label} match those of the humans with F1 ${formatEstimate(f1)} (TP ${truePositives}, FP ${falsePositives}, FN ${falseNegatives}, TN ${trueNegatives}, flipped ${flipped}).${differ}`,
    );
  }
  const gap = results.coherence?.sources.find(({ source }) => source === subject.id)?.difference;
  if (gap !== undefined && gap.value !== null) {
    sentences.push(
      `The belief-action gap differs from that of the humans by ${formatEstimate(gap)} (as a share of rows).`,
    );
  }
  return sentences;
}

interface RectifiedModel {
  readonly name: string;
  readonly targets: readonly RectificationTarget[];
  readonly enough: boolean;
  /** Rectification humans that would do. */
  readonly needed: number;
}

function judgeRectified(results: Results, block: RectificationBlock | CrossFitBlock, subject: SourceSummary): Verdict {
  const models = modelsOf(block, subject);
  const usable = models.filter(({ enough }) => enough);
  const small = models.filter(({ enough }) => !enough);
  const needed = roundUp(Math.max(0, ...small.map((model) => model.needed)));
  const tooSmall = [
    ...small.map(
      ({ name, targets }) =>
        `The regression "${name}" has ${formatCount(targets.length)} coefficients and ${formatCount(targets[0]?.nLeast ?? 0)} rectification humans (for a logit: with the rarer answer) to rectify them with.`,
    ),
    ...failedSentences(block, subject),
  ];
  const base = bare(subject);
  const uses = ['rectification'];
  const more: Verdict['needed'] =
    small.length === 0
      ? null
      : {
          text: `About ${formatCount(needed)} rectification humans instead of ${formatCount(block.humans)}.`,
          n: needed,
          part: 'rectification',
        };
  if (usable.length === 0) {
    return { ...base, units: [], baselines: [], verdict: 'cannot say', reasons: tooSmall, uses, needed: more };
  }
  const units = checkedUnits(results, usable, subject);
  const conflicts = units.filter(({ state }) => state === 'outside');
  const gain = block.summary.find(({ kind, source }) => kind === 'coefficient' && source === subject.id);
  const against = gain?.baselineDifference ?? null;
  const complete = tooSmall.length === 0;
  const verdict = conflicts.length > 0 ? 'not supported' : verdictOnGain(gain, complete);
  const scope = `This is about the rectified estimates only; coefficients fitted to rows of ${subject.label} alone are not supported.`;
  const conflict = conflictSentence(units, conflicts, results.settings.alpha);
  const width = gain === undefined ? [] : [gainSentence(subject, gain.widthRatio, gain.worth)];
  const supported = verdict === 'supported' || verdict === 'supported with limits';
  const logit = logitSentence(block, against);
  return {
    ...base,
    verdict,
    // What decides comes first, what limits last.
    reasons: [
      ...(supported ? [scope, conflict, ...width] : conflicts.length > 0 ? [conflict, ...width] : [...width, conflict]),
      ...(supported ? [] : [scope]),
      ...('folds' in block ? [foldsSentence(block)] : []),
      ...(isShorter(against) ? [logit, ...tooSmall] : [...tooSmall, logit]),
    ],
    uses,
    needed: more ?? (verdict === 'cannot say' && gain !== undefined ? settledBy(block, gain.widthRatio) : null),
    units,
    baselines: logitEntry(block, against),
  };
}

/** @param complete every regression could be rectified with enough humans */
function verdictOnGain(gain: RectificationBlock['summary'][number] | undefined, complete: boolean): VerdictValue {
  if (gain === undefined) return 'cannot say';
  const use = useOf(gain.widthRatio);
  const against = gain.baselineDifference;
  if (use === 'none') return 'not supported';
  if (against !== null && against.low !== null && against.low > 0) return 'baseline is better';
  if (use === 'open') return 'cannot say';
  return isShorter(against) && complete ? 'supported' : 'supported with limits';
}

function isShorter(against: Estimate | null): boolean {
  return against !== null && against.high !== null && against.high < 0;
}

/** Are rectified intervals shown to be short enough to be worth the trouble, shown not to be, or neither? */
function useOf({ low, high }: Estimate): 'shown' | 'none' | 'open' {
  if (low === null || high === null) return 'open';
  return high <= gainMargin ? 'shown' : low > gainMargin ? 'none' : 'open';
}

/** Regressions of the study about which the verdict says nothing. */
function failedSentences({ failedRegressions }: RectificationBlock, subject: SourceSummary): string[] {
  return failedRegressions.flatMap(({ regression, source, text }) =>
    source === subject.id ? [`The regression "${regression}" could not be rectified: ${text}`] : [],
  );
}

function settledBy(block: RectificationBlock, ratio: Estimate): Verdict['needed'] {
  const times = timesToSettle(ratio, gainMargin);
  if (times === null) {
    return {
      text: 'The gain lies so close to the margin that more rectification humans would hardly settle it.',
      n: null,
      part: 'rectification',
    };
  }
  const n = roundUp(block.humans * times);
  return {
    text: `About ${formatCount(n)} rectification humans instead of ${formatCount(block.humans)}, and as many times the twins, if the ratio stays what it is.`,
    n,
    part: 'rectification',
  };
}

function modelsOf(block: RectificationBlock, subject: SourceSummary): RectifiedModel[] {
  const byName = new Map<string, RectificationTarget[]>();
  for (const target of block.targets) {
    const name = target.coefficient?.regression;
    const known = target.sources.some(({ source, rectified }) => source === subject.id && rectified.value !== null);
    if (name === undefined || !known) continue;
    byName.set(name, [...(byName.get(name) ?? []), target]);
  }
  return [...byName].map(([name, targets]) => {
    const wanted = leastPerCoefficient * targets.length;
    const least = targets[0]?.nLeast ?? 0;
    return { name, targets, enough: least >= wanted, needed: least > 0 ? (block.humans * wanted) / least : wanted };
  });
}

/** Rectified − check, in conflict where it is significant after adjustment for the number of coefficients. */
function checkedUnits(results: Results, models: readonly RectifiedModel[], subject: SourceSummary): VerdictUnit[] {
  const { level, alpha } = results.settings;
  const rows = models.flatMap(({ targets }) =>
    targets.flatMap((target) => {
      const own = target.sources.find(({ source }) => source === subject.id);
      return own === undefined || own.z === null ? [] : [{ target, own, z: own.z }];
    }),
  );
  const adjusted = benjaminiHochberg(rows.map(({ z }) => normalTwoSided(z)));
  const critical = normalQuantile((1 + level) / 2);
  return rows.map(({ target, own }, index): VerdictUnit => {
    const error = Math.hypot(own.standardError ?? 0, target.checkStandardError ?? 0);
    const value = (own.rectified.value ?? 0) - (target.check.value ?? 0);
    return {
      id: target.id,
      label: target.label,
      n: own.rectified.n,
      error: {
        value,
        low: value - critical * error,
        high: value + critical * error,
        level,
        n: own.rectified.n,
        reason: null,
      },
      state: (adjusted[index] ?? 1) < alpha ? 'outside' : 'within',
    };
  });
}

function foldsSentence({ humans, folds }: CrossFitBlock): string {
  return `The rectification humans are the ${formatCount(humans)} of pilot-train, who also tuned the model: ${formatCount(folds.length)} folds, each rectified with twins of an adapter that was trained without it.`;
}

function conflictSentence(units: readonly VerdictUnit[], conflicts: readonly VerdictUnit[], alpha: number): string {
  const size = ({ error }: VerdictUnit): number =>
    Math.abs(error.value ?? 0) / Math.max(Number.MIN_VALUE, (error.high ?? 0) - (error.low ?? 0));
  const [worst] = [...conflicts].sort((a, b) => size(b) - size(a));
  if (worst === undefined) {
    return `None of ${formatCount(units.length)} rectified coefficients is in conflict with the evaluation humans, whose answers they do not use, after adjustment for their number (intercepts included).`;
  }
  return `Of ${formatCount(units.length)} rectified coefficients ${formatCount(conflicts.length)} differ significantly from those of the evaluation humans, most clearly "${worst.label}" (difference ${formatEstimate(worst.error)}). Where both parts are samples of one population, that happens in fewer than ${formatLevel(alpha)} of studies.`;
}

function gainSentence(subject: SourceSummary, ratio: Estimate, worth: Estimate | null): string {
  const more =
    worth === null || worth.value === null
      ? ''
      : `; the twins are worth ${formatEstimate(worth, 'count')} further humans`;
  const use = {
    shown: '',
    none: ' That is not worth the trouble: use the estimates from the rectification humans alone.',
    open: ` Whether it is at most ${formatNumber(gainMargin)}, and so worth the trouble, cannot be told.`,
  }[useOf(ratio)];
  return `With ${subject.label}, the median rectified interval is ${formatEstimate(ratio)} times as wide as the human-only one${more}.${use}`;
}

function logitSentence(block: RectificationBlock, against: Estimate | null): string {
  const logit = block.summary.find(({ kind, source }) => kind === 'coefficient' && source === logitId)?.widthRatio;
  if (logit === undefined || against === null) {
    return 'No baseline predicted the rectification humans, so whether a simple model would do as well is not known.';
  }
  const verb =
    against.high !== null && against.high < 0
      ? 'shortens intervals less'
      : against.low !== null && against.low > 0
        ? 'shortens intervals more'
        : 'does as well as far as can be told';
  return `The regularised logit, used in the same way, ${verb}: ${formatEstimate(logit)} times as wide (difference ${formatEstimate(against)}).`;
}

function logitEntry(block: RectificationBlock, against: Estimate | null): Verdict['baselines'] {
  const logit = block.summary.find(({ kind, source }) => kind === 'coefficient' && source === logitId)?.widthRatio;
  return logit === undefined || against === null ? [] : [{ source: logitId, error: logit, difference: against }];
}
