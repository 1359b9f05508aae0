/**
 * A set of token sequences as a tree of branches: what sequences share at their start is held once. Scoring evaluates
 * every branch once; training packs the tree into one sequence with a mask.
 */
export interface TokenBranch {
  /** Index of the parent branch, -1 for a root. Parents always come before their children. */
  readonly parent: number;
  /** Number of tokens before this branch on the way from the root. */
  readonly start: number;
  readonly tokens: readonly number[];
}

export interface TokenTree {
  readonly branches: readonly TokenBranch[];
  /** For each sequence given, the branch in which its last token lies. Duplicates share a branch. */
  readonly ends: readonly { readonly branch: number; readonly offset: number }[];
  /** Tokens in all branches: the work there is. */
  readonly uniqueTokens: number;
}

interface Draft {
  parent: number;
  start: number;
  tokens: number[];
}

/**
 * Builds the tree of the sequences. Sequences are sorted internally, so equal input sets give equal trees in any order.
 * Complexity O(total tokens · log n).
 */
export function buildTokenTree(sequences: readonly (readonly number[])[]): TokenTree {
  const order = sequences
    .map((_, index) => index)
    .sort((a, b) => compareTokens(sequences[a] ?? [], sequences[b] ?? []));
  const branches: Draft[] = [];
  const ends: { branch: number; offset: number }[] = sequences.map(() => ({ branch: -1, offset: -1 }));
  build(order, 0, -1);
  const uniqueTokens = branches.reduce((sum, branch) => sum + branch.tokens.length, 0);
  return { branches, ends, uniqueTokens };

  function build(group: readonly number[], depth: number, parent: number): void {
    const rest = group.filter((index) => (sequences[index]?.length ?? 0) > depth);
    for (const run of runsAt(rest, depth)) {
      const first = sequences[run[0] ?? 0] ?? [];
      const last = sequences[run[run.length - 1] ?? 0] ?? [];
      let end = depth + 1;
      while (end < first.length && end < last.length && first[end] === last[end]) end++;
      const branch = branches.length;
      branches.push({ parent, start: depth, tokens: first.slice(depth, end) });
      for (const index of run) {
        if (sequences[index]?.length === end) ends[index] = { branch, offset: end - depth - 1 };
      }
      build(run, end, branch);
    }
  }

  function runsAt(group: readonly number[], depth: number): number[][] {
    const runs: number[][] = [];
    let token: number | undefined;
    for (const index of group) {
      const next = sequences[index]?.[depth];
      if (runs.length === 0 || next !== token) runs.push([]);
      token = next;
      runs[runs.length - 1]?.push(index);
    }
    return runs;
  }
}

function compareTokens(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
