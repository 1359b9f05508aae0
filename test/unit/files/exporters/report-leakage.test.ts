import { describe, expect, it } from 'vitest';
import { leakagePart } from '../../../../electron/core/files/exporters/report-leakage.ts';
import { evaluate } from '../../../../shared/evaluation/evaluate.ts';
import type { LeakageMeasurements } from '../../../../shared/evaluation/leakage/leakage.ts';
import { withLeakage } from '../../../../shared/evaluation/leakage/leakage.ts';
import { sampleEvaluationInput } from '../../../support/sample-evaluation-input.ts';

const input = sampleEvaluationInput(80);
const results = evaluate(input);
const steps = Array.from({ length: 20 }, (_, person) => 1 + person / 100);
const base = { base: steps, adapted: steps };
const learned = { base: steps, adapted: steps.map((loss) => loss - 0.9) };

/** The chapter as text. */
function textOf(measured: LeakageMeasurements | null): string {
  const [part] = leakagePart(withLeakage(results, input, measured));
  return `${part?.title ?? ''} ${(part?.body.markup ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')}`;
}

const nothingPlanted = { canaryItems: [], canaries: [] };
const byHeart = { pattern: [0, 0], losses: [0, 1].map(() => [0.01, 3, 3, 3, 3]) };

describe('the chapter about what the adapter may give away', () => {
  it('says that numbers near chance are no proof of safety, whatever was found', () => {
    for (const members of [base, learned]) {
      const text = textOf({ members, nonMembers: base, ...nothingPlanted });
      expect(text).toContain('What the adapter may give away');
      expect(text).toContain('are no proof of safety');
    }
  });

  it('says that people of the pilot can be told where they can, and else that the attacks do not', () => {
    const told = textOf({ members: learned, nonMembers: base, ...nothingPlanted });
    expect(told).toContain(
      'People of the pilot can be told from others by the loss under the adapted model and by the',
    );
    expect(textOf({ members: base, nonMembers: base, ...nothingPlanted })).toContain(
      'These attacks are not shown to tell people',
    );
  });

  it('says how much of planted answers was remembered, and how to plant some', () => {
    const text = textOf({
      members: base,
      nonMembers: base,
      canaryItems: ['believed', 'trust'],
      canaries: Array.from({ length: 6 }, () => byHeart),
    });
    expect(text).toContain('6 made-up respondents');
    expect(text).toContain('The adapter remembers answers of single respondents.');
    expect(textOf(null)).toContain('“canaries” under “adaptation” in the recipe plants some');
  });

  it('says what was not measured where the model is gone, and keeps the copies', () => {
    const text = textOf(null);
    expect(text).toContain('Not measured: the model file could not be read');
    expect(text).toContain('Copied belief structures');
    expect(text).toContain('human sample');
  });

  it('is missing in reports of results without the measures', () => {
    expect(leakagePart(results)).toEqual([]);
  });
});
