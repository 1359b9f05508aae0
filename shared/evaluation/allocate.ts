import {
  type CurvePoint,
  breakEven,
  effectiveHumans,
  humansToTell,
  rhoSquaredOf,
  rowsForShare,
  splitsByCurve,
} from './allocation.ts';
import type { AllocationBlock } from './allocation-results.ts';
import type { Estimate } from './estimate.ts';
import { formatCount, formatEstimate, formatNumber } from './format-number.ts';
import type { RectificationBlock } from './rectification-results.ts';
import type { EvaluationResults } from './results.ts';
import { roundUp } from './round-up.ts';
import { leastPerCoefficient } from './verdict-rules.ts';

type Results = Pick<EvaluationResults, 'settings' | 'sample' | 'sources' | 'regressions'>;
type Kind = AllocationBlock['kinds'][number];
type Summary = RectificationBlock['summary'][number];

/** A point of the learning curve; for one kind of estimate only where it says so. */
export type KindCurvePoint = CurvePoint & { readonly kind?: Kind['kind'] };

/** ρ² below which twins are worth less than a ninth of the humans they rectify. */
const littleRhoSquared = 0.1;
const nineTenths = 0.9;

/**
 * How the humans of this study would have been best spent, as far as its own numbers tell.
 * @param curve further measured points of the learning curve, from models tuned with fewer or more humans
 */
export function allocate(
  results: Results,
  rectification: RectificationBlock | undefined,
  curve: readonly KindCurvePoint[] = [],
): AllocationBlock {
  const sizeOf = (part: string): number => results.sample.parts.find(({ name }) => name === part)?.n ?? 0;
  const common = {
    definitions: ['allocation', 'squared-correlation', 'effective-sample-size'],
    tuning: sizeOf('pilot-train') + sizeOf('pilot-validation'),
    rectification: rectification?.humans ?? sizeOf('rectification'),
    simulated: results.sample.respondents,
  };
  const missing = missingFor(results, rectification);
  if (missing !== null || rectification === undefined) return { ...common, kinds: [], missing };
  const subject =
    results.sources.find(({ kind }) => kind === 'adapted') ?? results.sources.find(({ kind }) => kind === 'base');
  const untuned = results.sources.find(({ kind }) => kind === 'base');
  const kinds = rectification.summary.flatMap((summary) => {
    if (summary.source !== subject?.id || summary.widthRatio.value === null) return [];
    const other =
      untuned === undefined || untuned.id === subject.id
        ? undefined
        : rectification.summary.find(({ source, kind }) => source === untuned.id && kind === summary.kind);
    const own = curve.filter(({ kind }) => kind === undefined || kind === summary.kind);
    return [kindOf(common, summary, other, own)];
  });
  const none = kinds.length > 0 ? null : { text: 'Cannot say: no estimate could be rectified.', n: null };
  return { ...common, kinds, missing: none };
}

/** Why nothing can be said at all, with the number of rectification humans that would do. */
function missingFor(results: Results, rectification: RectificationBlock | undefined): AllocationBlock['missing'] {
  if (rectification !== undefined && rectification.failure?.code !== 'no-respondents') {
    return rectification.failure === null ? null : { text: `Cannot say. ${rectification.failure.text}`, n: null };
  }
  const coefficients = Math.max(
    0,
    ...(results.regressions?.models ?? []).map(({ sources }) => sources[0]?.coefficients.length ?? 0),
  );
  const tell = humansToTell(littleRhoSquared, results.settings.level);
  const inference =
    coefficients === 0
      ? ''
      : ` Coefficients need at least ${formatCount(coefficients * leastPerCoefficient)} (${leastPerCoefficient} per coefficient; for a logit as many with the rarer answer).`;
  return {
    text: `Cannot say: the study has no part "rectification", whose humans would show how far the twins follow them. About ${formatCount(roundUp(tell))} such humans would tell a squared correlation of ${littleRhoSquared} from 0.${inference}`,
    n: roundUp(tell),
  };
}

interface Circumstances {
  readonly tuning: number;
  readonly rectification: number;
  readonly simulated: number;
}

function kindOf(
  study: Circumstances,
  summary: Summary,
  untuned: Summary | undefined,
  curve: readonly CurvePoint[],
): Kind {
  const { rectification: humans, tuning } = study;
  const own = { ...study, simulated: summary.equivalentTwins ?? study.simulated };
  const other = { ...study, simulated: untuned?.equivalentTwins ?? study.simulated };
  const { simulated } = own;
  // Twins of one design: as many times more of them are as many times more informative.
  const informative = simulated / study.simulated;
  const rhoSquared = rhoSquaredFrom(summary.widthRatio, own);
  const before = untuned === undefined ? null : rhoSquaredFrom(untuned.widthRatio, other);
  const { value, low, high } = rhoSquared;
  const now = { humans, simulated, rhoSquared: value ?? 0 };
  const state =
    high !== null && high < littleRhoSquared ? 'pays-little' : low !== null && low > 0 ? 'pays' : 'cannot-say';
  const worth = (rows: number): Estimate =>
    mapped(rhoSquared, (rho) => effectiveHumans({ ...now, simulated: rows * informative, rhoSquared: rho }) - humans);
  const enough = state === 'pays' ? rowsForShare(now, nineTenths) / informative : Number.POSITIVE_INFINITY;
  const kind = {
    kind: summary.kind,
    source: summary.source,
    targets: summary.targets,
    rhoSquared,
    state,
    spendings: spendingsOf(own, rhoSquared, before),
    best: splitsByCurve(tuning + humans, simulated, [...measuredCurve(tuning, before, value), ...curve])[0] ?? null,
    breakEven: breakEven(now, Math.floor(humans / 2)),
    rows: [humans, study.simulated, 10 * study.simulated, null].map((rows) => ({
      simulated: rows,
      worth: worth(rows ?? Number.POSITIVE_INFINITY),
    })),
    rowsForNineTenths: Number.isFinite(enough) ? roundUp(enough) : null,
    needed: state === 'cannot-say' ? neededFor(summary.widthRatio, rhoSquared, humans) : null,
  } as const;
  return { ...kind, text: sentenceOf(kind, study) };
}

/** What the numbers of one kind of estimate say, in words. */
function sentenceOf(kind: Omit<Kind, 'text'>, { rectification: humans, tuning }: Circumstances): string {
  const rho = `ρ² = ${formatEstimate(kind.rhoSquared)}`;
  if (kind.state === 'cannot-say') {
    return `Cannot say: ${formatCount(humans)} rectification humans leave open whether the twins follow them (${rho}). ${kind.needed === null ? 'It would take far more to tell' : `About ${formatCount(kind.needed)} would tell`}.`;
  }
  if (kind.state === 'pays-little') {
    const most = Math.ceil(kind.rows.at(-1)?.worth.high ?? 0);
    return `The twins are worth little (${rho}): with unlimited simulated rows at most ${formatCount(most)} ${most === 1 ? 'human' : 'humans'} more than the ${formatCount(humans)} there are.`;
  }
  const done = kind.spendings.find(({ id }) => id === 'as-done')?.effective;
  const others = kind.spendings.flatMap(({ id, effective }) => (id === 'as-done' ? [] : [effective]));
  const most = Math.max(...others.map(({ value }) => value ?? 0));
  // Both sides are estimates, so neither interval may reach into the other.
  const mostShown = Math.max(...others.map(({ value, low }) => low ?? value ?? 0));
  const mostPossible = Math.max(...others.map(({ value, high }) => high ?? value ?? 0));
  const all = tuning + humans;
  const paid =
    tuning === 0
      ? ''
      : (done?.low ?? 0) > mostPossible
        ? ` Tuning paid: the same ${formatCount(all)} humans count as ${formatNumber(most)} at best without it.`
        : (done?.high ?? Number.POSITIVE_INFINITY) < mostShown
          ? ` For these estimates alone tuning did not pay: without it the same ${formatCount(all)} humans count as ${formatNumber(most)}.`
          : ` Whether tuning paid cannot be said: without it the same ${formatCount(all)} humans count as ${formatNumber(most)}.`;
  const rows =
    kind.rowsForNineTenths === null
      ? ''
      : ` About ${formatCount(kind.rowsForNineTenths)} simulated rows bring nine tenths of what unlimited ones would.`;
  return `The twins follow the humans (${rho}): ${formatCount(humans)} rectification humans count as ${done === undefined ? 'more' : formatEstimate(done, 'count')}.${paid}${rows}`;
}

/** Factor of n beyond which no number is named. */
const mostTimes = 50;

/**
 * Rectification humans with whom the interval, taken to shrink with √n, would lie above 0 or below what is little,
 * whichever takes fewer; null where that would take far more.
 */
function neededFor(ratio: Estimate, rhoSquared: Estimate, humans: number): number | null {
  const above = timesUntil(ratio, 1);
  const below = timesUntil(rhoSquared, littleRhoSquared);
  const times = Math.min(above, below) ** 2;
  return times <= mostTimes ? roundUp(humans * times) : null;
}

/** How many times shorter the upper side of an interval would have to be to end at a bound above the value. */
function timesUntil({ value, high }: Estimate, bound: number): number {
  if (value === null || high === null || value >= bound) return Number.POSITIVE_INFINITY;
  return (high - value) / (bound - value);
}

function rhoSquaredFrom(ratio: Estimate, { rectification: humans, simulated }: Circumstances): Estimate {
  const { low, high, ...rest } = mapped(ratio, (value) => rhoSquaredOf(value, { humans, simulated }));
  // A wider interval ratio is a smaller correlation.
  return { ...rest, low: high, high: low };
}

function mapped(estimate: Estimate, change: (value: number) => number): Estimate {
  const of = (value: number | null): number | null => (value === null ? null : change(value));
  return { ...estimate, value: of(estimate.value), low: of(estimate.low), high: of(estimate.high) };
}

function spendingsOf(study: Circumstances, tuned: Estimate, untuned: Estimate | null): Kind['spendings'] {
  const { tuning, rectification, simulated } = study;
  const all = tuning + rectification;
  const of = (humans: number, rho: Estimate): Estimate =>
    mapped(rho, (rhoSquared) => effectiveHumans({ humans, simulated, rhoSquared }));
  const { level } = tuned;
  const alone = { value: all, low: all, high: all, level, n: all, reason: null };
  return [
    { id: 'no-model' as const, tuning: 0, rectification: all, effective: alone },
    ...(untuned === null || untuned.value === null
      ? []
      : [{ id: 'untuned' as const, tuning: 0, rectification: all, effective: of(all, untuned) }]),
    { id: 'as-done' as const, tuning, rectification, effective: of(rectification, tuned) },
  ];
}

/** The points that every study measures: the untuned model, and the tuned one at its number of tuning humans. */
function measuredCurve(tuning: number, untuned: Estimate | null, tuned: number | null): CurvePoint[] {
  const start = untuned === null || untuned.value === null ? [] : [{ tuning: 0, rhoSquared: untuned.value }];
  return tuned === null || (start.length > 0 && tuning === 0) ? start : [...start, { tuning, rhoSquared: tuned }];
}
