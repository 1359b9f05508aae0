import { parseArgs } from 'node:util';
import * as process from '../support/known-process.ts';
import { rectifiedReplication, trueTargets } from '../support/rectified-replications.ts';

const simulators = {
  copy: process.copy,
  'belief-blind': process.beliefBlind,
  'group-blind': process.groupBlind,
  modal: process.modal,
  stranger: process.stranger,
  contrary: process.contrary,
  useless: process.useless,
} as const;

interface Row {
  readonly target: string;
  /** Share of replications whose interval holds the truth. */
  humanCoverage: number;
  rectifiedCoverage: number;
  lambda: number;
  /** Mean ratio of interval widths, and ratio of the standard deviations of the estimates over replications. */
  widthRatio: number;
  observedRatio: number;
}

interface Tally {
  runs: number;
  human: number;
  rectified: number;
  lambda: number;
  ratio: number;
  readonly estimates: { human: number[]; rectified: number[] };
}

/** Coverage of rectified intervals over replications of a process whose truth is known. */
export function benchCoverage(options: {
  readonly simulator: keyof typeof simulators;
  readonly humans: number;
  readonly twins: number;
  readonly replications: number;
}): Row[] {
  const truth = trueTargets();
  const tallies = new Map<string, Tally>();
  for (let seed = 1; seed <= options.replications; seed++) {
    const block = rectifiedReplication(simulators[options.simulator], options, seed);
    for (const { id, human, sources } of block.targets) {
      const own = sources[0];
      const value = truth.get(id);
      if (own === undefined || value === undefined || own.rectified.value === null || human.value === null) continue;
      const tally = tallies.get(id) ?? {
        runs: 0,
        human: 0,
        rectified: 0,
        lambda: 0,
        ratio: 0,
        estimates: { human: [], rectified: [] },
      };
      tallies.set(id, tally);
      const holds = (side: { low: number | null; high: number | null }) =>
        (side.low ?? Number.NaN) <= value && value <= (side.high ?? Number.NaN) ? 1 : 0;
      tally.runs += 1;
      tally.human += holds(human);
      tally.rectified += holds(own.rectified);
      tally.lambda += own.lambda ?? 0;
      tally.ratio += own.widthRatio ?? 1;
      tally.estimates.human.push(human.value);
      tally.estimates.rectified.push(own.rectified.value);
    }
  }
  return [...tallies].map(([target, { runs, human, rectified, lambda, ratio, estimates }]) => ({
    target,
    humanCoverage: human / runs,
    rectifiedCoverage: rectified / runs,
    lambda: lambda / runs,
    widthRatio: ratio / runs,
    observedRatio: spread(estimates.rectified) / spread(estimates.human),
  }));
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function isSimulator(name: string): name is keyof typeof simulators {
  return Object.hasOwn(simulators, name);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      simulator: { type: 'string', default: 'belief-blind' },
      humans: { type: 'string', default: '150' },
      twins: { type: 'string', default: '500' },
      replications: { type: 'string', default: '2000' },
    },
  });
  if (!isSimulator(values.simulator)) throw new Error(`Simulators: ${Object.keys(simulators).join(', ')}`);
  console.table(
    benchCoverage({
      simulator: values.simulator,
      humans: Number(values.humans),
      twins: Number(values.twins),
      replications: Number(values.replications),
    }),
  );
}
