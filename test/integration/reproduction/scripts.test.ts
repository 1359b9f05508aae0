import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reproduceInPython } from '../../../electron/core/files/exporters/reproduce-python.ts';
import { reproduceInR } from '../../../electron/core/files/exporters/reproduce-r.ts';
import type { CellValue } from '../../../shared/domain/codebook.ts';
import type { RegressionSpec } from '../../../shared/domain/study.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type {
  EvaluationInput,
  SimulatedAnswers,
  SimulatedSource,
} from '../../../shared/evaluation/evaluation-input.ts';
import { csvText, exportFacts, exportedRows } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { exportedSides } from '../../../shared/evaluation/reproduction/exported-sides.ts';
import { rowsLayout } from '../../../shared/evaluation/reproduction/rows-layout.ts';
import { scriptStudy } from '../../../shared/evaluation/reproduction/script-study.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
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
    sources: [...input.sources, drawnOnly(input.sources)],
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

/** A source with draws alone, also where others have probabilities. */
function drawnOnly([first]: readonly SimulatedSource[]): SimulatedSource {
  if (first === undefined) throw new Error('There is no source to draw from.');
  const nothing = first.probabilities.map(() => null);
  return {
    ...first,
    id: 'drawn',
    kind: 'baseline',
    label: 'Draws',
    probabilities: nothing,
    draws: first.draws.slice(1),
  };
}

interface Slice {
  readonly from: number;
  readonly to: number;
}

function sliced<Column extends { readonly slice: (from: number, to: number) => Column }>(
  column: Column,
  { from, to }: Slice,
  width = 1,
): Column {
  return column.slice(from * width, to * width);
}

const folds = 3;

/**
 * The sample study with some people as rectification humans and others in folds: responses with probabilities, with draws
 * alone, with twins of their own predictors, and of every kind.
 */
function rectifiedInput(): EvaluationInput {
  const input = sampleEvaluationInput(430);
  const [own, rectified, folded] = [
    { from: 0, to: 210 },
    { from: 210, to: 330 },
    { from: 330, to: 430 },
  ] as const;
  const humans = input.items.map((item) => item.human);
  const sources = [...input.sources, drawnOnly(input.sources)];
  const frameOf = (slice: Slice): Frame =>
    Object.fromEntries(Object.entries(input.frame).map(([name, column]) => [name, sliced([...column], slice)]));
  const peopleOf = (slice: Slice) => ({
    n: slice.to - slice.from,
    frame: frameOf(slice),
    answers: humans.map((human) => sliced(human, slice)),
  });
  const twinsOf = ({ probabilities, draws }: SimulatedAnswers, slice: Slice) => ({
    probabilities: probabilities.map((column, i) =>
      column === null ? null : sliced(column, slice, input.items[i]?.variable.options.length ?? 1),
    ),
    draws: draws.map((columns) => columns.map((column) => sliced(column, slice))),
  });
  /** The model trained without a fold: closer to the untuned model by fold, and drawn in another order. */
  const [base, adapted] = input.sources;
  const withoutFold = (fold: number): SimulatedAnswers => ({
    probabilities: (adapted?.probabilities ?? []).map(
      (column, i) =>
        column?.map((p, cell) => p * (1 - fold / 4) + ((base?.probabilities[i]?.[cell] ?? 0) * fold) / 4) ?? null,
    ),
    draws: [...(adapted?.draws ?? []).slice(fold), ...(adapted?.draws ?? []).slice(0, fold)],
  });
  const foldOf = Int16Array.from({ length: folded.to - folded.from }, (_, r) => (r * 7) % folds);
  const crossFittedTwins = (id: string, of: (fold: number) => SimulatedAnswers) => ({
    id,
    labelled: twinsOf(of(0), folded),
    unlabelled: Array.from({ length: folds }, (_, fold) => twinsOf(of(fold), own)),
  });
  return {
    ...input,
    ...peopleOf(own),
    items: input.items.map((item) => ({ ...item, human: sliced(item.human, own) })),
    sources: sources.map((source) => ({
      ...source,
      ...twinsOf(source, own),
      outside: source.outside.map((column) => (column === null ? null : sliced(column, own))),
    })),
    rectification: {
      ...peopleOf(rectified),
      sources: sources.map((source) => ({ id: source.id, ...twinsOf(source, rectified) })),
    },
    crossFitted: {
      ...peopleOf(folded),
      folds,
      foldOf,
      sources: [
        crossFittedTwins('adapted', withoutFold),
        crossFittedTwins('drawn', (fold) => ({
          ...withoutFold(fold),
          probabilities: drawnOnly(sources).probabilities,
        })),
      ],
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

/** The same with weights, which some lack, and villages that have people of every part; folds keep villages whole. */
function surveyedInput(): EvaluationInput {
  const input = rectifiedInput();
  const { rectification, crossFitted } = input;
  if (!rectification || !crossFitted) throw new Error('No rectification humans.');
  const random = createRandom(8, 'surveyed rows');
  const surveyed = ({ n, frame }: { readonly n: number; readonly frame: Frame }): Frame => ({
    ...frame,
    weight: Array.from({ length: n }, (_, r) => (r % 31 === 0 ? null : r % 37 === 0 ? 0 : 0.3 + random.next())),
    village: Array.from({ length: n }, (_, r) => (r % 41 === 0 ? null : `village ${(r * 5) % 29}`)),
  });
  const folded = surveyed(crossFitted);
  const villages = [...new Set(folded['village'])];
  return {
    ...input,
    codebook: {
      variables: [
        ...input.codebook.variables,
        aVariable('weight', { role: 'weight' }),
        aVariable('village', { role: 'cluster', scale: 'text' }),
      ],
    },
    frame: surveyed(input),
    rectification: { ...rectification, frame: surveyed(rectification) },
    crossFitted: {
      ...crossFitted,
      frame: folded,
      foldOf: Int16Array.from(folded['village'] ?? [], (village) => villages.indexOf(village) % folds),
    },
  };
}

function comparedWith(results: EvaluationResults): string[] {
  return [...numbersOf(results)].flatMap(([label, value]) => (value === null ? [] : [label]));
}

describe('the scripts that redo the numbers', () => {
  const input = richInput();
  const results = evaluate(input);
  const second = rectifiedInput();
  const rectified = evaluate(second);
  const third = surveyedInput();
  const surveyed = evaluate(third);

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

    it.skipIf(missing !== null)(`agree with the results of models and baselines in ${language}`, () => {
      const numbers = reproduce(language, input);
      expect(disagreements(results, numbers)).toEqual([]);
      // Nothing was compared with nothing.
      const compared = comparedWith(results);
      for (const part of ['slope', 'joint beyond marginals']) {
        const labels = compared.filter((label) => label.startsWith(`${part} | `));
        expect(labels.length).toBeGreaterThanOrEqual(4 * results.sources.length);
      }
      expect(compared.length).toBeGreaterThan(2000);
      expect(compared.filter((label) => label.startsWith('effect | ')).length).toBeGreaterThan(1000);
      for (const { id } of results.sources) {
        expect(
          compared.filter((label) => label.includes(`regression | `) && label.includes(id)).length,
        ).toBeGreaterThan(50);
        expect(
          compared.filter((label) => label.includes(`divergence | `) && label.includes(id)).length,
        ).toBeGreaterThan(100);
      }
    });

    for (const [name, own, expected] of [
      ['of a simple sample', second, rectified],
      ['with weights and clusters', third, surveyed],
    ] as const) {
      it.skipIf(missing !== null)(`agree with rectified and cross-fitted estimates ${name} in ${language}`, () => {
        const numbers = reproduce(language, own);
        expect(disagreements(expected, numbers)).toEqual([]);
        const compared = comparedWith(expected);
        for (const part of ['rectified', 'cross-fitted']) {
          expect(compared.filter((label) => label.startsWith(`${part} | `)).length).toBeGreaterThan(300);
          expect(compared.filter((label) => label.startsWith(`${part} coefficient | `)).length).toBeGreaterThan(200);
        }
        expect(compared.filter((label) => label.startsWith('joint | ')).length).toBe(expected.sources.length);
      });
    }
  }

  it('are told beforehand how many rows they need', () => {
    for (const own of [input, second, third]) {
      for (const sides of exportedSides) {
        const layout = rowsLayout({ ...own, regressions: [...own.regressions], evaluation: own.settings });
        const { rows, ...facts } = exportedRows(own, layout, sides, [1, 2, 3]);
        expect(exportFacts(own, layout, sides)).toEqual(facts);
        expect(facts.count).toBe(rows.length);
      }
    }
  });
});
