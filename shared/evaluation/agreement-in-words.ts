import { type AgreementName, agreementNames } from './coefficient-agreement.ts';
import { formatEstimate, formatNumber, formatPercent } from './format-number.ts';
import type { Recovery } from './regression-results.ts';

const words: Readonly<Record<AgreementName, { readonly before: string; readonly unit: 'number' | 'percent' }>> = {
  shareDifferent: { before: 'share significantly different', unit: 'percent' },
  shareFlipped: { before: 'share with the other sign', unit: 'percent' },
  attenuationSlope: { before: 'slope on the human coefficients', unit: 'number' },
  correlation: { before: 'correlation', unit: 'number' },
  rootMeanSquareError: { before: 'root mean square difference, in human standard errors', unit: 'number' },
  intervalOverlap: { before: 'mean overlap of the intervals', unit: 'percent' },
};

/** How the sizes of the coefficients agree, one phrase a number, with intervals where the results have them. */
export function agreementInWords(recovery: Recovery): string[] {
  return agreementNames.map((name) => {
    const { before, unit } = words[name];
    const estimate = recovery.agreement?.[name];
    if (estimate !== undefined) return `${before} ${formatEstimate(estimate, unit)}`;
    const value = recovery[name] ?? null;
    return `${before} ${value === null ? 'not defined' : unit === 'percent' ? formatPercent(value) : formatNumber(value)}`;
  });
}
