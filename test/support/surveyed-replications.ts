import type { EvaluationInput, RectificationRows } from '../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../shared/evaluation/prepare.ts';
import { rectify } from '../../shared/evaluation/rectification.ts';
import type { CrossFitBlock, RectificationBlock } from '../../shared/evaluation/rectification-results.ts';
import { type Random, createRandom } from '../../shared/statistics/random.ts';
import type { Frame } from '../../shared/statistics/types.ts';
import { aVariable } from './a-variable.ts';
import {
  type Person,
  type Simulator,
  beliefShares,
  columnsOf,
  copy,
  knownStudy,
  twinsOf,
  yesGiven,
} from './known-process.ts';
import { crossFitted, knownRegressions } from './rectified-replications.ts';

/** How people come into the sample. */
export interface SurveyPlan {
  /** People of group 1 are taken with this probability, all others; the weight is its inverse. 1: no weights. */
  readonly taken: number;
  /** People of a cluster who are asked; 1: no clusters. */
  readonly clusterSize: number;
  /** Whether the parts are drawn by respondent, so that clusters have people of both. */
  readonly across: boolean;
}

export interface SurveySizes {
  /** Clusters of rectification humans, and of twins' humans; across parts: of both together. */
  readonly humans: number;
  readonly twins: number;
}

/** Share of answers that follow the cluster, and of people whose group does. */
const alike = 0.3;

interface Surveyed {
  readonly people: Person[];
  readonly answers: Int16Array[];
  readonly clusters: string[];
  readonly weights: number[];
}

/**
 * People of the known process in clusters: group and answers of a person follow the cluster's with probability 0.3 each, by
 * the same quantile of the person's own distribution. Every person by itself is one of the known process, whose true values
 * therefore hold; the weights make up for the people who were not taken.
 */
function drawClusters(count: number, { taken, clusterSize }: SurveyPlan, random: Random, name: string): Surveyed {
  const drawn: Surveyed = { people: [], answers: [0, 1, 2, 3].map(() => new Int16Array(0)), clusters: [], weights: [] };
  const columns: number[][] = drawn.answers.map(() => []);
  for (let cluster = 0; cluster < count; cluster++) {
    const group = random.integer(2);
    const common = [0, 1, 2, 3].map(() => random.next());
    for (let member = 0; member < clusterSize; member++) {
      const g = random.next() < alike ? group : random.integer(2);
      const person = { x: random.integer(2), y: random.integer(2), g };
      const quantiles = common.map((own) => (random.next() < alike ? own : random.next()));
      const chance = g === 1 ? taken : 1;
      if (random.next() >= chance) continue;
      const beliefs = beliefShares(person).map((shares, item) => optionAt(shares, quantiles[item] ?? 0));
      const acts = (quantiles[3] ?? 0) < yesGiven(beliefs) ? 1 : 0;
      [...beliefs, acts].forEach((answer, item) => columns[item]?.push(answer));
      drawn.people.push(person);
      drawn.clusters.push(`${name} ${cluster}`);
      drawn.weights.push(1 / chance);
    }
  }
  return { ...drawn, answers: columns.map((column) => Int16Array.from(column)) };
}

function optionAt(shares: readonly number[], quantile: number): number {
  let sum = 0;
  const at = shares.findIndex((share) => (sum += share) > quantile);
  return at < 0 ? shares.length - 1 : at;
}

function pick({ people, answers, clusters, weights }: Surveyed, keep: (row: number) => boolean): Surveyed {
  const rows = people.flatMap((_, row) => (keep(row) ? [row] : []));
  return {
    people: rows.flatMap((row) => people[row] ?? []),
    answers: answers.map((column) => Int16Array.from(rows, (row) => column[row] ?? -1)),
    clusters: rows.map((row) => clusters[row] ?? ''),
    weights: rows.map((row) => weights[row] ?? 0),
  };
}

function surveyFrame({ people, clusters, weights }: Surveyed): Frame {
  return { ...columnsOf(people), village: clusters, weight: weights };
}

/** The study with other evaluation humans, their weights and clusters. */
function withSurvey(study: EvaluationInput, { taken, clusterSize }: SurveyPlan, others: Surveyed): EvaluationInput {
  const roles = [
    ...(taken < 1 ? [aVariable('weight', { role: 'weight' })] : []),
    ...(clusterSize > 1 ? [aVariable('village', { role: 'cluster', scale: 'text' })] : []),
  ];
  const none = new Int16Array(others.people.length);
  return {
    ...study,
    codebook: { variables: [...study.codebook.variables, ...roles] },
    frame: surveyFrame(others),
    items: study.items.map(({ variable }, item) => ({ variable, human: others.answers[item] ?? none })),
  };
}

/** A study of such samples, ready to be rectified. */
export function surveyedStudy(
  simulator: Simulator,
  plan: SurveyPlan,
  sizes: SurveySizes,
  seed: number,
): EvaluationInput & { readonly rectification: RectificationRows } {
  const random = createRandom(seed, 'surveyed');
  const { humans, twins } = sizes;
  const [labelled, others] = ((): [Surveyed, Surveyed] => {
    if (!plan.across) return [drawClusters(humans, plan, random, 'h'), drawClusters(twins, plan, random, 't')];
    const all = drawClusters(humans + twins, plan, random, 'c');
    const first = all.people.map(() => random.next() < humans / (humans + twins));
    return [pick(all, (row) => first[row] === true), pick(all, (row) => first[row] === false)];
  })();
  const n = others.people.length;
  const study = knownStudy({ n, pilot: 0, adapted: simulator, regressions: knownRegressions, bootstrap: 100, seed });
  const outside = study.items.map(() => null);
  return {
    ...withSurvey(study, plan, others),
    sources: [
      { ...twinsOf('adapted', simulator, others.people, { seed }), kind: 'adapted', label: 'Source adapted', outside },
    ],
    rectification: {
      n: labelled.people.length,
      frame: surveyFrame(labelled),
      answers: labelled.answers,
      sources: [twinsOf('adapted', simulator, labelled.people, { seed: `${seed}/rectification` })],
    },
  };
}

/** Estimates of one seeded replication in which the same people tune a simulator and rectify it, in folds of clusters. */
export function surveyedCrossFit(
  plan: SurveyPlan,
  { humans, twins, folds }: SurveySizes & { readonly folds: number },
  seed: number,
  /** Fold of a person by cluster and place, should folds not keep clusters whole. */
  foldOf: (cluster: number, row: number) => number = (cluster) => cluster % folds,
): CrossFitBlock {
  const random = createRandom(seed, 'surveyed folds');
  const own = drawClusters(humans, plan, random, 'h');
  const others = drawClusters(twins, plan, random, 't');
  const known = [...new Set(own.clusters)];
  const people = {
    ...own,
    folds,
    foldOf: Int16Array.from(own.clusters, (cluster, row) => foldOf(known.indexOf(cluster), row)),
    frame: surveyFrame(own),
  };
  const study = withSurvey(
    knownStudy({
      n: others.people.length,
      pilot: 0,
      adapted: copy,
      regressions: knownRegressions,
      bootstrap: 100,
      seed,
    }),
    plan,
    others,
  );
  return crossFitted(study, people, others.people, seed);
}

/** Rectified estimates of one seeded replication. */
export function surveyedReplication(
  simulator: Simulator,
  plan: SurveyPlan,
  sizes: SurveySizes,
  seed: number,
): RectificationBlock {
  const input = surveyedStudy(simulator, plan, sizes, seed);
  const steps = rectify(prepare(input, input.sources), input.rectification);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
