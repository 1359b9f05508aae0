import * as known from '../../support/known-process.ts';
import { trueTargets } from '../../support/rectified-replications.ts';
import {
  type SurveyPlan,
  type SurveySizes,
  surveyedCrossFit,
  surveyedReplication,
} from '../../support/surveyed-replications.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

const samples: Readonly<Record<string, SurveyPlan & SurveySizes>> = {
  weights: { taken: 0.4, clusterSize: 1, across: false, humans: 220, twins: 700 },
  clusters: { taken: 1, clusterSize: 5, across: false, humans: 40, twins: 120 },
  'weights and clusters': { taken: 0.4, clusterSize: 6, across: false, humans: 50, twins: 120 },
  'clusters across parts': { taken: 1, clusterSize: 8, across: true, humans: 20, twins: 60 },
};

/** Rectified intervals, and those of the humans alone, of samples with weights, with clusters and with both. */
export function* ppiSurveyReplications(replications: number): Generator<Outcome> {
  const truth = trueTargets();
  for (const [name, plan] of Object.entries(samples)) {
    for (let seed = 1; seed <= replications; seed++) {
      const { targets } = surveyedReplication(known.beliefBlind, plan, plan, seed);
      for (const { id, human, sources } of targets) {
        const value = truth.get(id);
        const [own] = sources;
        if (value === undefined || own === undefined) continue;
        yield { name: `PPI++, ${name}, ${id}`, kind: 'interval', hit: holds(own.rectified, value) };
        yield { name: `humans alone, ${name}, ${id}`, kind: 'interval', hit: holds(human, value) };
      }
    }
  }
}

/** The same of humans who tuned the simulator, in five folds that keep clusters whole. */
export function* crossFitSurveyReplications(replications: number): Generator<Outcome> {
  const truth = trueTargets();
  const plan = { taken: 0.4, clusterSize: 6, across: false };
  for (let seed = 1; seed <= replications; seed++) {
    const { targets } = surveyedCrossFit(plan, { humans: 50, twins: 120, folds: 5 }, seed);
    for (const { id, sources } of targets) {
      const value = truth.get(id);
      const own = sources.find(({ source }) => source === 'adapted');
      if (value === undefined || own === undefined) continue;
      yield {
        name: `cross-fitted PPI++, weights and clusters, ${id}`,
        kind: 'interval',
        hit: holds(own.rectified, value),
      };
    }
  }
}
