import { afterAll, describe, expect, test } from 'vitest';
import { armEffects } from '../../shared/evaluation/arm-effects.ts';
import { designMatrix } from '../../shared/statistics/design-matrix.ts';
import { fitRegression } from '../../shared/statistics/fit-regression.ts';
import { parseFormula } from '../../shared/statistics/parse-formula.ts';
import { contrastKinds, covarianceKinds, regressionModels } from '../../shared/domain/study.ts';
import reference from './average-effects.json' with { type: 'json' };
import { worstError } from './relative-error.ts';

function among<Item extends string>(items: readonly Item[], name: string): Item {
  const found = items.find((item) => item === name);
  if (found === undefined) throw new Error(`unknown: ${name}`);
  return found;
}

let worst = 0;
afterAll(() => console.log(`Largest relative error of average effects against R: ${worst.toExponential(1)}`));

const treatments = {
  arm: ['control', 'ingroup', 'outgroup'],
  on: ['0', '1'],
};

describe('average effects of arms agree with g-computation in R', () => {
  for (const c of reference.cases) {
    const title = [c.formula, c.covariance, c.contrasts, ...(c.weights === null ? [] : [`weights ${c.weights}`])];
    test(`${c.model}: ${title.join(', ')}, effect of ${c.treatment}`, () => {
      const model = among(regressionModels, c.model);
      const covariance = among(covarianceKinds, c.covariance);
      const contrasts = among(contrastKinds, c.contrasts);
      const formula = parseFormula(c.formula);
      const frame = reference.data;
      const clusters = covariance === 'cluster' ? { clusters: 'cl' } : {};
      const weighted = c.weights === null ? {} : { weights: c.weights };
      const fit = fitRegression({ model, formula, contrasts, covariance, ...clusters, ...weighted }, frame);
      if (fit.kind !== 'fit') throw new Error(fit.detail);
      const design = designMatrix(formula, frame, { contrasts });
      const column: readonly number[] | null = c.weights === 'w' ? frame.w : c.weights === 'w0' ? frame.w0 : null;
      const weights = Float64Array.from(design.usedRows, (row) => column?.[row] ?? 1);
      const variable = among(['arm', 'on'], c.treatment);
      const arms = treatments[variable].map((value) => ({ value, label: value }));
      const effects = armEffects(
        { fit, design, weights, formula, contrasts, factors: {}, frame },
        [{ variable, label: variable, arms }],
        frame,
      );
      expect(effects.map(({ outcome }) => outcome.level ?? outcome.kind)).toEqual(c.effects.flatMap(() => c.outcomes));
      const expected = c.effects.flatMap(({ effect, se, value }) =>
        effect.map((number, k) => ({ value, effect: number, se: se[k] ?? Number.NaN })),
      );
      expect(effects.map(({ value }) => value)).toEqual(expected.map(({ value }) => value));
      const errors = [
        worstError(
          effects.map(({ effect }) => effect),
          expected.map(({ effect }) => effect),
        ),
        worstError(
          effects.map(({ standardError }) => standardError),
          expected.map(({ se }) => se),
        ),
      ];
      worst = Math.max(worst, ...errors);
      expect(Math.max(...errors)).toBeLessThan(1e-6);
    });
  }
});
