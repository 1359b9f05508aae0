import type { RegressionSpec } from '../../shared/domain/study.ts';
import type { EvaluationInput, SimulatedSource } from '../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../shared/evaluation/prepare.ts';
import type { RectificationBlock } from '../../shared/evaluation/rectification-results.ts';
import { rectify } from '../../shared/evaluation/rectification.ts';
import { fitRegression } from '../../shared/statistics/fit-regression.ts';
import { type Person, type Simulator, beliefShares, knownStudy, yesGiven } from './known-process.ts';

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
