import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import { actionCoefficients } from '../../resources/sample-studies/disclosure-synthetic/model.ts';
import type { Known } from '../../resources/sample-studies/disclosure-synthetic/process.ts';
import type { Answers } from '../../shared/domain/codebook.ts';
import { optionIndex, variablesWithRole } from '../../shared/domain/codebook.ts';
import { compileRule } from '../../shared/domain/rule.ts';
import type { Part } from '../../shared/domain/split.ts';
import { assignParts, rowsOfPart } from '../../shared/domain/split.ts';
import { evaluate } from '../../shared/evaluation/evaluate.ts';
import type { PilotRows } from '../../shared/evaluation/evaluation-input.ts';
import type { EvaluationResults } from '../../shared/evaluation/results.ts';
import type { Purpose, Verdict } from '../../shared/evaluation/verdict-results.ts';
import type { DisclosureSimulator } from '../support/disclosure-twins.ts';
import {
  answersModally,
  copiesProcess,
  disclosureTwins,
  ignoresBeliefs,
  ignoresSubgroups,
} from '../support/disclosure-twins.ts';
import { readStudyTable } from '../support/read-study-table.ts';
import { constantSource, found } from '../support/small-study.ts';

/**
 * The synthetic experiment with twins whose faults are known: one copies the generating process, the others break one
 * dimension each. The humans, the split, the rule and the regressions are those of the shipped sample.
 */
const recipe = readRecipe(join(import.meta.dirname, '../../resources/sample-studies/disclosure-synthetic/study.yaml'));
const { study } = recipe;
const { rows } = readStudyTable(recipe);
const items = [...variablesWithRole(study.codebook, 'belief'), ...variablesWithRole(study.codebook, 'action')];
const columns = variablesWithRole(study.codebook, 'persona', 'treatment');
const assignment = assignParts(
  rows.map((row, index) => ({ rows: [index], stratum: study.split.stratify.map((name) => row[name]).join('|') })),
  study.split,
);

function peopleIn(part: Part): readonly Answers[] {
  return rowsOfPart(assignment, part).map((index) => found(rows[index]));
}

function rowsOf(people: readonly Answers[]): PilotRows {
  return {
    n: people.length,
    frame: Object.fromEntries(columns.map(({ name }) => [name, people.map((person) => person[name] ?? null)])),
    answers: items.map((item) => Int16Array.from(people, (person) => optionIndex(item, person[item.name] ?? null))),
  };
}

/** The untuned model of the comparison: every option is equally likely. */
const blindGuesses = items.map(({ options }) => options.map(() => 1 / options.length));

/** What a simulator may know: everything but beliefs and action. */
function knownOf(people: readonly Answers[]): Known[] {
  return people.map((person) => Object.fromEntries(columns.map(({ name }) => [name, person[name] ?? ''])));
}

function judge(simulator: DisclosureSimulator): EvaluationResults {
  const [humans, rectified] = [peopleIn('evaluation'), peopleIn('rectification')];
  const sample = rowsOf(humans);
  const twins = disclosureTwins('adapted', simulator, knownOf(humans), 'evaluation');
  const { rule } = study;
  if (rule === null) throw new Error('The sample has no rule.');
  return evaluate({
    study: { name: study.name, title: study.title, notice: study.notice, synthetic: true },
    sample: { rows: rows.length, parts: [{ name: 'evaluation', n: sample.n }] },
    codebook: study.codebook,
    n: sample.n,
    frame: sample.frame,
    items: items.map((variable, i) => ({ variable, human: found(sample.answers[i]) })),
    sources: [
      constantSource('base', 'base', sample.n, blindGuesses),
      { ...twins, kind: 'adapted', label: 'Twins', outside: items.map(() => null) },
    ],
    pilot: rowsOf(peopleIn('pilot-train')),
    rectification: {
      ...rowsOf(rectified),
      sources: [disclosureTwins('adapted', simulator, knownOf(rectified), 'rectification')],
    },
    rule: { text: rule.source, compiled: compileRule(rule, study.codebook) },
    regressions: study.regressions,
    settings: { ...study.evaluation, bootstrap: 200 },
  });
}

function fullVerdictOf(results: EvaluationResults, purpose: Purpose): Verdict {
  const { verdicts } = found(results.verdicts);
  return found(verdicts.find((entry) => entry.purpose === purpose));
}

function verdictOf(results: EvaluationResults, purpose: Purpose): string {
  return fullVerdictOf(results, purpose).verdict;
}

const purposes = ['questionnaire-pretest', 'item-variance', 'effect-size', 'effect-sign', 'subgroup-estimate'] as const;

/** Purposes in which the twins fail, and dimensions whose headline contradicts them (being behind a baseline apart). */
function failures(results: EvaluationResults): string[] {
  const dimensions = results.headline.filter(
    ({ finding, id }) => finding === 'contradicts' && !id.includes('baselines'),
  );
  return [
    ...purposes.filter((purpose) => !/^(supported|baseline)/.test(verdictOf(results, purpose))),
    ...new Set(dimensions.map(({ about }) => about)),
  ];
}

describe('on the synthetic experiment', () => {
  let honest: EvaluationResults;
  beforeAll(() => {
    honest = judge(copiesProcess);
  });

  it('twins that copy the generating process are supported for every purpose, and fully where no baseline does as well', () => {
    expect(failures(honest)).toEqual([]);
    for (const purpose of purposes) expect(verdictOf(honest, purpose)).toMatch(/^supported/);
    for (const purpose of ['questionnaire-pretest', 'subgroup-estimate'] as const) {
      expect([purpose, verdictOf(honest, purpose)]).toEqual([purpose, 'supported']);
    }
  });

  it('twins are not used for coefficients whose intervals not even a copy of the process shortens', () => {
    const { verdict, reasons } = fullVerdictOf(honest, 'coefficient-inference');
    expect(verdict).toBe('not supported');
    expect(reasons[0]).toMatch(/0\.99\d \[.* times as wide .* use the estimates from the rectification humans alone/);
    expect(reasons[1]).toMatch(/^None of \d rectified coefficients is in conflict/);
  });

  it('the evaluation humans give the known coefficients of the action back within their intervals', () => {
    const model = found(found(honest.regressions).models[0]);
    const { coefficients } = found(model.sources[1]);
    expect(coefficients.map(({ term }) => term).toSorted()).toEqual(Object.keys(actionCoefficients).toSorted());
    const outside = coefficients.filter(({ term, human: { low, high } }) => {
      const truth = found(actionCoefficients[term]);
      return found(low) > truth || found(high) < truth;
    });
    expect(outside.map(({ term }) => term)).toEqual([]);
  });

  it('twins that answer modally fail in heterogeneity and in no other dimension', () => {
    const results = judge(answersModally);
    expect(failures(results)).toEqual(['item-variance', 'heterogeneity']);
    // Within the margin, but farther from the humans than the shares of the pilot.
    expect(verdictOf(results, 'questionnaire-pretest')).toBe('baseline is better');
  });

  it('twins that ignore their beliefs fail in coherence and in no other dimension', () => {
    expect(failures(judge(ignoresBeliefs))).toEqual(['coherence']);
  });

  it('twins that ignore subgroups fail in subgroup alignment and in no other dimension', () => {
    expect(failures(judge(ignoresSubgroups))).toEqual(['subgroup-estimate', 'subgroups']);
  });
});
