import type { PackedSequence, Target } from './training-types.ts';

/**
 * A packed sequence arranged for the graph: roots in rows of equal width, lengths rounded up so that few graphs are
 * needed.
 */
export interface SequenceLayout {
  /** Tokens a row holds, a multiple of 32. Attention stays within a row. */
  readonly width: number;
  readonly rows: number;
  readonly tokens: Int32Array;
  readonly positions: Int32Array;
  /** Place of each token of the packed sequence. */
  readonly places: Int32Array;
  /** Place of the token behind each output row; undefined when every place is an output row. */
  readonly outputs: Int32Array | undefined;
  readonly outputCount: number;
  /** Sum of the target weights of each output row. */
  readonly outputWeights: Float32Array;
  /** Where each distinct target lies in the flattened probabilities: output row · vocabulary + token. */
  readonly targetCells: Int32Array;
  /** Share of each distinct target in the weight of its output row. */
  readonly targetShares: Float32Array;
  /** Distinct target of each target of the packed sequence. */
  readonly targetSlots: Int32Array;
}

export interface LayoutCosts {
  readonly vocabulary: number;
  /** Width at which attention costs as much per token as everything else. */
  readonly balancedWidth: number;
}

const tokenStep = 32;
const outputStep = 16;

/**
 * Arranges a packed sequence. Roots share a row or take rows of their own, whichever is cheaper, since attention costs
 * grow with the width of a row.
 * @throws RangeError for a sequence that contradicts itself
 */
export function layOut(sequence: PackedSequence, costs: LayoutCosts): SequenceLayout {
  validate(sequence, costs.vocabulary);
  const roots = rootOfBranches(sequence.parents);
  const lengths = new Map<number, number>();
  for (const branch of sequence.branches) {
    const root = roots[branch] ?? 0;
    lengths.set(root, (lengths.get(root) ?? 0) + 1);
  }
  const { width, rowOfRoot, rows } = cheapestRows(lengths, costs.balancedWidth);
  const size = width * rows;
  const filled = new Int32Array(rows);
  const tokens = new Int32Array(size);
  const positions = new Int32Array(size);
  const places = new Int32Array(sequence.tokens.length);
  for (let index = 0; index < places.length; index++) {
    const row = rowOfRoot.get(roots[sequence.branches[index] ?? 0] ?? 0) ?? 0;
    const place = row * width + (filled[row] ?? 0);
    filled[row] = (filled[row] ?? 0) + 1;
    places[index] = place;
    tokens[place] = sequence.tokens[index] ?? 0;
    positions[place] = sequence.positions[index] ?? 0;
  }
  return { width, rows, tokens, positions, places, ...layOutTargets(sequence.targets, places, size, costs.vocabulary) };
}

/**
 * Additive attention mask of a layout: 0 where the token of the column may be seen by the token of the row, otherwise
 * −∞; padding sees only itself. `reach` limits how many positions back a token sees.
 * @returns rows · width · width numbers
 */
export function attentionMask(sequence: PackedSequence, layout: SequenceLayout, reach = Infinity): Float32Array {
  const { width, rows, places } = layout;
  const mask = new Float32Array(rows * width * width).fill(-Infinity);
  for (let place = 0; place < rows * width; place++) mask[place * width + (place % width)] = 0;
  const { branches, parents, positions } = sequence;
  const members: number[][] = Array.from(parents, () => []);
  branches.forEach((branch, index) => members[branch]?.push(index));
  for (let query = 0; query < places.length; query++) {
    const own = branches[query] ?? 0;
    const position = positions[query] ?? 0;
    const base = (places[query] ?? 0) * width;
    for (let branch = own; branch >= 0; branch = parents[branch] ?? -1) {
      for (const key of members[branch] ?? []) {
        if (branch === own && key > query) break;
        if (position - (positions[key] ?? 0) < reach) mask[base + ((places[key] ?? 0) % width)] = 0;
      }
    }
  }
  return mask;
}

type TargetLayout = Omit<SequenceLayout, 'width' | 'rows' | 'tokens' | 'positions' | 'places'>;

function layOutTargets(targets: readonly Target[], places: Int32Array, size: number, vocabulary: number): TargetLayout {
  const weights = new Map<number, number>();
  for (const { index, weight } of targets) weights.set(index, (weights.get(index) ?? 0) + weight);
  const indices = [...weights.keys()].sort((a, b) => a - b);
  const rounded = roundUp(indices.length, outputStep);
  // Leaving out a few rows saves less than gathering and scattering them costs.
  const all = rounded > 0.75 * size;
  const outputCount = all ? size : rounded;
  const outputs = new Int32Array(outputCount);
  const outputWeights = new Float32Array(outputCount);
  const rowOfIndex = new Map<number, number>();
  indices.forEach((index, order) => {
    const place = places[index] ?? 0;
    const row = all ? place : order;
    rowOfIndex.set(index, row);
    outputs[row] = place;
    outputWeights[row] = weights.get(index) ?? 0;
  });
  const slots = new Map<number, number>();
  const shares: number[] = [];
  const targetSlots = Int32Array.from(targets, ({ index, token, weight }) => {
    const cell = (rowOfIndex.get(index) ?? 0) * vocabulary + token;
    const slot = slots.get(cell) ?? slots.size;
    slots.set(cell, slot);
    const total = weights.get(index) ?? 0;
    shares[slot] = (shares[slot] ?? 0) + (total === 0 ? 0 : weight / total);
    return slot;
  });
  const cells = [...slots.keys()];
  // Unused places repeat the first target, which writes the same number into the same cell again.
  const padded = roundUp(cells.length, outputStep);
  return {
    outputs: all ? undefined : outputs,
    outputCount,
    outputWeights,
    targetCells: Int32Array.from({ length: padded }, (_, slot) => cells[slot] ?? cells[0] ?? 0),
    targetShares: Float32Array.from({ length: padded }, (_, slot) => shares[slot] ?? shares[0] ?? 0),
    targetSlots,
  };
}

function roundUp(value: number, step: number): number {
  return Math.max(1, Math.ceil(value / step)) * step;
}

interface Rows {
  readonly width: number;
  readonly rows: number;
  readonly rowOfRoot: ReadonlyMap<number, number>;
}

/**
 * The row width whose padding and attention cost least, with roots placed longest first into the first row with room.
 */
function cheapestRows(lengths: ReadonlyMap<number, number>, balancedWidth: number): Rows {
  const sorted = [...lengths].sort(([rootA, a], [rootB, b]) => b - a || rootA - rootB);
  const total = sorted.reduce((sum, [, length]) => sum + length, 0);
  const widest = roundUp(total, tokenStep);
  let best: Rows | undefined;
  let bestCost = Infinity;
  for (let width = roundUp(sorted[0]?.[1] ?? 1, tokenStep); width <= widest; width += tokenStep) {
    const candidate = fillRows(sorted, width);
    const cost = candidate.rows * width * (1 + width / balancedWidth);
    if (cost < bestCost) [best, bestCost] = [candidate, cost];
  }
  return best ?? { width: tokenStep, rows: 1, rowOfRoot: new Map() };
}

function fillRows(sorted: readonly (readonly [root: number, length: number])[], width: number): Rows {
  const filled: number[] = [];
  const rowOfRoot = new Map<number, number>();
  for (const [root, length] of sorted) {
    const found = filled.findIndex((used) => used + length <= width);
    const row = found === -1 ? filled.length : found;
    filled[row] = (filled[row] ?? 0) + length;
    rowOfRoot.set(root, row);
  }
  return { width, rows: Math.max(1, filled.length), rowOfRoot };
}

function rootOfBranches(parents: Int32Array): Int32Array {
  const roots = new Int32Array(parents.length);
  parents.forEach((parent, branch) => (roots[branch] = parent === -1 ? branch : (roots[parent] ?? 0)));
  return roots;
}

function validate({ tokens, positions, branches, parents, targets }: PackedSequence, vocabulary: number): void {
  const fail = (reason: string): never => {
    throw new RangeError(`The packed sequence is invalid: ${reason}.`);
  };
  if (tokens.length === 0) fail('it has no tokens');
  if (positions.length !== tokens.length || branches.length !== tokens.length) fail('its arrays differ in length');
  if (targets.length === 0) fail('it has no targets');
  parents.forEach((parent, branch) => {
    if (parent < -1 || parent >= branch) fail(`branch ${branch} does not come after its parent ${parent}`);
  });
  if (tokens.some((token) => token < 0 || token >= vocabulary)) fail('a token is outside the vocabulary');
  if (branches.some((branch) => branch < 0 || branch >= parents.length)) fail('a token has no branch');
  for (const { index, token, weight } of targets) {
    if (!Number.isInteger(index) || index < 0 || index >= tokens.length) fail(`target index ${index}`);
    if (!Number.isInteger(token) || token < 0 || token >= vocabulary) fail(`target token ${token}`);
    if (!Number.isFinite(weight) || weight < 0) fail(`target weight ${weight}`);
  }
}
