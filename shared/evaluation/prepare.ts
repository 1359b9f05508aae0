import type { CellValue, Variable } from '../domain/codebook.ts';
import { findVariable, hasOptions, optionScore, variablesWithRole } from '../domain/codebook.ts';
import { PilotlightError } from '../errors.ts';
import * as messages from '../messages/core-messages.ts';
import type { FrameColumn } from '../statistics/types.ts';
import { type Blocks, createBlocks } from './blocks.ts';
import type { EvaluationInput, SimulatedSource, SourceKind } from './evaluation-input.ts';

/** An item with the place of its options in a row that holds the options of all items side by side. */
export interface ItemColumn {
  readonly variable: Variable;
  readonly options: number;
  readonly offset: number;
  readonly human: Int16Array;
  /** Scores of the options; null on nominal items. */
  readonly scores: Float64Array | null;
}

export interface Grouping {
  readonly variable: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label: string; readonly n: number }[];
  /** Index into `values` per respondent; `values.length` where the variable is missing. */
  readonly levelOf: Int32Array;
}

/** A source with its answers laid out for counting; cells of respondents whose human answer is missing are left out. */
export interface SourceColumns {
  readonly id: string;
  readonly kind: SourceKind;
  readonly label: string;
  readonly source: SimulatedSource;
  readonly seeds: number;
  /** Lays n × width probabilities out, 0 where the human answer is missing; null when some item only has draws. */
  readonly exact: (() => Float64Array) | null;
  /** Per seed n × items: position in the row, -1 where the human or the twin gave no answer. */
  readonly positions: readonly Int32Array[];
}

export interface Prepared {
  readonly input: EvaluationInput;
  readonly n: number;
  /** Options of all items: the width of a row. */
  readonly width: number;
  readonly items: readonly ItemColumn[];
  /** n × items: position of the human answer in the row, -1 when missing. */
  readonly humanPositions: Int32Array;
  readonly groupings: readonly Grouping[];
  readonly sources: readonly SourceColumns[];
  /** Design weights; 1 without a weight variable. */
  readonly weights: Float64Array;
  readonly weighted: boolean;
  readonly clusterOf: Int32Array;
  readonly clusters: number;
  /** What is resampled in a large sample; null where it is the clusters. */
  readonly blocks: Blocks | null;
}

/**
 * Checks the columns and lays them out for counting.
 * @throws PilotlightError data-invalid (no respondents, unusable weights), internal (columns that do not fit together)
 */
export function prepare(input: EvaluationInput, sources: readonly SimulatedSource[]): Prepared {
  const { n } = input;
  if (n < 1) throw new PilotlightError('data-invalid', messages.evaluationWithoutRespondents());
  let offset = 0;
  const items = input.items.map(({ variable, human }) => {
    expectLength(human, n, `answers of ${variable.name}`);
    const options = variable.options.length;
    const scores =
      variable.scale === 'nominal' ? null : Float64Array.from(variable.options, (_, k) => optionScore(variable, k));
    const item: ItemColumn = { variable, options, offset, human, scores };
    offset += options;
    return item;
  });
  if (items.length === 0) throw new PilotlightError('data-invalid', messages.evaluationWithoutItems());
  const humanPositions = positionsOf(
    items,
    items.map((item) => item.human),
    n,
  );
  const { weights, weighted } = readWeights(input);
  const clustered = readClusters(input);
  return {
    input,
    n,
    width: offset,
    items,
    humanPositions,
    groupings: input.settings.subgroups.map((name) => readGrouping(input, name)),
    sources: sources.map((source) => layOut(source, items, n, offset)),
    weights,
    weighted,
    ...clustered,
    blocks: createBlocks({ n, ...clustered }, input.settings.seed),
  };
}

function expectLength(values: ArrayLike<unknown> | undefined, length: number, what: string): void {
  if (values?.length !== length) {
    throw new PilotlightError('internal', messages.evaluationColumnsMisfit(what, values?.length ?? 0, length));
  }
}

function positionsOf(items: readonly ItemColumn[], answers: readonly Int16Array[], n: number): Int32Array {
  const positions = new Int32Array(n * items.length).fill(-1);
  items.forEach((item, i) => {
    for (let r = 0; r < n; r++) {
      const answer = answers[i]?.[r] ?? -1;
      if (answer >= item.options)
        throw new PilotlightError('internal', `${item.variable.name} has no option ${answer}.`);
      if (answer >= 0 && (item.human[r] ?? -1) >= 0) positions[r * items.length + i] = item.offset + answer;
    }
  });
  return positions;
}

function layOut(source: SimulatedSource, items: readonly ItemColumn[], n: number, width: number): SourceColumns {
  if (source.draws.length === 0) throw new PilotlightError('internal', `The source ${source.id} has no draws.`);
  const positions = source.draws.map((columns) => {
    expectLength(columns, items.length, `items of ${source.id}`);
    for (const column of columns) expectLength(column, n, `draws of ${source.id}`);
    return positionsOf(items, columns, n);
  });
  for (const [i, item] of items.entries()) {
    const probabilities = source.probabilities[i] ?? null;
    if (probabilities !== null) expectLength(probabilities, n * item.options, `probabilities of ${source.id}`);
  }
  const known = items.every((_, i) => (source.probabilities[i] ?? null) !== null);
  const exact = known ? () => layOutProbabilities(source, items, n, width) : null;
  return { id: source.id, kind: source.kind, label: source.label, source, seeds: positions.length, exact, positions };
}

function layOutProbabilities(
  source: SimulatedSource,
  items: readonly ItemColumn[],
  n: number,
  width: number,
): Float64Array {
  const exact = new Float64Array(n * width);
  items.forEach((item, i) => {
    const probabilities = source.probabilities[i] ?? null;
    if (probabilities !== null) copyAnswered(exact, probabilities, item, n, width);
  });
  return exact;
}

function copyAnswered(into: Float64Array, from: Float64Array, item: ItemColumn, n: number, width: number): void {
  for (let r = 0; r < n; r++) {
    if ((item.human[r] ?? -1) < 0) continue;
    const to = r * width + item.offset;
    for (let k = 0; k < item.options; k++) into[to + k] = from[r * item.options + k] ?? 0;
  }
}

function columnOf(input: EvaluationInput, name: string): FrameColumn {
  const values = input.frame[name];
  expectLength(values, input.n, `column ${name}`);
  return values ?? [];
}

function readWeights(input: EvaluationInput): { weights: Float64Array; weighted: boolean } {
  const variable = variablesWithRole(input.codebook, 'weight')[0];
  if (variable === undefined) return { weights: new Float64Array(input.n).fill(1), weighted: false };
  const weights = Float64Array.from(columnOf(input, variable.name), (value) => (value === null ? 0 : Number(value)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || !Number.isFinite(total) || weights.some((weight) => weight < 0)) {
    throw new PilotlightError('data-invalid', messages.weightsUnusable(variable.name));
  }
  return { weights, weighted: true };
}

function readClusters(input: EvaluationInput): { clusterOf: Int32Array; clusters: number } {
  const variable = variablesWithRole(input.codebook, 'cluster')[0];
  const values: FrameColumn = variable === undefined ? [] : columnOf(input, variable.name);
  const known = new Map<CellValue, number>();
  let clusters = 0;
  const clusterOf = Int32Array.from({ length: input.n }, (_, r) => {
    const value = values[r] ?? null;
    const seen = value === null ? undefined : known.get(value);
    if (seen !== undefined) return seen;
    if (value !== null) known.set(value, clusters);
    return clusters++;
  });
  return { clusterOf, clusters };
}

/** The groups that occur, in the codebook's order of the options, then as they come. */
function readGrouping(input: EvaluationInput, name: string): Grouping {
  const variable = findVariable(input.codebook, name);
  const values = columnOf(input, name);
  const inOrder = variable !== undefined && hasOptions(variable) ? variable.options : [];
  const present = new Map<string, number>();
  for (const value of values) if (value !== null) present.set(String(value), (present.get(String(value)) ?? 0) + 1);
  const order = new Set([...inOrder.map((option) => option.value), ...present.keys()]);
  const groups = [...order].flatMap((value) => {
    const n = present.get(value) ?? 0;
    return n === 0 ? [] : [{ value, label: inOrder.find((option) => option.value === value)?.label ?? value, n }];
  });
  const indexOf = new Map(groups.map((group, index) => [group.value, index]));
  const levelOf = Int32Array.from(
    values,
    (value) => (value === null ? undefined : indexOf.get(String(value))) ?? groups.length,
  );
  return { variable: name, label: variable?.label ?? name, values: groups, levelOf };
}
