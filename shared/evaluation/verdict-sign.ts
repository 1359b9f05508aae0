import { type ContrastDraws, adjustedPValues, standardisedDifference } from './effects.ts';
import { type Estimate, alphaOf, estimate } from './estimate.ts';
import { formatCount, formatEstimate } from './format-number.ts';
import type { Prepared } from './prepare.ts';
import type { Ratio } from './row-sums.ts';
import { ratioEstimate } from './typical-error.ts';
import { uniformId, roundUp } from './verdict-by-error.ts';
import { contrastId, effectsNeeded, perArmForMargin, usableContrast, withoutTreatment } from './verdict-criteria.ts';
import type { Verdict, VerdictUnit, VerdictValue } from './verdict-results.ts';
import { effectMargin, leastEffects, outsideShare, verdictRules } from './verdict-rules.ts';

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
  const verdict: VerdictValue =
    outside / units.length > outsideShare
      ? 'not supported'
      : shown < leastEffects || recovered / units.length < 1 - outsideShare
        ? 'cannot say'
        : recovered === units.length && better
          ? 'supported'
          : 'supported with limits';
  return {
    ...common,
    uses: ['effects'],
    verdict,
    reasons: reasonsOf(prepared, source, known, units, baselines),
    needed: verdict === 'cannot say' ? neededFor(prepared, shown, units) : null,
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
    if (sign > 0 ? low > 0 : high < 0) return [{ ...unit, state: 'within' }];
    const gap = ratioEstimate(standardisedDifference(contrast, source), unit.n, level);
    const reversed = sign > 0 ? high < 0 : low > 0;
    const missed = gap.low !== null && gap.high !== null && (gap.low > 0 || gap.high < 0);
    return [{ ...unit, state: reversed || missed ? 'outside' : 'open' }];
  });
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
  const few =
    shown < leastEffects
      ? [
          `Guessing would recover all of so few effects by chance in ${formatEstimate(shareOf(0.5 ** shown, prepared), 'percent')} of studies.`,
        ]
      : [];
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
  return [first, ...(examples === '' ? [] : [`Failed: ${examples}.`]), ...few, against];
}

/** The median of what the open units would need for their own intervals to leave 0. */
function neededFor(prepared: Prepared, shown: number, units: readonly VerdictUnit[]): Verdict['needed'] {
  if (shown < leastEffects) {
    return {
      text: `At least ${leastEffects} effects that the humans show: more items or arms, or about ${formatCount(perArmForMargin)} evaluation humans per arm for effects of ${effectMargin} standard deviations.`,
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
