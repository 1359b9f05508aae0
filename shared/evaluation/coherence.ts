import type { CellValue } from '../domain/codebook.ts';
import { PilotlightError } from '../errors.ts';
import { estimate, medianEstimate } from './estimate.ts';
import type { EvaluationRule } from './evaluation-input.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { CoherenceBlock } from './results.ts';
import type { Ratio } from './row-sums.ts';
import { type Accumulate, type UnitSums, createUnitSums } from './unit-sums.ts';

/** What the rule says of one row. */
const verdicts = ['followed', 'deviated', 'tie', 'undefined', 'missing'] as const;
const followed = 0;
const deviated = 1;
const tie = 2;
const notDefined = 3;
const missing = 4;

/** Verdict codes per row: humans, and per source and seed the twins of humans whose action is known. */
export interface RuleVerdicts {
  readonly human: Uint8Array;
  readonly sources: readonly (readonly Uint8Array[])[];
}

/** Applies the rule to every human and twin. A row without an action is `missing`, whatever the rule says of it. */
export function applyRule(prepared: Prepared, rule: EvaluationRule): RuleVerdicts {
  const { items, n } = prepared;
  const action = items.findIndex((item) => item.variable.name === rule.compiled.action);
  const actionItem = items[action];
  if (actionItem === undefined) {
    throw new PilotlightError('internal', `The rule's action ${rule.compiled.action} is not among the items.`);
  }
  const indexOf = new Map(items.map((item, i) => [item.variable.name, i]));
  const judge = (answers: readonly Int16Array[]): Uint8Array =>
    Uint8Array.from({ length: n }, (_, r) => {
      const chosen = answers[action]?.[r] ?? -1;
      if (chosen < 0 || (actionItem.human[r] ?? -1) < 0) return missing;
      const valueOf = (name: string): CellValue => {
        const i = indexOf.get(name);
        if (i === undefined) return prepared.input.frame[name]?.[r] ?? null;
        return items[i]?.variable.options[answers[i]?.[r] ?? -1]?.value ?? null;
      };
      const outcome = rule.compiled.apply(valueOf);
      if (outcome.kind !== 'action') return outcome.kind === 'tie' ? tie : notDefined;
      return outcome.value === actionItem.variable.options[chosen]?.value ? followed : deviated;
    });
  return {
    human: judge(items.map((item) => item.human)),
    sources: prepared.sources.map(({ source }) => source.draws.map(judge)),
  };
}

/** Per side (humans, then sources, seeds pooled) the weighted rows that follow and that deviate. */
export function createCoherence(prepared: Prepared, rows: RuleVerdicts): Measure {
  const sumsOf = (codes: Uint8Array): UnitSums => createUnitSums(prepared, 2, addVerdicts(codes));
  const human = sumsOf(rows.human);
  const sources = rows.sources.map((seeds) => seeds.map(sumsOf));
  const sums = new Float64Array(2);
  return {
    size: 2 * (1 + sources.length),
    compute: ({ sample }, out) => {
      human(sample, sums);
      out.fill(0);
      out.set(sums);
      sources.forEach((seeds, s) => {
        const at = 2 * (1 + s);
        for (const own of seeds) {
          own(sample, sums);
          out[at] = (out[at] ?? 0) + (sums[followed] ?? 0);
          out[at + 1] = (out[at + 1] ?? 0) + (sums[deviated] ?? 0);
        }
      });
    },
  };
}

function addVerdicts(codes: Uint8Array): Accumulate {
  return ({ rows, rowCount, weight }, into) => {
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] ?? 0;
      const code = codes[row] ?? missing;
      if (code <= deviated) into[code] = (into[code] ?? 0) + (weight[row] ?? 0);
    }
  };
}

/** Belief-action gap of the humans (0) or of a source (1 + its place), with its draws. */
export function gapOf(measured: Measured, side: number): Ratio {
  const gap = (follow: number, deviate: number): number =>
    follow + deviate > 0 ? deviate / (follow + deviate) : Number.NaN;
  const follows = measured.draws(2 * side + followed);
  const deviates = measured.draws(2 * side + deviated);
  return {
    value: gap(measured.point(2 * side + followed), measured.point(2 * side + deviated)),
    draws: follows.map((follow, b) => gap(follow, deviates[b] ?? 0)),
  };
}

export function coherenceResults(
  prepared: Prepared,
  rule: EvaluationRule,
  rows: RuleVerdicts,
  measured: Measured,
): CoherenceBlock {
  const level = prepared.input.settings.level;
  const judged = (codes: Uint8Array): number => codes.reduce((sum, code) => sum + (code <= deviated ? 1 : 0), 0);
  const human = gapOf(measured, 0);
  const nHuman = judged(rows.human);
  const common = { level, reason: 'no-answers' } as const;
  return {
    definitions: ['belief-action-gap', 'gap-ceiling', 'bootstrap'],
    rule: rule.text,
    action: rule.compiled.action,
    human: {
      gap: estimate({ ...common, ...human, n: nHuman, bounds: [0, 1] }),
      counts: countVerdicts([rows.human]),
    },
    ceiling: medianEstimate(gapsApart(human.draws), nHuman, level),
    sources: prepared.sources.map((source, s) => {
      const own = gapOf(measured, 1 + s);
      const codes = rows.sources[s] ?? [];
      const n = Math.round(codes.reduce((sum, seed) => sum + judged(seed), 0) / Math.max(1, codes.length));
      const draws = own.draws.map((gap, b) => gap - (human.draws[b] ?? Number.NaN));
      return {
        source: source.id,
        gap: estimate({ ...common, ...own, n, bounds: [0, 1] }),
        difference: estimate({
          ...common,
          value: own.value - human.value,
          draws,
          n: Math.min(n, nHuman),
          bounds: [-1, 1],
        }),
        counts: countVerdicts(codes),
      };
    }),
  };
}

/** Differences of the gap between draws that follow each other, which are independent: what two human samples would differ by. */
export function gapsApart(draws: Float64Array): Float64Array {
  return draws.subarray(1).map((gap, b) => gap - (draws[b] ?? Number.NaN));
}

function countVerdicts(seeds: readonly Uint8Array[]): CoherenceBlock['human']['counts'] {
  const counts = verdicts.map((_, code) => {
    const total = seeds.reduce((sum, codes) => sum + codes.filter((own) => own === code).length, 0);
    return total / Math.max(1, seeds.length);
  });
  return {
    followed: counts[followed] ?? 0,
    deviated: counts[deviated] ?? 0,
    ties: counts[tie] ?? 0,
    undefined: counts[notDefined] ?? 0,
    missing: counts[missing] ?? 0,
  };
}
