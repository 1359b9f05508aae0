import { uniformId } from './baseline-ids.ts';
import type { Estimate } from './estimate.ts';
import { formatCount, formatEstimate, formatN } from './format-number.ts';
import type { Prepared, SourceColumns } from './prepare.ts';
import { roundUp } from './round-up.ts';
import { difference } from './row-sums.ts';
import { type ErrorUnit, errorEstimate, ratioEstimate, typicalError, unitError } from './typical-error.ts';
import type { Criterion } from './verdict-criteria.ts';
import type { Verdict, VerdictUnit, VerdictValue } from './verdict-results.ts';
import { outsideShare, verdictRules } from './verdict-rules.ts';

/** Applies a criterion to one source. */
export function verdictByError(prepared: Prepared, criterion: Criterion, source: number): Verdict {
  const { purpose, margin, uses } = criterion;
  const subject = prepared.sources[source];
  const units = criterion.units[source] ?? [];
  const common = { purpose, source: subject?.id ?? '', rule: verdictRules[purpose], uses: [...uses], margin };
  if (subject === undefined || units.length === 0) return withoutUnits(criterion, common);
  const { level } = prepared.input.settings;
  const parts = units.flatMap((unit) => unit.parts);
  const error = { ...errorEstimate(parts, criterion.summary, prepared.n, level), n: leastBehind(units) };
  const judged = units.map((unit) => judge(unit, criterion, level));
  const baselines = compareBaselines(prepared, criterion, source);
  const undivided = compareUndivided(prepared, criterion, units);
  const within = judgeWithin(prepared, criterion, source);
  const verdict = decide(error, margin, judged, baselines, { undivided, within });
  // Inside the margin, as answers without any differences would be.
  const uninformative = verdict === 'cannot say' && isInside(error, margin);
  const sentence = errorSentence(criterion, subject, error);
  const without = undivided === null ? [] : [undividedSentence(criterion, undivided)];
  const baseline = baselineSentence(prepared, criterion, subject, error, baselines);
  return {
    ...common,
    verdict,
    // What decides comes first, what limits last.
    reasons: [
      ...(uninformative ? [...without, sentence] : [sentence, ...without]),
      unitSentence(criterion, judged),
      ...limiting(baseline, isBetter(baselines), within),
    ],
    needed: uninformative
      ? { text: criterion.undivided?.needed ?? '', n: null, part: 'evaluation' }
      : verdict === 'cannot say'
        ? neededFor(prepared, error, margin)
        : limitNeeds(prepared, verdict, baselines),
    error,
    units: judged,
    baselines,
  };
}

function decide(
  error: Estimate,
  margin: number,
  judged: readonly VerdictUnit[],
  baselines: Verdict['baselines'],
  { undivided, within }: { readonly undivided: Undivided | null; readonly within: Within | null },
): VerdictValue {
  const outside = judged.filter(({ state }) => state === 'outside').length;
  const known = error.low !== null && error.high !== null;
  if (known && ((error.low ?? 0) > margin || outside / judged.length > outsideShare)) return 'not supported';
  if (baselines.some(wins)) return 'baseline is better';
  if (!isInside(error, margin)) return 'cannot say';
  if (undivided !== null && !isSmaller(undivided.difference)) return 'cannot say';
  const full = outside === 0 && isBetter(baselines) && (within === null || within.inside);
  return full ? 'supported' : 'supported with limits';
}

/** What limits the support comes last. */
function limiting(baseline: string, better: boolean, within: Within | null): string[] {
  if (within === null) return [baseline];
  return better && !within.inside ? [baseline, within.words] : [within.words, baseline];
}

interface Within {
  /** Typical error inside the margin, and no unit outside. */
  readonly inside: boolean;
  readonly words: string;
}

/** The same error within subgroups; null where the criterion or the source has none. */
function judgeWithin(prepared: Prepared, criterion: Criterion, source: number): Within | null {
  const units = criterion.within?.[source] ?? [];
  if (units.length === 0) return null;
  const { level } = prepared.input.settings;
  const parts = units.flatMap((unit) => unit.parts);
  const error = { ...errorEstimate(parts, criterion.summary, prepared.n, level), n: leastBehind(units) };
  const outside = units.filter((unit) => judge(unit, criterion, level).state === 'outside').length;
  return {
    inside: isInside(error, criterion.margin) && outside === 0,
    words: `Within subgroups, ${criterion.errorInWords} is typically ${criterion.write(error)}; ${formatCount(outside)} of ${formatCount(units.length)} such factors lie outside the margin.`,
  };
}

function isInside({ low, high }: Estimate, margin: number): boolean {
  return low !== null && high !== null && high <= margin;
}

function withoutUnits(
  criterion: Criterion,
  common: Pick<Verdict, 'purpose' | 'source' | 'rule' | 'uses' | 'margin'>,
): Verdict {
  const { reason, needed, n } = criterion.absent;
  return {
    ...common,
    verdict: 'cannot say',
    reasons: [reason],
    needed: { text: needed, n, part: 'evaluation' },
    error: null,
    units: [],
    baselines: [],
  };
}

function judge(unit: ErrorUnit, { summary, margin }: Criterion, level: number): VerdictUnit {
  const error = unitError(unit, summary, level);
  const { low, high } = error;
  const state =
    low === null || high === null
      ? 'open'
      : high <= margin && (low >= -margin || summary === 'mean')
        ? 'within'
        : low > margin || high < -margin
          ? 'outside'
          : 'open';
  return { id: unit.id, label: unit.label, n: unit.n, error, state };
}

/** Humans behind the unit with the fewest; whether there is an interval hangs on all of them together. */
function leastBehind(units: readonly ErrorUnit[]): number {
  return units.reduce((least, { n }) => Math.min(least, n), units[0]?.n ?? 0);
}

/** Errors of the baselines over the units that both have, on the same people in every draw. */
function compareBaselines(prepared: Prepared, criterion: Criterion, source: number): Verdict['baselines'] {
  const { level } = prepared.input.settings;
  const partsOf = (s: number) => (criterion.units[s] ?? []).flatMap(({ parts }) => parts);
  const own = typicalError(partsOf(source), criterion.summary);
  return prepared.sources.flatMap(({ id, kind }, s) => {
    if (kind !== 'baseline') return [];
    const other = typicalError(partsOf(s), criterion.summary);
    const n = leastBehind(criterion.units[s] ?? []);
    return [
      {
        source: id,
        error: { ...errorEstimate(partsOf(s), criterion.summary, prepared.n, level), n },
        difference: { ...ratioEstimate(difference(own, other), prepared.n, level), n },
      },
    ];
  });
}

interface Undivided {
  readonly error: Estimate;
  /** Error of the source − error of the same answers without differences. */
  readonly difference: Estimate;
}

/** Beside the error that the same answers would have without effects, or without differences between subgroups. */
function compareUndivided(
  prepared: Prepared,
  { undivided, summary }: Criterion,
  units: readonly ErrorUnit[],
): Undivided | null {
  if (undivided === null) return null;
  const { level } = prepared.input.settings;
  const parts = units.flatMap((unit) => unit.parts);
  const without = parts.map((part) => part.undivided ?? part);
  const n = leastBehind(units);
  const [own, other] = [typicalError(parts, summary), typicalError(without, summary)];
  return {
    error: { ...errorEstimate(without, summary, prepared.n, level), n },
    difference: { ...ratioEstimate(difference(own, other), prepared.n, level), n },
  };
}

function isSmaller({ high }: Estimate): boolean {
  return high !== null && high < 0;
}

/** Shown to have a smaller error than the source. */
function wins({ difference: { low } }: Verdict['baselines'][number]): boolean {
  return low !== null && low > 0;
}

/** Shown to be better than every baseline, of which one at least was fitted on the pilot. */
function isBetter(baselines: Verdict['baselines']): boolean {
  const fitted = baselines.some(({ source }) => source !== uniformId);
  return fitted && baselines.every((entry) => isSmaller(entry.difference));
}

function errorSentence(criterion: Criterion, { label }: SourceColumns, error: Estimate): string {
  const { units, unitsInWords, errorInWords, write, marginInWords } = criterion;
  const count = Math.max(...units.map((own) => own.length));
  return `Over ${formatCount(count)} ${unitsInWords}, ${errorInWords} is typically ${write(error)} for ${label} (${formatN(error.n)}${count > 1 ? ' or more each' : ''}); the margin is ${marginInWords}.`;
}

function undividedSentence({ undivided, write }: Criterion, { error, difference }: Undivided): string {
  const words = undivided?.inWords ?? '';
  const against = `${write(error)} (difference ${formatEstimate(difference)})`;
  return isSmaller(difference)
    ? `Without any ${words}, it would be ${against}.`
    : `The same answers without any ${words} do as well as far as can be told: ${against}. So this sample cannot show whether the simulated ${words} are right.`;
}

function unitSentence({ unitsInWords, write }: Criterion, judged: readonly VerdictUnit[]): string {
  const count = (state: VerdictUnit['state']) => judged.filter((unit) => unit.state === state).length;
  const size = ({ error }: VerdictUnit): number => Math.abs(error.value ?? 0);
  const worst = [...judged].sort((a, b) => size(b) - size(a))[0];
  const farthest = worst === undefined ? '' : ` The farthest is "${worst.label}": ${write(worst.error)}.`;
  const single = count('open') > 0 ? ': what is said of the typical error does not hold for each of them' : '';
  return `By their own intervals ${formatCount(count('within'))} of ${formatCount(judged.length)} ${unitsInWords} lie inside the margin, ${formatCount(count('outside'))} outside, and ${formatCount(count('open'))} cannot be told${single}.${farthest}`;
}

function baselineSentence(
  prepared: Prepared,
  criterion: Criterion,
  { label }: SourceColumns,
  error: Estimate,
  baselines: Verdict['baselines'],
): string {
  const fitted = baselines.filter(({ source, error: own }) => source !== uniformId && own.value !== null);
  const winners = baselines.filter(wins);
  const [first, ...others] = winners.length > 0 ? winners : fitted;
  if (first === undefined)
    return 'No baseline was fitted on pilot rows, so whether a simple model would do as well is not known.';
  const best = others.reduce((least, own) => ((own.error.value ?? 0) < (least.error.value ?? 0) ? own : least), first);
  const name = prepared.sources.find(({ id }) => id === best.source)?.label ?? best.source;
  const { low, high } = best.difference;
  const [least, most] = [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY];
  const verb =
    most < 0 ? 'comes closer than' : least > 0 ? 'is shown to stay behind' : 'cannot be shown to do better than';
  return `${label} ${verb} the best baseline, ${name}: ${criterion.write(error)} against ${criterion.write(best.error)} (difference ${formatEstimate(best.difference)}${criterion.purpose === 'item-variance' ? ' in logarithms' : ''}).`;
}

/** Factor of n beyond which no number is named: at this distance from the margin more people would hardly settle it. */
const mostTimes = 50;

/**
 * How many times the people it would take for the interval to lie on one side of the margin, if the estimate stays what it
 * is and half-widths shrink with √n; null without an interval, or where it would take too many.
 */
export function timesToSettle({ value, low, high }: Estimate, margin: number): number | null {
  if (value === null || low === null || high === null) return null;
  const times = (value < margin ? (high - value) / (margin - value) : (value - low) / (value - margin)) ** 2;
  return times <= mostTimes ? times : null;
}

function neededFor(prepared: Prepared, error: Estimate, margin: number): Verdict['needed'] {
  if (error.low === null || error.high === null) {
    return { text: 'More evaluation humans: there are too few for an interval.', n: null, part: 'evaluation' };
  }
  const times = timesToSettle(error, margin);
  if (times === null) {
    return {
      text: 'The error lies so close to the margin that more evaluation humans would hardly settle it.',
      n: null,
      part: 'evaluation',
    };
  }
  const n = roundUp(prepared.n * times);
  return {
    text: `About ${formatCount(n)} evaluation humans instead of ${formatCount(prepared.n)}, if the error stays what it is.`,
    n,
    part: 'evaluation',
  };
}

function limitNeeds(prepared: Prepared, verdict: VerdictValue, baselines: Verdict['baselines']): Verdict['needed'] {
  const fitted = baselines.some(({ source }) => source !== uniformId);
  if (verdict !== 'supported with limits' || fitted || prepared.input.pilot !== null) return null;
  return { text: 'Pilot rows, on which baselines can be fitted.', n: null, part: 'pilot' };
}
