import * as known from '../../support/known-process.ts';
import { rectifiedReplication, trueTargets } from '../../support/rectified-replications.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

/** A simulator that is right, one that is wrong in one respect, and one that is wrong about everything. */
const simulators = { copy: known.copy, 'belief-blind': known.beliefBlind, contrary: known.contrary };

/** Rectified intervals of means, effects and coefficients: 150 rectification humans and 500 twins, pooled by kind of target. */
export function* ppiReplications(replications: number): Generator<Outcome> {
  const truth = trueTargets();
  for (const [name, simulator] of Object.entries(simulators)) {
    for (let seed = 1; seed <= replications; seed++) {
      const { targets } = rectifiedReplication(simulator, { humans: 150, twins: 500 }, seed);
      for (const { id, sources } of targets) {
        const value = truth.get(id);
        const [own] = sources;
        if (value === undefined || own === undefined) continue;
        yield { name: `PPI++, ${name}, ${id}`, kind: 'interval', hit: holds(own.rectified, value) };
      }
    }
  }
}
