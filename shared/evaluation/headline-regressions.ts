import { formatCount, formatEstimate, formatNumber } from './format-number.ts';
import { type Finding, type Results, sentence } from './headline-sentence.ts';
import type { Recovery } from './regression-results.ts';
import type { HeadlineSentence, SourceSummary } from './results.ts';
import { leastCoefficients, outsideShare, recoveryMargin } from './verdict-rules.ts';

/**
 * Signs and sizes of the coefficients of all regressions. It speaks for a source only where there was something to recover
 * and it is shown to be recovered: enough significant human coefficients, the whole interval of F1 above a bound, no
 * difference shown, and four coefficients in five shown to be equivalent.
 */
export function regressionSentences(results: Results, subject: SourceSummary): HeadlineSentence[] {
  const own = results.regressions?.overall.find((entry) => entry.source === subject.id)?.recovery;
  if (own === undefined || own.coefficients === 0) return [];
  const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped, f1, falsePositiveRate } = own;
  const coefficients = `${formatCount(own.coefficients)} ${own.coefficients === 1 ? 'coefficient' : 'coefficients'}`;
  const signs = `Over ${coefficients}, the significant signs found with ${subject.label} match those of the humans with F1 ${formatEstimate(f1)} (TP ${truePositives}, FP ${falsePositives}, FN ${falseNegatives}, TN ${trueNegatives}, flipped ${flipped}; false-positive rate ${formatEstimate(falsePositiveRate)}).`;
  return [
    sentence(
      subject,
      'regressions',
      'regressions',
      findingOf(own),
      [signs, ...sizes(own), ...few(significantOf(own))].join(' '),
    ),
  ];
}

function findingOf(recovery: Recovery): Finding {
  const { coefficients, flipped, f1, equivalence } = recovery;
  const different = equivalence?.different ?? 0;
  if (flipped > 0 || different / coefficients > outsideShare) return 'contradicts';
  const enough = significantOf(recovery) >= leastCoefficients;
  const signs = f1.low !== null && f1.low >= recoveryMargin;
  const alike = different === 0 && (equivalence?.equivalent ?? 0) / coefficients >= 1 - outsideShare;
  return enough && signs && alike ? 'supports' : 'open';
}

/** Coefficients that are significant among the humans. */
function significantOf({ truePositives, falseNegatives, flipped }: Recovery): number {
  return truePositives + falseNegatives + flipped;
}

function sizes({ equivalence, attenuationSlope, agreement }: Recovery): string[] {
  const tests =
    equivalence === undefined
      ? []
      : [
          `By their sizes ${formatCount(equivalence.equivalent)} are shown to be the same within the margin of equivalence, ${formatCount(equivalence.different)} to differ, and ${formatCount(equivalence.open)} are open.`,
        ];
  const slope =
    attenuationSlope === null
      ? []
      : [
          `A line through the origin, in human standard errors, puts them at ${agreement === undefined ? formatNumber(attenuationSlope) : formatEstimate(agreement.attenuationSlope)} times the human ones.`,
        ];
  return [...tests, ...slope];
}

function few(significant: number): string[] {
  if (significant >= leastCoefficients) return [];
  const words = significant === 1 ? '1 is' : `${formatCount(significant)} are`;
  return [
    `Only ${words} significant among the humans; fewer than ${formatCount(leastCoefficients)} say nothing for a model.`,
  ];
}
