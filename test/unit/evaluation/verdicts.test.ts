import { beforeAll, describe, expect, it } from 'vitest';
import { estimateSchema } from '../../../shared/evaluation/estimate-schema.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationInput } from '../../../shared/evaluation/evaluation-input.ts';
import { type EvaluationResults, evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import type { Purpose, Verdict } from '../../../shared/evaluation/verdict-results.ts';
import {
  type KnownStudy,
  type Simulator,
  beliefBlind,
  beliefShares,
  contrary,
  copy,
  groupBlind,
  knownStudy,
  modal,
  useless,
} from '../../support/known-process.ts';
import { found } from '../../support/small-study.ts';
import { aVariable } from '../../support/a-variable.ts';

function judge(study: KnownStudy): EvaluationResults {
  return evaluate(knownStudy({ bootstrap: 100, ...study }));
}

function verdictOf(results: EvaluationResults, purpose: Purpose, source = 'adapted'): Verdict {
  const { verdicts } = found(results.verdicts);
  return found(
    verdicts.find((entry) => entry.purpose === purpose && entry.source === source),
    purpose,
  );
}

/** Knows the process, but answers by lot in two of five cases. */
const vague: Simulator = {
  ...copy,
  beliefs: (person) => beliefShares(person).map((shares) => shares.map((share) => 0.6 * share + 0.08)),
};

/** Moves one answer in twenty of every belief from the lowest option to the highest. */
const tilted: Simulator = {
  ...copy,
  beliefs: (person) =>
    beliefShares(person).map((shares) => shares.map((share, at) => 0.94 * share + (at === 4 ? 0.06 : 0))),
};

/** Columns whose values belong to other people, so that they have to do with nothing. */
function turned(frame: EvaluationInput['frame'], names: readonly string[]): EvaluationInput['frame'] {
  return Object.fromEntries(
    names.map((name, place) => {
      const column = found(frame[name]);
      return [name, column.map((_, row) => found(column[(row + 7 + place) % column.length]))];
    }),
  );
}

const purposes: readonly Purpose[] = [
  'questionnaire-pretest',
  'item-variance',
  'effect-size',
  'effect-sign',
  'subgroup-estimate',
];

function broken(results: EvaluationResults): Purpose[] {
  return purposes.filter((purpose) => !verdictOf(results, purpose).verdict.startsWith('supported'));
}

function findingAbout(results: EvaluationResults, about: string): string[] {
  return results.headline.filter((entry) => entry.about === about).map(({ finding }) => finding);
}

describe('a simulator that', () => {
  const n = 1000;
  let honest: EvaluationResults;
  beforeAll(() => {
    honest = judge({ n, adapted: copy });
  });

  it('copies the process is supported where it beats what the pilot gives for nothing', () => {
    expect(broken(honest)).toEqual([]);
    for (const purpose of ['questionnaire-pretest', 'effect-size', 'subgroup-estimate'] as const) {
      const { verdict, error, margin, baselines } = verdictOf(honest, purpose);
      expect(verdict, purpose).toBe('supported');
      expect(found(error?.high)).toBeLessThan(found(margin));
      for (const { difference } of baselines) expect(found(difference.high)).toBeLessThan(0);
    }
  });

  it('answers modally breaks the variance and nothing else', () => {
    const results = judge({ n, adapted: modal });
    expect(broken(results)).toEqual(['item-variance']);
    const { verdict, units } = verdictOf(results, 'item-variance');
    expect(verdict).toBe('not supported');
    expect(units.filter(({ state }) => state === 'outside').map(({ id }) => id)).toEqual(['b1', 'b2', 'b3']);
    expect(findingAbout(results, 'coherence')).toEqual(['supports']);
  });

  it('ignores beliefs breaks their relation to the action and nothing else', () => {
    const results = judge({ n, adapted: beliefBlind });
    expect(broken(results)).toEqual([]);
    expect(findingAbout(results, 'coherence')).toEqual(['contradicts']);
    expect(findingAbout(honest, 'coherence')).toEqual(['supports']);
    const inference = verdictOf(results, 'coefficient-inference');
    expect(inference.reasons.join(' ')).toMatch(
      /belief-action gap differs from that of the humans by 0\.\d+ \[0\.0[5-9]\d|\[0\.[1-9]/,
    );
  });

  it('ignores subgroups breaks their estimates and nothing else', () => {
    const results = judge({ n, adapted: groupBlind });
    expect(broken(results)).toEqual(['subgroup-estimate']);
    expect(verdictOf(results, 'subgroup-estimate').verdict).toBe('not supported');
    expect(findingAbout(results, 'coherence')).toEqual(['supports']);
    // It fits both groups alike, badly: evenness alone supports nothing.
    expect(findingAbout(results, 'subgroups')).toEqual(['contradicts']);
    expect(findingAbout(honest, 'subgroups')).toEqual(['supports']);
  });

  it('has effects of the wrong sign breaks what rests on effects', () => {
    const results = judge({ n: 300, adapted: contrary });
    for (const purpose of ['effect-size', 'effect-sign'] as const) {
      expect(verdictOf(results, purpose).verdict).toBe('not supported');
    }
    const { units, reasons } = verdictOf(results, 'effect-sign');
    expect(units.filter(({ state }) => state === 'outside').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['x=1:b1', 'x=1:b3']),
    );
    expect(reasons.join(' ')).toMatch(/misses or reverses [2-9]/);
  });

  it('knows nothing is supported for nothing', () => {
    const results = judge({ n: 300, adapted: useless });
    expect(broken(results)).toEqual(purposes);
    for (const purpose of purposes) expect(verdictOf(results, purpose).verdict).toBe('not supported');
  });
});

describe('the verdict on signs', () => {
  /** Always the same answers, but `size` of them move up by each treatment. */
  const constantTilt = (size: number): Simulator => ({
    ...copy,
    beliefs: ({ x, y }) => [0, 1, 2].map(() => [0.5 - size * (x + y), 0.1, 0.1, 0.1, 0.2 + size * (x + y)]),
    yes: ({ x, y }) => 0.3 + size * (x + y),
  });

  it('does not take a tilt of every answer by next to nothing for effects', () => {
    for (const seed of [1, 2, 3]) {
      const { verdict, units } = verdictOf(judge({ n: 300, adapted: constantTilt(0.002), seed }), 'effect-sign');
      expect(verdict).toBe('not supported');
      // Each lies above 0 by its own interval.
      expect(units.every(({ error }) => found(error.low) > 0)).toBe(true);
      expect(units.some(({ state }) => state === 'within')).toBe(false);
    }
  });

  it('does not take one direction for everything for knowledge, though it recovers five of six effects', () => {
    const results = judge({ n: 300, adapted: constantTilt(0.2), seed: 2 });
    const { verdict, units, reasons } = verdictOf(results, 'effect-sign');
    expect(units.filter(({ state }) => state === 'within')).toHaveLength(5);
    expect(verdict).toBe('cannot say');
    expect(reasons[0]).toMatch(/^Guessing one direction for everything would recover as many in 50\.0.% of studies/);
  });
});

describe('a verdict', () => {
  it('cannot be full support when a baseline does as well', () => {
    const results = judge({ n: 400, pilot: 3000, adapted: copy });
    for (const purpose of purposes) {
      const { verdict, reasons, baselines } = verdictOf(results, purpose);
      expect(verdict, purpose).toBe('supported with limits');
      expect(reasons.join(' '), purpose).toMatch(/cannot be shown to do better than|at least as well/);
      expect(baselines).toHaveLength(5);
    }
  });

  it('is that a baseline is better where one is shown to come closer, though the error is inside the margin', () => {
    const results = judge({ n: 500, pilot: 2000, adapted: tilted });
    const { verdict, reasons, error, margin, baselines } = verdictOf(results, 'questionnaire-pretest');
    expect(found(error?.high)).toBeLessThan(found(margin));
    expect(baselines.some(({ difference }) => found(difference.low) > 0)).toBe(true);
    expect(verdict).toBe('baseline is better');
    expect(reasons.at(-1)).toMatch(/is shown to stay behind the best baseline/);
  });

  it('cannot be given on effects and subgroups that the humans do not show: simulating none would be as close', () => {
    for (const seed of [1, 2]) {
      const input = knownStudy({ n: 1000, adapted: copy, bootstrap: 100, seed });
      const results = evaluate({ ...input, frame: { ...input.frame, ...turned(input.frame, ['x', 'y', 'g']) } });
      for (const purpose of ['effect-size', 'subgroup-estimate'] as const) {
        const { verdict, reasons, error, margin } = verdictOf(results, purpose);
        expect(found(error?.high)).toBeLessThan(found(margin));
        expect(verdict, purpose).toBe('cannot say');
        expect(reasons[0]).toMatch(/^The same answers without any (effects|differences between subgroups) do as well/);
      }
    }
  });

  it('on variance is limited where it is wrong within subgroups, though right over everybody', () => {
    const variance = (adapted: Simulator) =>
      verdictOf(judge({ n: 600, pilot: 12, adapted, seed: 2, regressions: [] }), 'item-variance');
    const [honest, blind] = [variance(copy), variance(groupBlind)];
    expect([honest.verdict, blind.verdict]).toEqual(['supported', 'supported with limits']);
    for (const { error, margin } of [honest, blind]) expect(found(error?.high)).toBeLessThan(found(margin));
    expect(blind.reasons.at(-1)).toMatch(
      /^Within subgroups, the factor .* is typically 1\.[1-9].*; [1-4] of 4 such factors lie outside the margin\.$/,
    );
  });

  it('cannot be full support without a baseline to compare with', () => {
    const results = judge({ n: 300, pilot: 0, adapted: copy });
    const { verdict, reasons, needed } = verdictOf(results, 'questionnaire-pretest');
    expect(verdict).toBe('supported with limits');
    expect(reasons.join(' ')).toMatch(/No baseline was fitted/);
    expect(needed).toMatchObject({ part: 'pilot' });
  });

  it('cannot be given with too few people, and says how many would do', () => {
    const results = judge({ n: 60, adapted: copy });
    const variance = verdictOf(results, 'item-variance');
    expect(variance.verdict).toBe('cannot say');
    expect(found(variance.error?.low)).toBeLessThan(found(variance.margin));
    expect(found(variance.error?.high)).toBeGreaterThan(found(variance.margin));
    expect(found(variance.needed?.n)).toBeGreaterThan(60);
    expect(variance.needed?.text).toContain('evaluation humans instead of 60');
  });

  it('needs arms, subgroups and effects to speak about', () => {
    const input = knownStudy({ n: 100, adapted: copy, bootstrap: 100 });
    const { variables } = input.codebook;
    const persona = variables.map((variable) =>
      variable.role === 'treatment' ? { ...variable, role: 'persona' as const } : variable,
    );
    const plain: EvaluationInput = {
      ...input,
      codebook: { variables: persona },
      settings: { ...input.settings, subgroups: [] },
    };
    const results = evaluate(plain);
    for (const purpose of ['effect-size', 'effect-sign', 'subgroup-estimate'] as const) {
      expect(verdictOf(results, purpose)).toMatchObject({ verdict: 'cannot say', units: [], error: null });
      expect(verdictOf(results, purpose).needed?.text.length).toBeGreaterThan(20);
    }
  });

  it('on few effects is not given, since guessing would recover them', () => {
    const input = knownStudy({ n: 400, adapted: copy, bootstrap: 100 });
    const items = input.items.slice(0, 1);
    const one = (source: (typeof input.sources)[number]) => ({
      ...source,
      probabilities: source.probabilities.slice(0, 1),
      outside: source.outside.slice(0, 1),
      draws: source.draws.map((columns) => columns.slice(0, 1)),
    });
    const pilot = found(input.pilot);
    const results = evaluate({
      ...input,
      items,
      sources: input.sources.map(one),
      pilot: { ...pilot, answers: pilot.answers.slice(0, 1) },
      rule: null,
    });
    const { verdict, reasons } = verdictOf(results, 'effect-sign');
    expect(verdict).toBe('cannot say');
    expect(reasons.join(' ')).toMatch(/would recover as many in 50\.0.% of studies.*show 1 effect; /);
  });

  it('is given for the adapted model and, for comparison, for the untuned one', () => {
    const input = knownStudy({ n: 120, adapted: copy, bootstrap: 100 });
    const [adapted] = input.sources;
    const base = { ...found(adapted), id: 'base', kind: 'base' as const, label: 'Base' };
    const results = evaluate({ ...input, sources: [base, found(adapted)] });
    expect(found(results.verdicts).verdicts.map(({ source }) => source)).toEqual([
      ...Array.from({ length: 6 }, () => 'adapted'),
      ...Array.from({ length: 6 }, () => 'base'),
    ]);
  });

  it('is support only where the interval of the error lies inside the margin', () => {
    for (const adapted of [copy, modal, contrary]) {
      for (const { purpose, verdict, error, margin } of found(judge({ n: 150, adapted }).verdicts).verdicts) {
        if (margin === null || error === null) continue;
        const inside = found(error.high) <= margin;
        if (verdict.startsWith('supported')) expect(inside).toBe(true);
        const compared = purpose === 'effect-size' || purpose === 'subgroup-estimate';
        if (verdict === 'cannot say' && !compared) expect(inside).toBe(false);
      }
    }
  });

  it('fits the schema, gives every error an interval or a reason, and prints its rule', () => {
    const results = judge({ n: 120, adapted: modal, rectification: 60 });
    const copied: unknown = JSON.parse(JSON.stringify(results));
    expect(evaluationResultsSchema.parse(copied)).toEqual(results);
    for (const { rule, reasons, units, error, uses, purpose } of found(results.verdicts).verdicts) {
      expect(rule).toMatch(/Unit: /);
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.join(' ')).not.toMatch(/NaN|undefined|null/);
      for (const use of uses) expect(Object.keys(results)).toContain(use);
      expect(Object.keys(results.definitions)).toContain(`verdict-${purpose}`);
      for (const entry of [error, ...units.map((unit) => unit.error)]) {
        if (entry === null) continue;
        const { value, low, high, reason } = estimateSchema.parse(entry);
        expect(value === null || low === null || high === null ? reason !== null : low <= value && value <= high).toBe(
          true,
        );
      }
    }
  });
});

describe('the verdict on inference', () => {
  const regressions = [{ name: 'First belief', model: 'ols', formula: 'b1 ~ x + y', covariance: 'HC1' }] as const;
  const inference = (study: Omit<KnownStudy, 'regressions'>) =>
    verdictOf(judge({ ...study, regressions }), 'coefficient-inference');

  it('is "not supported" without rectified estimates, even for a copy of the process', () => {
    const verdict = inference({ n: 200, adapted: copy });
    expect(verdict).toMatchObject({ verdict: 'not supported', needed: { part: 'rectification', n: 30 } });
    expect(verdict.reasons.join(' ')).toMatch(/no rectified estimates.*F1/s);
  });

  it('cannot be given with too few rectification humans, and says how many would do', () => {
    const verdict = inference({ n: 200, adapted: copy, rectification: 20 });
    expect(verdict).toMatchObject({ verdict: 'cannot say', needed: { part: 'rectification', n: 30 } });
  });

  it('supports rectified estimates that are shorter than with a simple predictor, and only them', () => {
    const verdict = inference({ n: 600, adapted: copy, rectification: 300, pilot: 12 });
    expect(verdict.verdict).toBe('supported');
    expect(verdict.reasons[0]).toMatch(/about the rectified estimates only/);
    expect(verdict.units.every(({ state }) => state === 'within')).toBe(true);
  });

  it('has limits when the regularised logit shortens intervals as much', () => {
    const verdict = inference({ n: 400, adapted: copy, rectification: 200, pilot: 400 });
    expect(verdict.verdict).toBe('supported with limits');
    expect(verdict.reasons.join(' ')).toMatch(/regularised logit.*as well as far as can be told/);
  });

  it('is "not supported" when the twins are worth nothing, and recommends the human-only estimates', () => {
    for (const seed of [1, 2, 3]) {
      const { verdict, reasons } = inference({ n: 300, adapted: useless, rectification: 150, seed });
      expect(verdict).toBe('not supported');
      expect(reasons[0]).toMatch(/1\.00 \[.* use the estimates from the rectification humans alone/);
    }
  });

  it('cannot be given while the gain may or may not be worth the trouble, and says how many people would do', () => {
    const { verdict, reasons, needed } = inference({ n: 60, adapted: vague, rectification: 40, seed: 2 });
    expect(verdict).toBe('cannot say');
    expect(reasons[0]).toMatch(/and so worth the trouble, cannot be told/);
    expect(needed?.part).toBe('rectification');
    expect(found(needed?.n)).toBeGreaterThan(40);
  });

  it('has limits when a regression could not be rectified, and names it', () => {
    const input = knownStudy({ n: 400, adapted: copy, rectification: 200, pilot: 12, regressions, bootstrap: 100 });
    const poisson = { ...regressions[0], name: 'Third belief', model: 'poisson', formula: 'b3 ~ x' } as const;
    const alone = verdictOf(evaluate(input), 'coefficient-inference');
    const both = verdictOf(evaluate({ ...input, regressions: [...regressions, poisson] }), 'coefficient-inference');
    expect([alone.verdict, both.verdict]).toEqual(['supported', 'supported with limits']);
    expect(both.reasons.join(' ')).toMatch(/The regression "Third belief" could not be rectified: /);
  });

  it('is "not supported" when the two parts are no samples of one population', () => {
    const input = knownStudy({ n: 300, adapted: copy, rectification: 150, regressions, bootstrap: 100 });
    const rows = found(input.rectification);
    const [first, ...rest] = rows.answers;
    // The rectification humans answer the first belief as if x had no effect.
    const others = {
      ...rows,
      answers: [found(first).map((answer, row) => found(first)[(row * 7) % rows.n] ?? answer), ...rest],
    };
    const verdict = verdictOf(evaluate({ ...input, rectification: others }), 'coefficient-inference');
    expect(verdict.verdict).toBe('not supported');
    expect(verdict.reasons.join(' ')).toMatch(
      /differ significantly from those of the evaluation humans, most clearly "First belief: x"/,
    );
  });

  it('is about the rectified estimates with weights too, and gives the reason where nothing could be rectified', () => {
    const input = knownStudy({ n: 120, adapted: copy, rectification: 60, bootstrap: 100 });
    const rows = found(input.rectification);
    const weight = (n: number) => Array.from({ length: n }, (_, row) => 1 + (row % 2));
    const weighted = {
      ...input,
      pilot: null,
      codebook: { variables: [...input.codebook.variables, aVariable('w', { role: 'weight' })] },
      frame: { ...input.frame, w: weight(input.n) },
      rectification: { ...rows, frame: { ...rows.frame, w: weight(rows.n) } },
    };
    expect(verdictOf(evaluate(weighted), 'coefficient-inference').verdict).toBe('supported with limits');
    const alone = evaluate({ ...weighted, rectification: { ...weighted.rectification, sources: [] } });
    const verdict = verdictOf(alone, 'coefficient-inference');
    expect(verdict.verdict).toBe('not supported');
    expect(verdict.reasons[0]).toBe(found(alone.rectification?.failure).text);
  });
});
