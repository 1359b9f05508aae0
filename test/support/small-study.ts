import type { CellValue, Variable } from '../../shared/domain/codebook.ts';
import type { RegressionSpec } from '../../shared/domain/study.ts';
import type {
  EvaluationInput,
  EvaluationRule,
  SimulatedSource,
  SourceKind,
} from '../../shared/evaluation/evaluation-input.ts';
import type { DivergenceCell, EvaluationResults } from '../../shared/evaluation/results.ts';
import type { Random } from '../../shared/statistics/random.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import { aVariable } from './a-variable.ts';

/** A belief with options coded 1..K. */
export function belief(name: string, options: number, fields: Partial<Variable> = {}): Variable {
  const labels = Array.from({ length: options }, (_, k) => ({ value: String(k + 1), label: `option ${k + 1}` }));
  return aVariable(name, { role: 'belief', scale: 'ordinal', options: labels, ...fields });
}

export function action(name: string, options: number, fields: Partial<Variable> = {}): Variable {
  return belief(name, options, { role: 'action', ...fields });
}

export interface SmallStudy {
  readonly items: readonly Variable[];
  /** Answers by item, as option indices. */
  readonly human: readonly (readonly number[])[];
  readonly sources?: readonly SimulatedSource[];
  /** Persona, treatment, weight and cluster variables with their columns. */
  readonly columns?: readonly { readonly variable: Variable; readonly values: readonly CellValue[] }[];
  readonly pilot?: {
    readonly answers: readonly (readonly number[])[];
    readonly columns?: Readonly<Record<string, readonly CellValue[]>>;
  };
  readonly rule?: EvaluationRule;
  readonly regressions?: readonly RegressionSpec[];
  readonly subgroups?: readonly string[];
  readonly bootstrap?: number;
  readonly seed?: number;
}

export function smallStudy(study: SmallStudy): EvaluationInput {
  const columns = study.columns ?? [];
  const n = study.human[0]?.length ?? 0;
  const { pilot } = study;
  return {
    study: { name: 'small', title: 'A small study', notice: '', synthetic: true },
    sample: { rows: n, parts: [{ name: 'evaluation', n }] },
    codebook: { variables: [...columns.map(({ variable }) => variable), ...study.items] },
    n,
    frame: Object.fromEntries(columns.map(({ variable, values }) => [variable.name, values])),
    items: study.items.map((variable, i) => ({ variable, human: Int16Array.from(study.human[i] ?? []) })),
    sources: study.sources ?? [],
    pilot:
      pilot === undefined
        ? null
        : {
            n: pilot.answers[0]?.length ?? 0,
            frame: pilot.columns ?? {},
            answers: pilot.answers.map((column) => Int16Array.from(column)),
          },
    rule: study.rule ?? null,
    regressions: study.regressions ?? [],
    settings: {
      bootstrap: study.bootstrap ?? 200,
      level: 0.95,
      seed: study.seed ?? 1,
      subgroups: [...(study.subgroups ?? [])],
    },
  };
}

/** A source that only has draws: `draws[seed][item]`. */
export function drawnSource(
  id: string,
  kind: SourceKind,
  draws: readonly (readonly (readonly number[])[])[],
): SimulatedSource {
  const items = draws[0]?.length ?? 0;
  return {
    id,
    kind,
    label: `Source ${id}`,
    probabilities: Array.from({ length: items }, () => null),
    draws: draws.map((columns) => columns.map((column) => Int16Array.from(column))),
    outside: Array.from({ length: items }, () => null),
  };
}

/** A source with the same probabilities for everybody, by item; its draws follow them. */
export function constantSource(
  id: string,
  kind: SourceKind,
  n: number,
  shares: readonly (readonly number[])[],
  seeds = 2,
): SimulatedSource {
  const random = createRandom(11, id);
  return {
    id,
    kind,
    label: `Source ${id}`,
    probabilities: shares.map((row) =>
      Float64Array.from({ length: n * row.length }, (_, k) => row[k % row.length] ?? 0),
    ),
    draws: Array.from({ length: seeds }, () => shares.map((row) => Int16Array.from(drawMany(random, row, n)))),
    outside: shares.map(() => new Float64Array(n)),
  };
}

/** n options drawn with the given shares. */
export function drawMany(random: Random, shares: readonly number[], n: number): number[] {
  return Array.from({ length: n }, () => random.weightedIndex(shares));
}

/** The cell of an item for everybody or for one subgroup. */
export function cellOf(results: EvaluationResults, item: string, value: string | null = null): DivergenceCell {
  const cell = results.divergence.cells.find((entry) => entry.item === item && (entry.group?.value ?? null) === value);
  return found(cell, `cell ${item} ${value ?? ''}`);
}

/** The entry of a source in a list. */
export function bySource<Entry extends { readonly source: string }>(entries: readonly Entry[], source: string): Entry {
  return found(
    entries.find((entry) => entry.source === source),
    `source ${source}`,
  );
}

export function found<Value>(value: Value | null | undefined, what = 'value'): Value {
  if (value === undefined || value === null) throw new Error(`The results lack ${what}.`);
  return value;
}
