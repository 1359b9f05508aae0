import type { RegressionSpec } from '../../shared/domain/study.ts';
import { crossFit } from '../../shared/evaluation/cross-fitting.ts';
import type { EvaluationInput, SimulatedSource } from '../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../shared/evaluation/prepare.ts';
import type { CrossFitBlock, RectificationBlock } from '../../shared/evaluation/rectification-results.ts';
import { rectify } from '../../shared/evaluation/rectification.ts';
import { fitRegression } from '../../shared/statistics/fit-regression.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import type { Frame } from '../../shared/statistics/types.ts';
import {
  type Person,
  type Simulator,
  beliefShares,
  columnsOf,
  copy,
  drawAnswers,
  drawPeople,
  knownStudy,
  twinsOf,
  yesGiven,
} from './known-process.ts';

/** Least squares whose predictors are known, and a logit whose predictors are simulated too. */
export const knownRegressions: readonly RegressionSpec[] = [
  { name: 'First belief', model: 'ols', formula: 'b1 ~ x + y', covariance: 'HC1' },
  { name: 'Action', model: 'logit', formula: 'acts ~ b1 + b2 + x', covariance: 'HC1' },
];

/** Every person and answer of the known process with their probability. */
function population(): { person: Person; beliefs: readonly number[]; acts: number; share: number }[] {
  const cells = [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((g) => ({ x, y, g }))));
  const options = [0, 1, 2, 3, 4];
  return cells.flatMap((person) => {
    const [first = [], second = [], third = []] = beliefShares(person);
    return options.flatMap((b1) =>
      options.flatMap((b2) =>
        options.flatMap((b3) =>
          [0, 1].map((acts) => {
            const yes = yesGiven([b1, b2]);
            const share = ((first[b1] ?? 0) * (second[b2] ?? 0) * (third[b3] ?? 0) * (acts === 1 ? yes : 1 - yes)) / 8;
            return { person, beliefs: [b1 + 1, b2 + 1, b3 + 1], acts, share };
          }),
        ),
      ),
    );
  });
}

/** True values of the targets by id: those of the population. */
export function trueTargets(): Map<string, number> {
  const rows = population().filter(({ share }) => share > 0);
  const values = new Map<string, number>();
  const items = ['b1', 'b2', 'b3', 'acts'].map((name, i) => ({
    name,
    of: (row: (typeof rows)[number]) => (i < 3 ? (row.beliefs[i] ?? 0) : row.acts),
  }));
  const mean = (of: (row: (typeof rows)[number]) => number, keep: (row: (typeof rows)[number]) => boolean): number => {
    const kept = rows.filter(keep);
    return kept.reduce((sum, row) => sum + row.share * of(row), 0) / kept.reduce((sum, { share }) => sum + share, 0);
  };
  for (const { name, of } of items) {
    values.set(
      `mean:${name}`,
      mean(of, () => true),
    );
    for (const arm of ['x', 'y'] as const) {
      const side = (value: number) => mean(of, ({ person }) => person[arm] === value);
      values.set(`effect:${arm}=1:${name}`, side(1) - side(0));
    }
  }
  const column = (of: (row: (typeof rows)[number]) => number) => rows.map(of);
  const frame = {
    x: column(({ person }) => person.x),
    y: column(({ person }) => person.y),
    b1: column(({ beliefs }) => beliefs[0] ?? 0),
    b2: column(({ beliefs }) => beliefs[1] ?? 0),
    acts: column(({ acts }) => acts),
    share: column(({ share }) => share * 1000),
  };
  for (const { name, model, formula } of knownRegressions) {
    const fit = fitRegression({ model, formula, weights: 'share' }, frame);
    if (fit.kind === 'failure') throw new Error(fit.detail);
    fit.names.forEach((term, j) => values.set(`coefficient:${name}:${term}`, fit.coefficients[j] ?? Number.NaN));
  }
  return values;
}

/** Rectified estimates of one seeded replication of the known process; no baselines. */
export function rectifiedReplication(
  simulator: Simulator,
  sizes: { readonly humans: number; readonly twins: number; readonly pilot?: number },
  seed: number,
): RectificationBlock {
  const input: EvaluationInput = knownStudy({
    n: sizes.twins,
    rectification: sizes.humans,
    pilot: sizes.pilot ?? 0,
    adapted: simulator,
    regressions: knownRegressions,
    bootstrap: 100,
    seed,
  });
  return rectifyAll(input, input.sources);
}

function rectifyAll(input: EvaluationInput, sources: readonly SimulatedSource[]): RectificationBlock {
  if (input.rectification === null || input.rectification === undefined) throw new Error('No rectification humans.');
  const steps = rectify(prepare(input, sources), input.rectification);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** A simulator that has learnt how the people of each cell answer, and has memorised the answers of those whom it saw. */
export function learned(people: readonly Person[], answers: readonly Int16Array[]): Simulator {
  const cellOf = ({ x, y, g }: Person): number => 4 * x + 2 * y + g;
  const counts = Array.from({ length: 8 }, () =>
    answers.map((_, item) => new Float64Array(item < 3 ? 5 : 2).fill(0.05)),
  );
  people.forEach((person, row) => {
    answers.forEach((column, item) => {
      const own = counts[cellOf(person)]?.[item];
      const answer = column[row] ?? -1;
      if (own !== undefined && answer >= 0) own[answer] = (own[answer] ?? 0) + 1;
    });
  });
  const memory = 0.8;
  const rowOf = new Map(people.map((person, row) => [person, row]));
  const shares = (person: Person, item: number): number[] => {
    const own = [...(counts[cellOf(person)]?.[item] ?? [])];
    const total = own.reduce((sum, count) => sum + count, 0);
    const row = rowOf.get(person);
    const answer = row === undefined ? null : (answers[item]?.[row] ?? null);
    return own.map((count, option) =>
      answer === null ? count / total : ((1 - memory) * count) / total + (option === answer ? memory : 0),
    );
  };
  return {
    beliefs: (person) => [0, 1, 2].map((item) => shares(person, item)),
    yes: (person) => shares(person, 3)[1] ?? 0.5,
    sees: (person) => person,
    byLot: false,
  };
}

/**
 * Estimates of one seeded replication in which the same humans tune a simulator and rectify it. `folds` 1: without folds, by
 * the simulator that saw them.
 */
export function crossFittedReplication(
  sizes: { readonly humans: number; readonly twins: number; readonly folds: number },
  seed: number,
): CrossFitBlock {
  const { humans, twins, folds } = sizes;
  const study = knownStudy({ n: twins, pilot: 0, adapted: copy, regressions: knownRegressions, bootstrap: 100, seed });
  const random = createRandom(seed, 'known-process');
  // The study draws its evaluation humans first.
  const others = drawPeople(twins, random);
  const own = createRandom(seed, 'cross-fitted');
  const people = drawPeople(humans, own);
  const answers = drawAnswers(people, copy, own);
  const foldOf = Int16Array.from(people, (_, row) => row % folds);
  return crossFitted(study, { people, answers, foldOf, folds, frame: columnsOf(people) }, others, seed);
}

/** Who tunes a simulator and rectifies it. */
export interface FoldedPeople {
  readonly people: readonly Person[];
  readonly answers: readonly Int16Array[];
  readonly foldOf: Int16Array;
  readonly folds: number;
  readonly frame: Frame;
}

/** Estimates of a study by humans in folds, with twins of a simulator that has learnt from the other folds. */
export function crossFitted(
  study: EvaluationInput,
  { people, answers, foldOf, folds, frame }: FoldedPeople,
  others: readonly Person[],
  seed: number,
): CrossFitBlock {
  const humans = people.length;
  const all = people.map((_, row) => row);
  const simulators = Array.from({ length: folds }, (_, fold) => {
    const rows = folds === 1 ? all : all.filter((row) => foldOf[row] !== fold);
    return learned(
      rows.flatMap((row) => people[row] ?? []),
      answers.map((column) => Int16Array.from(rows, (row) => column[row] ?? -1)),
    );
  });
  const answersOf = (simulator: Simulator, whose: readonly Person[], name: string) =>
    twinsOf('adapted', simulator, whose, { seed: `${seed}/${name}` });
  const byFold = simulators.map((simulator, fold) => answersOf(simulator, people, `labelled ${fold}`));
  const options = [5, 5, 5, 2];
  const labelled = {
    probabilities: options.map((count, item) =>
      Float64Array.from({ length: humans * count }, (_, cell) => {
        const fold = foldOf[Math.floor(cell / count)] ?? 0;
        return byFold[fold]?.probabilities[item]?.[cell] ?? 0;
      }),
    ),
    draws: [0, 1, 2].map((index) =>
      options.map((_, item) =>
        Int16Array.from(all, (row) => byFold[foldOf[row] ?? 0]?.draws[index]?.[item]?.[row] ?? -1),
      ),
    ),
  };
  const unlabelled = simulators.map((simulator, fold) => answersOf(simulator, others, `unlabelled ${fold}`));
  const rows = {
    n: humans,
    frame,
    answers,
    folds,
    foldOf,
    sources: [{ id: 'adapted', labelled, unlabelled }],
  };
  const steps = crossFit(prepare(study, study.sources), rows);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
