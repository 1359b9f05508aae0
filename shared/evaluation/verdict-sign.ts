import { uniformId } from './baseline-ids.ts';
import { type ContrastDraws, adjustedPValues, standardisedDifference } from './effects.ts';
import { type Estimate, alphaOf, estimate } from './estimate.ts';
import { formatCount, formatEstimate } from './format-number.ts';
import type { Prepared } from './prepare.ts';
import { type Ratio, difference } from './row-sums.ts';
import { type GuessChance, type ShownEffect, guessChance } from './sign-guesses.ts';
import { ratioEstimate } from './typical-error.ts';
import { roundUp } from './round-up.ts';
import { contrastId, effectsNeeded, perArmForMargin, usableContrast, withoutTreatment } from './verdict-criteria.ts';
import type { Verdict, VerdictUnit, VerdictValue } from './verdict-results.ts';
import { effectMargin, leastOfEffect, mostGuessed, outsideShare, verdictRules } from './verdict-rules.ts';

/** A contrast with what the humans say of it. */
interface KnownContrast {
  readonly contrast: ContrastDraws;
  /** Sign of an effect that the humans show, 0 for one that they put near 0. */
  readonly sign: -1 | 0 | 1;
}

/** Does the source find the sides of 0 on which the effects of the humans lie? */
export function verdictOnSigns(prepared: Prepared, contrasts: readonly ContrastDraws[], source: number): Verdict {
  const purpose = 'effect-sign';
  const subject = prepared.sources[source];
  const known = knownContrasts(prepared, contrasts.filter(usableContrast));
  const shown = known.filter(({ sign }) => sign !== 0).length;
  const common = {
    purpose,
    source: subject?.id ?? '',
    rule: verdictRules[purpose],
    uses: ['effects'],
    margin: null,
  } as const;
  if (shown === 0) {
    return {
      ...common,
      uses: ['effects'],
      verdict: 'cannot say',
      reasons: [
        contrasts.length === 0
          ? withoutTreatment
          : 'The evaluation humans show no effect of a treatment whose sign could be recovered.',
      ],
      needed: {
        text: effectsNeeded(contrasts.length),
        n: null,
        part: contrasts.length === 0 ? null : 'evaluation',
      },
      error: null,
      units: [],
      baselines: [],
    };
  }
  const units = signUnits(prepared, known, source);
  const outside = units.filter(({ state }) => state === 'outside').length;
  const recovered = units.filter(({ state }) => state === 'within').length;
  const baselines = baselineSigns(prepared, known, source, recovered / units.length);
  const fitted = baselines.some((entry) => entry.source !== uniformId);
  const better = fitted && baselines.every(({ difference }) => (difference.value ?? 0) < 0);
  const guess = guessChance(shownEffects(known), recovered);
  const verdict: VerdictValue =
    outside / units.length > outsideShare
      ? 'not supported'
      : guess.probability > mostGuessed || recovered / units.length < 1 - outsideShare
        ? 'cannot say'
        : recovered === units.length && better
          ? 'supported'
          : 'supported with limits';
  return {
    ...common,
    uses: ['effects'],
    verdict,
    reasons: reasonsOf(prepared, source, known, units, baselines, guess),
    needed: verdict === 'cannot say' ? neededFor(prepared, guess, units) : null,
    error: shareOf(1 - recovered / units.length, prepared),
    units,
    baselines,
  };
}

/** Effects that the humans show, and those that they put within the margin around 0. */
function knownContrasts(prepared: Prepared, contrasts: readonly ContrastDraws[]): KnownContrast[] {
  const { level } = prepared.input.settings;
  const adjusted = adjustedPValues(contrasts);
  return contrasts.flatMap((contrast, index): KnownContrast[] => {
    const { value } = contrast.human;
    if ((adjusted[index] ?? 1) < alphaOf(level)) return [{ contrast, sign: value > 0 ? 1 : -1 }];
    const { low, high } = standardised(contrast.human, contrast, level);
    const nearZero = low !== null && high !== null && low >= -effectMargin && high <= effectMargin;
    return nearZero ? [{ contrast, sign: 0 }] : [];
  });
}

function shownEffects(known: readonly KnownContrast[]): ShownEffect[] {
  return known.flatMap(({ contrast, sign }) => (sign === 0 ? [] : [{ contrast, sign }]));
}

function standardised({ value, draws }: Ratio, { deviation, n, nReference }: ContrastDraws, level: number): Estimate {
  const ratio = { value: value / deviation, draws: draws.map((draw) => draw / deviation) };
  return ratioEstimate(ratio, n + nReference, level);
}

/** Effects near 0 count only where the source invents one. */
function signUnits(prepared: Prepared, known: readonly KnownContrast[], source: number): VerdictUnit[] {
  const { level } = prepared.input.settings;
  return known.flatMap(({ contrast, sign }): VerdictUnit[] => {
    const own = contrast.simulated[source];
    if (own === undefined) return [];
    const error = standardised(own, contrast, level);
    const { low, high } = error;
    const unit = { id: contrastId(contrast), label: contrast.label, n: contrast.n + contrast.nReference, error };
    if (low === null || high === null) return sign === 0 ? [] : [{ ...unit, state: 'open' }];
    if (sign === 0) return low > effectMargin || high < -effectMargin ? [{ ...unit, state: 'outside' }] : [];
    const told = sign > 0 ? low > 0 : high < 0;
    const reversed = sign > 0 ? high < 0 : low > 0;
    const beyond = sideOf(standardised(beyondShare(contrast, own, sign), contrast, level));
    if (told && beyond > 0) return [{ ...unit, state: 'within' }];
    const gap = sideOf(ratioEstimate(standardisedDifference(contrast, source), unit.n, level));
    const missed = beyond < 0 || (!told && gap !== 0);
    return [{ ...unit, state: reversed || missed ? 'outside' : 'open' }];
  });
}

/** What a simulated effect has, in the direction of the human one, beyond the share of it that it must have. */
function beyondShare({ human }: ContrastDraws, own: Ratio, sign: number): Ratio {
  const { value, draws } = difference(own, {
    value: leastOfEffect * human.value,
    draws: human.draws.map((draw) => leastOfEffect * draw),
  });
  return { value: sign * value, draws: draws.map((draw) => sign * draw) };
}

/** Side of 0 on which an interval lies; 0 where it holds 0 or is missing. */
function sideOf({ low, high }: Estimate): -1 | 0 | 1 {
  if (low === null || high === null) return 0;
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}

/** Shares of units that are not recovered; compared by the counts, which rest on intervals already. */
function baselineSigns(
  prepared: Prepared,
  known: readonly KnownContrast[],
  source: number,
  recovered: number,
): Verdict['baselines'] {
  return prepared.sources.flatMap(({ id, kind }, s) => {
    if (kind !== 'baseline' || s === source) return [];
    const units = signUnits(prepared, known, s);
    const share = units.filter(({ state }) => state === 'within').length / units.length;
    return [{ source: id, error: shareOf(1 - share, prepared), difference: shareOf(share - recovered, prepared) }];
  });
}

function shareOf(value: number, prepared: Prepared): Estimate {
  return estimate({ value, draws: null, n: prepared.n, level: prepared.input.settings.level, reason: 'not-estimable' });
}

function reasonsOf(
  prepared: Prepared,
  source: number,
  known: readonly KnownContrast[],
  units: readonly VerdictUnit[],
  baselines: Verdict['baselines'],
  guess: GuessChance,
): string[] {
  const label = prepared.sources[source]?.label ?? '';
  const shown = known.filter(({ sign }) => sign !== 0).length;
  const count = (state: VerdictUnit['state']) => units.filter((unit) => unit.state === state).length;
  const invented = units.length - shown;
  const first = `The ${formatCount(prepared.n)} evaluation humans show ${formatCount(shown)} ${shown === 1 ? 'effect' : 'effects'}; ${label} recovers the sign of ${formatCount(count('within'))} and leaves ${formatCount(count('open'))} open. It misses or reverses ${formatCount(count('outside') - invented)} and invents ${formatCount(invented)}.`;
  const failed = units.filter(({ state }) => state === 'outside');
  const examples = failed
    .slice(0, 3)
    .map((unit) => `"${unit.label}": ${formatEstimate(unit.error)} standard deviations simulated`)
    .join('; ');
  const guessed = `Guessing ${guess.words} would recover as many in ${formatEstimate(shareOf(guess.probability, prepared), 'percent')} of studies.`;
  const fitted = baselines.filter((entry) => entry.source !== uniformId);
  const best = fitted.reduce<Verdict['baselines'][number] | null>(
    (least, entry) => (least === null || (entry.error.value ?? 1) < (least.error.value ?? 1) ? entry : least),
    null,
  );
  const name = prepared.sources.find(({ id }) => id === best?.source)?.label ?? '';
  const against =
    best === null
      ? 'No baseline was fitted on pilot rows, so whether a simple model would do as well is not known.'
      : `The best baseline, ${name}, recovers ${formatEstimate(shareOf(1 - (best.error.value ?? 1), prepared), 'percent')} of its units, ${label} ${formatEstimate(shareOf(count('within') / units.length, prepared), 'percent')}${(best.difference.value ?? 0) >= 0 ? '; it does at least as well' : ''}.`;
  const counts = [first, ...(examples === '' ? [] : [`Failed: ${examples}.`])];
  // What decides comes first: failures take the support whatever guessing would do.
  const failing = count('outside') / units.length > outsideShare;
  return [...(!failing && guess.probability > mostGuessed ? [guessed, ...counts] : [...counts, guessed]), against];
}

/** The median of what the open units would need for their own intervals to leave 0. */
function neededFor(prepared: Prepared, guess: GuessChance, units: readonly VerdictUnit[]): Verdict['needed'] {
  if (guess.probability > mostGuessed) {
    return {
      text: `More effects that the humans show, in both directions: more items, arms or treatments, or about ${formatCount(perArmForMargin)} evaluation humans per arm for effects of ${effectMargin} standard deviations.`,
      n: null,
      part: 'evaluation',
    };
  }
  const times = units
    .flatMap(({ state, error: { value, low, high } }) =>
      state === 'open' && value !== null && low !== null && high !== null && value !== 0
        ? [((high - low) / 2 / value) ** 2]
        : [],
    )
    .sort((a, b) => a - b);
  const typical = times[Math.floor(times.length / 2)];
  if (typical === undefined || typical <= 1) {
    return {
      text: 'More evaluation humans, so that the simulated effects left open lie on one side of 0.',
      n: null,
      part: 'evaluation',
    };
  }
  const n = roundUp(prepared.n * typical);
  return {
    text: `About ${formatCount(n)} evaluation humans instead of ${formatCount(prepared.n)}, if the simulated effects stay what they are.`,
    n,
    part: 'evaluation',
  };
}
