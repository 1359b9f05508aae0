import { beforeAll, describe, expect, it } from 'vitest';
import { alphaOf } from '../../../shared/evaluation/estimate.ts';
import { estimateSchema } from '../../../shared/evaluation/estimate-schema.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { agreementWithin } from '../../../shared/evaluation/headline-sentence.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import type { EvaluationResults, HeadlineSentence } from '../../../shared/evaluation/results.ts';
import {
  type KnownStudy,
  type Simulator,
  beliefShares,
  copy,
  groupBlind,
  knownStudy,
  modal,
  useless,
} from '../../support/known-process.ts';
import { found } from '../../support/small-study.ts';

function judge(study: KnownStudy): EvaluationResults {
  return evaluate(knownStudy({ bootstrap: 100, ...study }));
}

function about(results: EvaluationResults, id: string): HeadlineSentence {
  return found(
    results.headline.find((entry) => entry.id === `${id}:adapted`),
    id,
  );
}

const between = (low: number | null, high: number | null) =>
  estimateSchema.parse({ value: 0, low, high, level: 0.95, n: 50, reason: low === null ? 'not-resampled' : null });

describe('agreement', () => {
  it('needs the whole interval inside the margin', () => {
    expect(agreementWithin(between(-0.04, 0.09), 0.1)).toBe('supports');
    expect(agreementWithin(between(0.01, 0.09), 0.1)).toBe('supports');
    expect(agreementWithin(between(-0.3, 0.2), 0.1)).toBe('open');
    expect(agreementWithin(between(0.05, 0.2), 0.1)).toBe('contradicts');
    expect(agreementWithin(between(null, null), 0.1)).toBe('open');
  });

  it('is open for a copy of the process with too few people to tell', () => {
    const few = judge({ n: 40, adapted: copy });
    expect(about(few, 'coherence').finding).toBe('open');
    expect(about(few, 'subgroups-g').finding).toBe('open');
  });
});

describe('the headline on subgroups', () => {
  it('never speaks for a simulator that ignores them, however even its misfit is', () => {
    for (const seed of [1, 2]) {
      const { finding, text } = about(judge({ n: 400, adapted: groupBlind, seed }), 'subgroups-g');
      expect(finding).toBe('contradicts');
      expect(text).toMatch(
        /In 0 of 2 groups of at least 30 humans its means lie within 0\.2 standard .* in 2 outside\.$/,
      );
    }
  });
});

describe('the headline on belief structures', () => {
  it('holds what the twins cover of the human structures against what other humans cover', () => {
    const { text } = about(judge({ n: 200, adapted: copy }), 'structures');
    expect(text).toMatch(/\(difference \S+ \[\S+ \S+\]; alike means within ±\d+\.\d\)/);
    expect(text).toMatch(/twins of the other half show [\d.]+\s% \[.*\], the other half itself [\d.]+\s% \[.*\]\.$/);
  });
});

describe('the headline on the belief-action gap', () => {
  /** Humans who follow the rule with a probability of their own, and twins whose action has nothing to do with beliefs. */
  const blindTo = (follow: number): EvaluationResults => {
    const input = knownStudy({
      n: 2500,
      pilot: 0,
      adapted: { ...copy, yes: () => 0.5 },
      regressions: [],
      bootstrap: 100,
    });
    const random = createRandom(3, 'actions');
    const [b1, b2] = input.items;
    const acts = Int16Array.from({ length: input.n }, (_, row) => {
      const ahead = Math.sign((b2?.human[row] ?? 0) - (b1?.human[row] ?? 0));
      return random.next() < 0.5 + ahead * (follow - 0.5) ? 1 : 0;
    });
    return evaluate({ ...input, items: [...input.items.slice(0, 3), { ...found(input.items[3]), human: acts }] });
  };
  const coherenceOf = (results: EvaluationResults) => {
    const { human, sources } = found(results.coherence);
    return { human, own: found(sources.find(({ source }) => source === 'adapted')) };
  };

  it('never speaks for twins that ignore beliefs, though their gap is nearly that of humans who hardly follow the rule', () => {
    const results = blindTo(0.57);
    const { human, own } = coherenceOf(results);
    expect(agreementWithin(own.difference, 0.1)).toBe('supports');
    expect(human.advantage?.value).toBeCloseTo(0.07, 1);
    expect(own.advantage?.low).toBeLessThan(0);
    expect(about(results, 'coherence').finding).toBe('contradicts');
  });

  it('is open where the humans follow the rule no more often than chance', () => {
    const results = blindTo(0.47);
    expect(agreementWithin(coherenceOf(results).own.difference, 0.1)).toBe('supports');
    const { finding, text } = about(results, 'coherence');
    expect(finding).toBe('open');
    expect(text).toMatch(/not shown to follow the rule more often than that, so it says nothing here\.$/);
  });

  it('takes as chance what the shares of expected and chosen actions leave', () => {
    const results = judge({ n: 300, adapted: copy, pilot: 0 });
    const { human } = coherenceOf(results);
    // Both sides of the rule are equally frequent in the process, and so are both actions.
    expect(found(human.chance?.value)).toBeCloseTo(0.5, 1);
    expect(found(human.advantage?.value)).toBeCloseTo(found(human.chance?.value) - found(human.gap.value), 12);
  });
});

describe('the headline on regressions', () => {
  const linear = (outcome: string, formula: string) =>
    ({ name: outcome, model: 'ols', formula: `${outcome} ~ ${formula}`, covariance: 'HC1' }) as const;

  it('never speaks for a model that recovers the only coefficient there is, least of all where its size is wrong', () => {
    const weak: Simulator = {
      ...copy,
      beliefs: (person) => beliefShares(person).map((shares) => shares.map((share) => 0.3 * share + 0.14)),
    };
    for (const adapted of [copy, weak]) {
      const results = judge({ n: 600, adapted, regressions: [linear('b1', 'x')] });
      const { truePositives, falsePositives, falseNegatives, flipped } = found(
        results.regressions?.overall.find(({ source }) => source === 'adapted'),
      ).recovery;
      expect([truePositives, falsePositives, falseNegatives, flipped]).toEqual([1, 0, 0, 0]);
      const { finding, text } = about(results, 'regressions');
      expect(finding).toBe(adapted === copy ? 'open' : 'contradicts');
      expect(text).toMatch(/Only 1 is significant among the humans; fewer than 5 say nothing/);
      expect(text).not.toContain('on average');
    }
  });

  it('speaks for a copy of the process with enough people and coefficients to show it', () => {
    const regressions = [linear('b1', 'x + g'), linear('b2', 'y + g'), linear('b3', 'x + y')];
    const { finding, text } = about(judge({ n: 1500, pilot: 0, adapted: copy, regressions }), 'regressions');
    expect(text).toMatch(
      /^Over 6 coefficients, .* 6 are shown to be the same within the margin of equivalence, 0 to differ/,
    );
    expect(finding).toBe('supports');
  });
});

describe('the headline on baselines', () => {
  let beaten: EvaluationResults;
  beforeAll(() => {
    beaten = judge({ n: 150, adapted: useless });
  });

  it('comes first and says that a baseline wins, in what, and which', () => {
    expect(beaten.headline[0]?.id).toBe('baselines:adapted');
    const { finding, text } = about(beaten, 'baselines');
    expect(finding).toBe('contradicts');
    expect(text).toMatch(/^A baseline does better in [3-5] of 5 comparisons: .* in .*likelihood/);
  });

  it('agrees with the sentences on the single measures', () => {
    expect(about(beaten, 'likelihood-against-baselines').finding).toBe('contradicts');
    const modalOne = judge({ n: 200, adapted: modal, pilot: 2000 });
    expect(about(modalOne, 'baselines').text).toContain('item variance');
  });

  it('says so when the model is ahead everywhere, and when nobody can tell', () => {
    const ahead = about(judge({ n: 500, adapted: copy, pilot: 12 }), 'baselines');
    expect(ahead.text).toMatch(
      /^No baseline does better than Source adapted: of 5 comparisons it is ahead of every baseline in [3-5] /,
    );
    const even = about(judge({ n: 200, adapted: copy, pilot: 2000 }), 'baselines');
    expect(even.finding).not.toBe('supports');
  });

  it('is left out without baselines', () => {
    const alone = evaluate({ ...knownStudy({ n: 100, adapted: copy, bootstrap: 100 }), pilot: null });
    const ids = alone.headline.map(({ id }) => id);
    // The uniform source needs no pilot and is a baseline too.
    expect(ids.includes('baselines:adapted')).toBe(alone.sources.some(({ kind }) => kind === 'baseline'));
  });
});

describe('the significance level', () => {
  it('is the complement of the level without its rounding error', () => {
    expect([0.95, 0.9, 0.99, 0.8].map(alphaOf)).toEqual([0.05, 0.1, 0.01, 0.2]);
    const { settings, regressions } = judge({ n: 60, adapted: copy });
    expect([settings.alpha, regressions?.alpha]).toEqual([0.05, 0.05]);
  });
});
