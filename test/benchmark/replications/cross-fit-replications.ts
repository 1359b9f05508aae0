import { crossFittedReplication, trueTargets } from '../../support/rectified-replications.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

/**
 * Intervals from humans who tune and rectify: 150 humans in 5 folds, 500 twins of others, and a simulator that learns its
 * cells from the humans it is given and memorises them. Without folds the same simulator rectifies the humans it has seen; a tenth of the
 * replications shows how far off that is.
 */
export function* crossFitReplications(replications: number): Generator<Outcome> {
  const truth = trueTargets();
  for (const [name, folds, share] of [
    ['5 folds', 5, 1],
    ['no folds', 1, 0.1],
  ] as const) {
    for (let seed = 1; seed <= replications * share; seed++) {
      const { targets } = crossFittedReplication({ humans: 150, twins: 500, folds }, seed);
      for (const { id, sources } of targets) {
        const value = truth.get(id);
        const [own] = sources;
        if (value === undefined || own === undefined) continue;
        yield { name: `Cross-fitting, ${name}, ${id}`, kind: 'interval', hit: holds(own.rectified, value) };
      }
    }
  }
}
