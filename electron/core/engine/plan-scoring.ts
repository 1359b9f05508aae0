import type { TokenTree } from '../../../shared/domain/token-tree.ts';
import { finishDraft, newDraft, planPath, planTogether, positionStep } from './scoring-plan.ts';
import type { Chain, PlanDraft, PlanInput, ScoringPlan } from './scoring-plan.ts';

/** From that many tokens on, attending to fewer positions saves more than another batch costs. */
const leastOwnTokens = 96;

/**
 * Orders the evaluation of the tree so that each token is evaluated once and batches are large.
 *
 * Short branches are slow on their own, and llama.cpp joins sequences into one computation only when they have adjacent
 * numbers and equally many new tokens. So the tree is cut into units, such as one respondent each: the path to a unit
 * is evaluated in a stream of its own, taking what it shares from another stream by copying; then all streams go
 * through their units side by side, one equally long branch each, rewinding after each. Where to cut depends on the
 * tree, so several cuts are planned and the one with the least estimated cost is taken. The plan depends on nothing but
 * its input. Without cut (threshold 0) one stream walks through the tree.
 */
export function planScoring(input: PlanInput): ScoringPlan {
  const shape = shapeOf(input.tree);
  const thresholds = input.canRewind && input.streams > 1 ? [64, 128, 256, 512, 1024, 4096, Infinity] : [];
  let best = planUnits({ ...input, streams: 1 }, shape, cutIntoUnits(shape, 0));
  let last = '';
  for (const threshold of thresholds) {
    const units = cutIntoUnits(shape, threshold);
    const key = units.join();
    if (key === last) continue;
    last = key;
    const plan = planUnits(input, shape, units);
    if (plan.cost < best.cost) best = plan;
  }
  return best;
}

interface Shape {
  readonly tree: TokenTree;
  readonly roots: readonly number[];
  readonly children: readonly (readonly number[])[];
  /** Tokens in the branch and all below it. */
  readonly below: readonly number[];
}

function shapeOf(tree: TokenTree): Shape {
  const children: number[][] = tree.branches.map(() => []);
  const roots: number[] = [];
  tree.branches.forEach((branch, id) => (children[branch.parent] ?? roots).push(id));
  const below = tree.branches.map((branch) => branch.tokens.length);
  for (let id = below.length - 1; id >= 0; id--) {
    const parent = tree.branches[id]?.parent ?? -1;
    if (parent >= 0) below[parent] = (below[parent] ?? 0) + (below[id] ?? 0);
  }
  return { tree, roots, children, below };
}

/** The highest branches none of whose children has more than `threshold` tokens in and below it. */
function cutIntoUnits(shape: Shape, threshold: number): number[] {
  const units: number[] = [];
  const pending = [...shape.roots].reverse();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const children = shape.children[id] ?? [];
    if (children.every((child) => (shape.below[child] ?? 0) <= threshold)) units.push(id);
    else pending.push(...[...children].reverse());
  }
  return units;
}

interface Unit {
  /** From the root to the end of the unit's own branch. */
  readonly path: Chain;
  readonly pathTokens: readonly number[];
  /** What is below, in the order in which one stream goes through it. */
  readonly chains: readonly Chain[];
}

function unitOf({ tree, children }: Shape, id: number): Unit {
  const branches: number[] = [];
  for (let branch = id; branch >= 0; branch = tree.branches[branch]?.parent ?? -1) branches.unshift(branch);
  const pathTokens = branches.flatMap((branch) => tree.branches[branch]?.tokens ?? []);
  const chains: { start: number; branches: number[]; length: number }[] = [];
  const visit = (branch: number, opensChain: boolean): void => {
    const { start, tokens } = tree.branches[branch] ?? { start: 0, tokens: [] };
    if (opensChain) chains.push({ start, branches: [], length: 0 });
    const chain = chains[chains.length - 1];
    chain?.branches.push(branch);
    if (chain !== undefined) chain.length += tokens.length;
    (children[branch] ?? []).forEach((child, index) => visit(child, index > 0));
  };
  for (const child of children[id] ?? []) visit(child, true);
  return { path: { start: 0, branches, length: pathTokens.length }, pathTokens, chains };
}

function planUnits(input: PlanInput, shape: Shape, ids: readonly number[]): ScoringPlan {
  const units = sortBySignature(ids.map((id) => unitOf(shape, id)));
  const waves = Math.ceil(units.length / input.streams);
  const draft = newDraft(input);
  for (let wave = 0; wave < waves; wave++) {
    const cut = (index: number): number => Math.floor((units.length * index) / waves);
    const members = units.slice(cut(wave), cut(wave + 1));
    members.forEach(({ path, pathTokens }, stream) => planPath(draft, stream, path, pathTokens));
    planSideBySide(draft, members);
  }
  return finishDraft(draft);
}

/**
 * Units whose branches have the same lengths stand together, so that adjacent streams go in step; the shorter paths
 * first, since a batch attends to as many positions as its longest path needs.
 */
function sortBySignature(units: readonly Unit[]): Unit[] {
  const signature = ({ path, chains }: Unit): string =>
    chains.map(({ start, length }) => `${start - path.length}+${length}`).join();
  return [...Map.groupBy(units, signature).values()].flatMap((group) =>
    group.toSorted((a, b) => a.path.length - b.path.length),
  );
}

/** Takes the next chain of as many adjacent streams as have equally long ones, until all chains are done. */
function planSideBySide(draft: PlanDraft, units: readonly Unit[]): void {
  const done = units.map(() => 0);
  for (;;) {
    const run = longestRun(units.map(({ chains }, stream) => chains[done[stream] ?? 0]));
    if (run.length === 0) return;
    for (const batch of cutIntoBatches(run, draft.input.batchTokens)) planTogether(draft, batch);
    for (const { stream } of run) done[stream] = (done[stream] ?? 0) + 1;
  }
}

type Waiting = { readonly stream: number; readonly chain: Chain }[];

/** The most adjacent streams whose chains are equally long; the first of several. */
function longestRun(chains: readonly (Chain | undefined)[]): Waiting {
  let best: Waiting = [];
  let current: Waiting = [];
  chains.forEach((chain, stream) => {
    const previous = current.at(-1);
    const continues = previous?.stream === stream - 1 && previous.chain.length === chain?.length;
    if (!continues) current = [];
    if (chain !== undefined) current.push({ stream, chain });
    if (current.length > best.length) best = current;
  });
  return best;
}

/**
 * Few batches of about equal size; streams whose chains end within fewer positions have batches of their own where
 * they are enough for that to pay.
 */
function cutIntoBatches(run: Waiting, batchTokens: number): Waiting[] {
  const length = run[0]?.chain.length ?? 1;
  const positionsOf = ({ chain }: Waiting[number]): number => Math.ceil((chain.start + chain.length) / positionStep);
  const groups: Waiting[] = [];
  for (const member of run) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const isOwn = previous === undefined || positionsOf(previous) !== positionsOf(member);
    if (group === undefined || (isOwn && group.length * length >= leastOwnTokens)) groups.push([member]);
    else group.push(member);
  }
  const mostTogether = Math.max(1, Math.floor(batchTokens / length));
  return groups.flatMap((group) => {
    const batches = Math.ceil(group.length / mostTogether);
    const cut = (index: number): number => Math.floor((group.length * index) / batches);
    return Array.from({ length: batches }, (_, batch) => group.slice(cut(batch), cut(batch + 1)));
  });
}
