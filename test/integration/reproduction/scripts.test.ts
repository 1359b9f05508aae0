import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reproduceInPython } from '../../../electron/core/files/exporters/reproduce-python.ts';
import { reproduceInR } from '../../../electron/core/files/exporters/reproduce-r.ts';
import type { CellValue } from '../../../shared/domain/codebook.ts';
import type { RegressionSpec } from '../../../shared/domain/study.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationInput, SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import { csvText, exportedRows } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { rowsLayout } from '../../../shared/evaluation/reproduction/rows-layout.ts';
import { scriptStudy } from '../../../shared/evaluation/reproduction/script-study.ts';
import type { Frame } from '../../../shared/statistics/types.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aVariable } from '../../support/a-variable.ts';
import {
  type ReproducedNumber,
  disagreements,
  missingLanguage,
  numbersOf,
  runScript,
} from '../../support/reproduced-numbers.ts';
import { sampleEvaluationInput } from '../../support/sample-evaluation-input.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function regression(name: string, fields: Partial<RegressionSpec>): RegressionSpec {
  return { name, model: 'ols', formula: 'believed ~ age', covariance: 'classical', ...fields };
}

/** The sample study with weights, clusters, missing personas and every kind of term and covariance. */
function richInput(): EvaluationInput {
  const input = sampleEvaluationInput(260);
  const random = createRandom(5, 'weights and clusters');
  const column = (value: () => CellValue): CellValue[] => Array.from({ length: input.n }, value);
  const weight = column(() => 0.2 + random.next());
  const village = column(() => `village ${random.integer(18)}`);
  const age = (input.frame['age'] ?? []).map((value) => (random.next() < 0.05 ? null : value));
  return {
    ...input,
    codebook: {
      variables: [
        ...input.codebook.variables,
        aVariable('weight', { role: 'weight' }),
        aVariable('village', { role: 'cluster', scale: 'text' }),
        aVariable('name', { role: 'id', scale: 'text' }),
      ],
    },
    frame: { ...input.frame, age, weight, village },
    pilot: null,
    regressions: [
      regression('Classical', { formula: 'believed ~ arm * education + log(age)' }),
      regression('HC0', { formula: 'trust ~ source + I(age^2) + protected', covariance: 'HC0' }),
      regression('HC2 without intercept', { formula: 'trust ~ 0 + arm + arm:age', covariance: 'HC2' }),
      regression('Clusters', { formula: 'believed ~ factor(education) + I(age > 40)', covariance: 'cluster' }),
      regression('Collinear', { formula: 'trust ~ age + I(2 * age) + arm', covariance: 'HC3' }),
      regression('Logit', { model: 'logit', formula: 'discloses ~ believed * arm + age', covariance: 'HC1' }),
      regression('Logit HC3', { model: 'logit', formula: 'discloses ~ trust + source', covariance: 'HC3' }),
      regression('Logit clusters', {
        model: 'logit',
        formula: 'discloses ~ believed + protected',
        covariance: 'cluster',
      }),
      regression('Ordered', { model: 'ordered-logit', formula: 'believed ~ arm + age', covariance: 'classical' }),
      regression('Ordered clusters', {
        model: 'ordered-logit',
        formula: 'trust ~ 0 + arm + education',
        covariance: 'cluster',
        contrasts: 'sum',
      }),
      regression('Multinomial', { model: 'multinomial-logit', formula: 'source ~ arm + education', covariance: 'HC3' }),
      regression('Poisson', {
        model: 'poisson',
        formula: 'believed ~ arm * education + offset(log(age))',
        covariance: 'HC0',
        contrasts: 'helmert',
      }),
      regression('Poisson clusters', { model: 'poisson', formula: 'trust ~ source + age', covariance: 'cluster' }),
    ],
  };
}

/**
 * The sample study with the last people as rectification humans: responses with probabilities, with twins of their own
 * predictors, and of every kind.
 */
function rectifiedInput(): EvaluationInput {
  const input = sampleEvaluationInput(330);
  const n = 210;
  const rows = <Column extends { readonly slice: (from: number, to: number) => Column }>(
    column: Column,
    part: 0 | 1,
  ) => (part === 0 ? column.slice(0, n) : column.slice(n, input.n));
  const frameOf = (part: 0 | 1): Frame =>
    Object.fromEntries(Object.entries(input.frame).map(([name, column]) => [name, rows([...column], part)]));
  const twinsOf = (source: SimulatedSource, part: 0 | 1) => ({
    probabilities: source.probabilities.map((column, i) => {
      const options = input.items[i]?.variable.options.length ?? 1;
      if (column === null) return null;
      return part === 0 ? column.slice(0, n * options) : column.slice(n * options);
    }),
    draws: source.draws.map((columns) => columns.map((column) => rows(column, part))),
  });
  return {
    ...input,
    n,
    frame: frameOf(0),
    items: input.items.map((item) => ({ ...item, human: rows(item.human, 0) })),
    sources: input.sources.map((source) => ({
      ...source,
      ...twinsOf(source, 0),
      outside: source.outside.map((column) => (column === null ? null : rows(column, 0))),
    })),
    pilot: null,
    rectification: {
      n: input.n - n,
      frame: frameOf(1),
      answers: input.items.map(({ human }) => rows(human, 1)),
      sources: input.sources.map((source) => ({ id: source.id, ...twinsOf(source, 1) })),
    },
    regressions: [
      regression('Expected', { formula: 'believed ~ arm * education + log(age)', covariance: 'HC1' }),
      regression('Own predictors', { formula: 'trust ~ believed + source + arm', contrasts: 'sum' }),
      regression('Second item', { formula: 'protected ~ arm + age' }),
      regression('Logit', { model: 'logit', formula: 'discloses ~ believed + protected + arm' }),
      regression('Logit expected', { model: 'logit', formula: 'discloses ~ arm + age' }),
      regression('Computed', { formula: 'I(trust^2) ~ factor(education)' }),
      regression('Collinear', { formula: 'trust ~ age + I(2 * age)' }),
      regression('Ordered', { model: 'ordered-logit', formula: 'trust ~ arm' }),
    ],
  };
}

describe('the scripts that redo the numbers', () => {
  const input = richInput();
  const results = evaluate(input);
  const second = rectifiedInput();
  const rectified = evaluate(second);

  function reproduce(language: 'R' | 'Python', own: EvaluationInput): ReproducedNumber[] {
    const study = { codebook: own.codebook, regressions: [...own.regressions], evaluation: own.settings };
    const folder = temporaryFolder();
    const script = join(folder, language === 'R' ? 'reproduce.R' : 'reproduce.py');
    const known = scriptStudy(study);
    writeFileSync(script, language === 'R' ? reproduceInR(known) : reproduceInPython(known));
    const rows = join(folder, 'rows.csv');
    writeFileSync(rows, csvText(exportedRows(own, rowsLayout(study), 'both', [1, 2, 3])));
    return runScript(language, script, rows, join(folder, 'numbers.csv'));
  }

  for (const language of ['R', 'Python'] as const) {
    const missing = missingLanguage(language);
    if (missing !== null) console.info(`Skipped: the ${language} script, since ${missing}.`);

    it.skipIf(missing !== null)(`agree with the results to 1e-6 in ${language}`, () => {
      const numbers = reproduce(language, input);
      expect(disagreements(results, numbers, 1e-6)).toEqual([]);
      // Nothing was compared with nothing.
      const compared = [...numbersOf(results)].filter(([, value]) => value !== null);
      expect(compared.length).toBeGreaterThan(400);
      expect(compared.filter(([label]) => label.startsWith('effect | ')).length).toBeGreaterThan(200);
    });

    it.skipIf(missing !== null)(`agree with rectified estimates and the joint distance in ${language}`, () => {
      const numbers = reproduce(language, second);
      expect(disagreements(rectified, numbers, 1e-6)).toEqual([]);
      const compared = [...numbersOf(rectified)].filter(([, value]) => value !== null).map(([label]) => label);
      expect(compared.filter((label) => label.startsWith('rectified | ')).length).toBeGreaterThan(300);
      expect(compared.filter((label) => label.startsWith('rectified coefficient | ')).length).toBeGreaterThan(200);
      expect(compared.filter((label) => label.startsWith('joint | ')).length).toBe(2);
    });
  }
});
