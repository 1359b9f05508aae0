/** What happened in one replication: an interval held the truth, or a test rejected what is true. */
export interface Outcome {
  readonly name: string;
  readonly kind: 'interval' | 'test';
  readonly hit: boolean;
}

/** Yields the outcomes of every replication. */
export type Study = (replications: number) => Iterable<Outcome>;

export interface CoverageRow {
  readonly name: string;
  readonly kind: Outcome['kind'];
  readonly replications: number;
  /** Share of the replications with a hit. */
  readonly share: number;
  /** Whether the share lies in the band that is asked for. */
  readonly within: boolean;
}

const bands = { interval: [0.935, 0.965], test: [0.04, 0.06] } as const;

export function summarise(outcomes: Iterable<Outcome>): CoverageRow[] {
  const tallies = new Map<string, { kind: Outcome['kind']; runs: number; hits: number }>();
  for (const { name, kind, hit } of outcomes) {
    const tally = tallies.get(name) ?? { kind, runs: 0, hits: 0 };
    tally.runs += 1;
    tally.hits += hit ? 1 : 0;
    tallies.set(name, tally);
  }
  return [...tallies].map(([name, { kind, runs, hits }]) => {
    const share = hits / runs;
    const [least, most] = bands[kind];
    return { name, kind, replications: runs, share, within: share >= least && share <= most };
  });
}

/** An interval that may be open or missing; a missing one holds nothing. */
export function holds(
  interval: { readonly low: number | null; readonly high: number | null } | null | undefined,
  truth: number,
): boolean {
  return (interval?.low ?? Number.NaN) <= truth && truth <= (interval?.high ?? Number.NaN);
}
