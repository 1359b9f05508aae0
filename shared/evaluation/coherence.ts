import type { CellValue } from '../domain/codebook.ts';
import { PilotlightError } from '../errors.ts';
import { type ActionSums, chanceGap } from './coherence-chance.ts';
import { estimate, medianEstimate } from './estimate.ts';
import type { EvaluationRule } from './evaluation-input.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { CoherenceBlock } from './results.ts';
import { type Ratio, difference } from './row-sums.ts';
import { type Accumulate, type UnitSums, createUnitSums } from './unit-sums.ts';
import { leastKept } from './verdict-rules.ts';

/** What the rule says of one row. */
const verdicts = ['followed', 'deviated', 'tie', 'undefined', 'missing'] as const;
export const followed = 0;
export const deviated = 1;
const tie = 2;
const notDefined = 3;
const missing = 4;

/** Verdict codes per row: humans, and per source and seed the twins of humans whose action is known. */
export interface RuleVerdicts {
  readonly human: Uint8Array;
  readonly sources: readonly (readonly Uint8Array[])[];
  /** Place of the action among the items, and the option that the rule expects per row, laid out as above; −1: none. */
  readonly action: number;
  readonly expected: {
    readonly human: Int16Array;
    readonly sources: readonly (readonly Int16Array[])[];
  };
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
  const places = new Map(actionItem.variable.options.map(({ value }, place) => [value, place]));
  const judge = (answers: readonly Int16Array[]): { codes: Uint8Array; expected: Int16Array } => {
    const expected = new Int16Array(n).fill(-1);
    const codes = Uint8Array.from({ length: n }, (_, r) => {
      const chosen = answers[action]?.[r] ?? -1;
      if (chosen < 0 || (actionItem.human[r] ?? -1) < 0) return missing;
      const valueOf = (name: string): CellValue => {
        const i = indexOf.get(name);
        if (i === undefined) return prepared.input.frame[name]?.[r] ?? null;
        return items[i]?.variable.options[answers[i]?.[r] ?? -1]?.value ?? null;
      };
      const outcome = rule.compiled.apply(valueOf);
      if (outcome.kind !== 'action') return outcome.kind === 'tie' ? tie : notDefined;
      expected[r] = places.get(outcome.value) ?? -1;
      return expected[r] === chosen ? followed : deviated;
    });
    return { codes, expected };
  };
  const human = judge(items.map((item) => item.human));
  const sources = prepared.sources.map(({ source }) => source.draws.map(judge));
  return {
    human: human.codes,
    sources: sources.map((seeds) => seeds.map(({ codes }) => codes)),
    action,
    expected: { human: human.expected, sources: sources.map((seeds) => seeds.map(({ expected }) => expected)) },
  };
}

/**
 * Per side (humans, then sources, seeds pooled) the weighted rows that follow and that deviate; behind them, per side, these
 * rows by the option that the rule expects and by the one chosen.
 */
export function createCoherence(prepared: Prepared, rows: RuleVerdicts): Measure {
  const { options, first } = actionSums(prepared, rows);
  const width = 2 + 2 * options;
  const sumsOf = (codes: Uint8Array, expected: Int16Array, chosen: Int16Array | undefined): UnitSums =>
    createUnitSums(prepared, width, addVerdicts(codes, expected, chosen ?? new Int16Array(0), options));
  const human = sumsOf(rows.human, rows.expected.human, prepared.items[rows.action]?.human);
  const sources = rows.sources.map((seeds, s) =>
    seeds.map((codes, seed) =>
      sumsOf(
        codes,
        rows.expected.sources[s]?.[seed] ?? new Int16Array(0),
        prepared.sources[s]?.source.draws[seed]?.[rows.action],
      ),
    ),
  );
  const sums = new Float64Array(width);
  const addTo = (out: Float64Array, side: number): void => {
    for (let k = 0; k < width; k++) {
      const to = k < 2 ? 2 * side + k : first + 2 * options * side + k - 2;
      out[to] = (out[to] ?? 0) + (sums[k] ?? 0);
    }
  };
  return {
    size: first + 2 * options * (1 + sources.length),
    compute: ({ sample }, out) => {
      out.fill(0);
      human(sample, sums);
      addTo(out, 0);
      sources.forEach((seeds, s) => {
        for (const own of seeds) {
          own(sample, sums);
          addTo(out, 1 + s);
        }
      });
    },
  };
}

function actionSums(prepared: Prepared, { action, sources }: RuleVerdicts): ActionSums {
  return { first: 2 * (1 + sources.length), options: prepared.items[action]?.options ?? 0 };
}

function addVerdicts(codes: Uint8Array, expected: Int16Array, chosen: Int16Array, options: number): Accumulate {
  return ({ rows, rowCount, weight }, into) => {
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] ?? 0;
      const code = codes[row] ?? missing;
      if (code > deviated) continue;
      const w = weight[row] ?? 0;
      into[code] = (into[code] ?? 0) + w;
      const wanted = expected[row] ?? -1;
      if (wanted < 0) continue;
      const taken = options + (chosen[row] ?? 0);
      into[2 + wanted] = (into[2 + wanted] ?? 0) + w;
      into[2 + taken] = (into[2 + taken] ?? 0) + w;
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
  const human = gapOf(measured, 0);
  const nHuman = ruledRows([rows.human]);
  const common = { level, reason: 'no-answers' } as const;
  return {
    definitions: ['belief-action-gap', 'chance-gap', 'gap-ceiling', 'bootstrap'],
    rule: rule.text,
    action: rule.compiled.action,
    human: {
      gap: estimate({ ...common, ...human, n: nHuman, bounds: [0, 1] }),
      counts: countVerdicts([rows.human]),
      ...advantageOf(prepared, rows, measured, 0, nHuman),
    },
    ceiling: medianEstimate(gapsApart(human.draws), nHuman, level),
    sources: prepared.sources.map((source, s) => {
      const own = gapOf(measured, 1 + s);
      const codes = rows.sources[s] ?? [];
      const n = ruledRows(codes);
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
        ...advantageOf(prepared, rows, measured, 1 + s, n),
        keptAdvantage: estimate({ ...common, ...keptOf(prepared, rows, measured, 1 + s), n: Math.min(n, nHuman) }),
      };
    }),
  };
}

/** Rows for which the rule expects an action, as the rounded mean over seeds. */
export function ruledRows(seeds: readonly Uint8Array[], isCounted: (row: number) => boolean = () => true): number {
  let rows = 0;
  for (const codes of seeds) codes.forEach((code, row) => (rows += code <= deviated && isCounted(row) ? 1 : 0));
  return Math.round(rows / Math.max(1, seeds.length));
}

/** Gap left to chance, and what the gap of a side lies below it. */
function advantageOf(prepared: Prepared, rows: RuleVerdicts, measured: Measured, side: number, n: number) {
  const common = { level: prepared.input.settings.level, reason: 'no-answers', n } as const;
  const chance = chanceGap(measured, actionSums(prepared, rows), side);
  return {
    chance: estimate({ ...common, ...chance, bounds: [0, 1] }),
    advantage: estimate({ ...common, ...difference(chance, gapOf(measured, side)), bounds: [-1, 1] }),
  };
}

function keptOf(prepared: Prepared, rows: RuleVerdicts, measured: Measured, side: number): Ratio {
  const advantage = (at: number): Ratio =>
    difference(chanceGap(measured, actionSums(prepared, rows), at), gapOf(measured, at));
  const human = advantage(0);
  return difference(advantage(side), {
    value: leastKept * human.value,
    draws: human.draws.map((draw) => leastKept * draw),
  });
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
