import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { LoadedRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import { readRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import { makeData } from '../../resources/sample-studies/disclosure-synthetic/make-data.ts';
import type { Answers } from '../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../shared/domain/codebook.ts';
import { plainPrompt, renderPrompt } from '../../shared/domain/prompt.ts';
import { compileRule } from '../../shared/domain/rule.ts';
import { assignParts, rowsOfPart, usedParts } from '../../shared/domain/split.ts';
import { sharedColumns } from '../../shared/evaluation/regression-frame.ts';
import { binaryLogit } from '../../shared/statistics/binary-logit.ts';
import { designMatrix } from '../../shared/statistics/design-matrix.ts';
import { parseFormula } from '../../shared/statistics/parse-formula.ts';
import { readStudyTable } from '../support/read-study-table.ts';

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const samples = join(repository, 'resources/sample-studies');
const anes = readRecipe(join(samples, 'anes96/study.yaml'));
const disclosure = readRecipe(join(samples, 'disclosure-synthetic/study.yaml'));

/** Who follows the rule of a study, who breaks it, and whom it leaves undecided. */
function followTheRule({ study }: LoadedRecipe, rows: readonly Answers[]): Record<string, number> {
  const counts = { followed: 0, broken: 0, tie: 0, undefined: 0 };
  if (study.rule === null) return counts;
  const rule = compileRule(study.rule, study.codebook);
  for (const row of rows) {
    const outcome = rule.apply((name) => row[name] ?? null);
    if (outcome.kind !== 'action') counts[outcome.kind]++;
    else if (outcome.value === row[rule.action]) counts.followed++;
    else counts.broken++;
  }
  return counts;
}

/** Names, estimates and standard errors of a study's first regression on all rows. */
function fitRegression(
  { study }: LoadedRecipe,
  rows: readonly Answers[],
): Map<string, { estimate: number; error: number }> {
  const columns = Object.fromEntries(
    study.codebook.variables
      .filter((variable) => variable.role !== 'excluded' && variable.role !== 'id')
      .map((variable) => [variable.name, rows.map((row) => row[variable.name] ?? null)]),
  );
  const { frame, factors } = sharedColumns(study.codebook, columns);
  const fit = binaryLogit(designMatrix(parseFormula(study.regressions[0]?.formula ?? ''), frame, { factors }));
  if (fit.kind === 'failure') throw new Error(fit.detail);
  return new Map(
    fit.names.map((name, index) => [
      name,
      { estimate: fit.coefficients[index] ?? Number.NaN, error: fit.standardErrors[index] ?? Number.NaN },
    ]),
  );
}

function split({ study }: LoadedRecipe, rows: readonly Answers[]): Record<string, number> {
  const units = rows.map((row, index) => ({
    rows: [index],
    stratum: study.split.stratify.map((name) => row[name]).join('|'),
  }));
  const assignment = assignParts(units, study.split);
  return Object.fromEntries(usedParts.map((part) => [part, rowsOfPart(assignment, part).length]));
}

describe('the election study of 1996', () => {
  const { rows, uncovered } = readStudyTable(anes);

  test('has every value of its data in the codebook', () => {
    expect(uncovered).toEqual([]);
    expect(rows).toHaveLength(944);
    expect(rows.every((row) => Object.values(row).every((value) => value !== null))).toBe(true);
  });

  test('is broken by 12.4 % of those whom its rule decides, with 127 ties', () => {
    const counts = followTheRule(anes, rows);
    expect(counts).toEqual({ followed: 716, broken: 101, tie: 127, undefined: 0 });
    expect(101 / (101 + 716)).toBeCloseTo(0.124, 3);
  });

  test('has the regression that R estimates', () => {
    const fit = fitRegression(anes, rows);
    // glm(vote ~ PID + age + educ + income, binomial) in R 4.2.
    const expected = {
      '(Intercept)': -5.47130062,
      PID: 1.21881972,
      age: 0.01221519,
      educ: 0.01470648,
      income: 0.03111682,
    };
    expect([...fit.keys()]).toEqual(Object.keys(expected));
    for (const [name, estimate] of Object.entries(expected)) expect(fit.get(name)?.estimate).toBeCloseTo(estimate, 6);
  });

  test('splits into the parts it asks for', () => {
    expect(split(anes, rows)).toEqual({
      'pilot-train': 240,
      'pilot-validation': 80,
      rectification: 160,
      evaluation: 464,
    });
  });

  test('asks in words that a person would understand', () => {
    const { codebook, prompt } = anes.study;
    const [vote] = variablesWithRole(codebook, 'action');
    const earlier = variablesWithRole(codebook, 'belief').map((item) => ({
      item,
      value: rows[0]?.[item.name] ?? null,
    }));
    if (vote === undefined) throw new Error('The sample has no action.');
    const text = plainPrompt(
      renderPrompt({ codebook, settings: prompt, respondent: rows[0] ?? {}, item: vote, earlier }),
    );
    expect(text).toBe(`The year is 1996, in the United States. Answer the survey question as the person described would.

Person:
- Party: strong Republican
- Age: 36 years
- Education: high school diploma
- Household income: under $3,000
- Population of the town in thousands: 0
- Watches TV news: every day

Earlier answers:
- Own political views: extremely conservative
- Bill Clinton's political views: extremely liberal
- Bob Dole's political views: conservative

Question: Who do you expect to vote for in the presidential election?
A. Bill Clinton
B. Bob Dole
Answer:`);
  });
});

describe('the synthetic disclosure experiment', () => {
  const { rows, uncovered } = readStudyTable(disclosure);
  const folder = join(samples, 'disclosure-synthetic');
  const truth = z
    .object({ coefficients: z.record(z.string(), z.number()) })
    .parse(JSON.parse(readFileSync(join(folder, 'coefficients.json'), 'utf8'))).coefficients;

  test('is what its generator writes, to the byte', () => {
    const made = makeData();
    expect(made.csv).toBe(readFileSync(join(folder, 'data.csv'), 'utf8'));
    expect(made.coefficients).toBe(readFileSync(join(folder, 'coefficients.json'), 'utf8'));
  });

  test('says everywhere that it is synthetic', () => {
    expect(disclosure.study.synthetic).toBe(true);
    expect(disclosure.study.title).toMatch(/^Synthetic data/);
    expect(disclosure.study.notice).toMatch(/^Synthetic data/);
    expect(anes.study.synthetic).toBe(false);
  });

  test('has 929 respondents in eight arms of one size, and groups of unequal size', () => {
    expect(uncovered).toEqual([]);
    expect(rows).toHaveLength(929);
    const arms = Map.groupBy(rows, (row) =>
      [row['attack_announced'], row['high_stake'], row['other_discloses']].join(),
    );
    expect([...arms.values()].map((arm) => arm.length).toSorted((a, b) => a - b)).toEqual([
      116, 116, 116, 116, 116, 116, 116, 117,
    ]);
    const groups = Map.groupBy(rows, (row) => row['ethnicity']);
    expect(Object.fromEntries([...groups].map(([name, members]) => [name, members.length]))).toEqual({
      White: 494,
      Black: 174,
      Hispanic: 123,
      Asian: 101,
      Other: 37,
    });
  });

  test('has many structures of belief, and a rule that about a fifth break', () => {
    const names = variablesWithRole(disclosure.study.codebook, 'belief').map((variable) => variable.name);
    expect(new Set(rows.map((row) => names.map((name) => row[name]).join())).size).toBe(650);
    const counts = followTheRule(disclosure, rows);
    expect(counts).toEqual({ followed: 627, broken: 180, tie: 122, undefined: 0 });
  });

  test('gives the coefficients back that it was drawn from: all 19 inside their 95 % intervals', () => {
    const fit = fitRegression(disclosure, rows);
    expect([...fit.keys()].toSorted()).toEqual(Object.keys(truth).toSorted());
    const outside = [...fit].filter(
      ([name, { estimate, error }]) => Math.abs(estimate - (truth[name] ?? Number.NaN)) > 1.959964 * error,
    );
    expect(outside).toEqual([]);
    // glm in R 4.2 on the same data.
    expect(fit.get('benefit')?.estimate).toBeCloseTo(1.012, 3);
    expect(fit.get('ethnicityBlack')?.error).toBeCloseTo(0.279, 3);
  });

  test('splits into the parts it asks for', () => {
    expect(split(disclosure, rows)).toEqual({
      'pilot-train': 232,
      'pilot-validation': 80,
      rectification: 120,
      evaluation: 497,
    });
  });
});

const fingerprinting = join(repository, '../shared/data/disclosure-fingerprinting/survey-experiment-data.csv');

/** Runs where the data set lies beside the repository; it may not be shipped with it. */
describe.runIf(existsSync(fingerprinting))('the recipe for browser data', () => {
  test('covers names that are no identifiers, labels as codes and commas inside codes', () => {
    const recipe = readRecipe(join(repository, 'test/integration/studies/disclosure-fingerprinting.yaml'));
    const { rows, uncovered } = readStudyTable(recipe);
    expect(uncovered).toEqual([]);
    expect(rows).toHaveLength(12_461);
    expect(rows.filter((row) => row['Q-demos-income'] === null)).toHaveLength(266);
    expect(followTheRule(recipe, rows)).toEqual({ followed: 4642, broken: 5481, tie: 2338, undefined: 0 });
    const fit = fitRegression(recipe, rows);
    // The same counts and coefficients from R 4.2, glm with the labels as 1-5 and 1-6.
    const expected = {
      '(Intercept)': 3.08228,
      showdata: -0.1236043,
      '`Q-perceptions-1`': 0.18043,
      '`Q-perceptions-2`': -0.6349476,
      '`Q-demos-age`': -0.1087465,
    };
    expect([...fit.keys()]).toEqual(Object.keys(expected));
    for (const [name, estimate] of Object.entries(expected)) expect(fit.get(name)?.estimate).toBeCloseTo(estimate, 6);
    expect(split(recipe, rows)).toEqual({
      'pilot-train': 160,
      'pilot-validation': 40,
      rectification: 0,
      evaluation: 1000,
    });
  });
});
