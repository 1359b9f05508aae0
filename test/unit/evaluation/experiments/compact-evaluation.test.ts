import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../shared/evaluation/evaluate.ts';
import type { EvaluationInput } from '../../../../shared/evaluation/evaluation-input.ts';
import { compactSteps } from '../../../../shared/evaluation/experiments/compact-evaluation.ts';
import type { DrawnResults } from '../../../../shared/evaluation/experiments/experiment-results.ts';
import { drawnResultsSchema } from '../../../../shared/evaluation/experiments/experiment-results.ts';
import { sampleEvaluationInput } from '../../../support/sample-evaluation-input.ts';
import { bySource, found } from '../../../support/small-study.ts';

function compact(input: EvaluationInput): DrawnResults {
  const steps = compactSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

describe('the few measures of a cell', () => {
  const input = sampleEvaluationInput(120, 100, 60);
  const whole = evaluate(input);
  const small = compact(input);

  test('are those of the whole evaluation, intervals included', () => {
    expect(drawnResultsSchema.parse(small)).toEqual(small);
    expect(small.sources.map(({ source }) => source)).toEqual(whole.sources.map(({ id }) => id));
    const everybody = found(whole.divergence.summary.find(({ group }) => group === null));
    expect(small.ceiling).toEqual(everybody.ceiling);
    for (const row of small.sources) {
      expect(row.negativeLogLikelihood).toEqual(bySource(whole.likelihood.overall, row.source).negativeLogLikelihood);
      // Sums over subgroups come in another order than without them.
      const { excess } = bySource(everybody.sources, row.source).jensenShannon;
      for (const key of ['value', 'low', 'high'] as const)
        expect(row.distance[key]).toBeCloseTo(found(excess[key]), 12);
      expect(row.gap).toEqual(bySource(found(whole.coherence).sources, row.source).gap);
      expect(row.f1).toEqual(bySource(found(whole.regressions).overall, row.source).recovery.f1);
    }
  });

  test('have the structures of the whole evaluation, as a ratio and as a distance', () => {
    const structures = found(whole.heterogeneity.structures);
    const joint = found(whole.divergence.joint);
    for (const row of small.sources) {
      const { uniqueRatio, distance } = found(row.structures);
      const own = bySource(structures.sources, row.source);
      expect(uniqueRatio.value).toBeCloseTo(
        (own.uniqueShare.value ?? Number.NaN) / (structures.human.uniqueShare.value ?? Number.NaN),
        12,
      );
      expect(found(uniqueRatio.low)).toBeLessThan(found(uniqueRatio.value));
      expect(distance).toEqual(bySource(joint.sources, row.source).half.excess);
    }
  });

  test('have the farthest of the subgroups that may be shown, and the largest gap between them', () => {
    const hidden = 'Overseas territories';
    const labels = whole.sample.subgroups.flatMap(({ groups }) => groups.filter(({ n }) => n < 10));
    expect(labels.map(({ label }) => label)).toContain(hidden);
    for (const row of small.sources) {
      const { worst, worstGroup, gap } = found(row.subgroups);
      expect(worstGroup).not.toContain(hidden);
      expect(worst.n).toBeGreaterThanOrEqual(10);
      const shown = whole.subgroupAlignment.variables.flatMap(({ sources }) =>
        bySource(sources, row.source).groups.filter(({ debiased }) => debiased.n >= 10),
      );
      expect(shown.map(({ debiased }) => debiased.value)).toContain(worst.value);
      expect(found(gap.value)).toBeGreaterThanOrEqual(0);
      expect(found(gap.low)).toBeLessThanOrEqual(found(gap.value));
    }
    expect(small.draws.worst?.value).toBe(found(small.sources[0]?.subgroups).worst.value);
    expect(small.draws.subgroupGap?.draws.length).toBe(100);
  });

  test('have the squared correlations of the plan of humans', () => {
    const [first] = found(input.rectification).sources;
    const base = compact({ ...input, rectification: { ...found(input.rectification), sources: [found(first)] } });
    const planned = found(whole.allocation).kinds;
    expect(base.rhoSquared.map(({ kind }) => kind)).toEqual(expect.arrayContaining(planned.map(({ kind }) => kind)));
  });

  test('have no subgroups where the study has none', () => {
    const bare = compact({ ...input, rectification: null, settings: { ...input.settings, subgroups: [] } });
    for (const { subgroups } of bare.sources) expect(subgroups).toBeNull();
    expect(bare.draws.worst).toBeNull();
  });

  test('have no gap and no F1 without a rule and without regressions', () => {
    const bare = compact({ ...input, rule: null, regressions: [], rectification: null });
    expect(bare.humanGap).toBeNull();
    expect(bare.rhoSquared).toEqual([]);
    for (const { gap, gapDifference, f1 } of bare.sources) expect([gap, gapDifference, f1]).toEqual([null, null, null]);
  });
});
