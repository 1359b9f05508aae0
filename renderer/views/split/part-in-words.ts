import type { Part } from '../../../shared/domain/split.ts';

const words: Readonly<Record<Part, string>> = {
  'pilot-train': 'Pilot, training',
  'pilot-validation': 'Pilot, validation',
  rectification: 'Rectification',
  evaluation: 'Evaluation',
  reserve: 'Reserve',
};

/** A part of the sample as people read it. */
export function partInWords(part: Part): string {
  return words[part];
}
