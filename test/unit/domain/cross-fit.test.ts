import { describe, expect, it } from 'vitest';
import { checkCrossFit } from '../../../shared/domain/check-cross-fit.ts';
import { crossFitFolds } from '../../../shared/domain/cross-fit.ts';
import { recipeFromStudy } from '../../../shared/domain/recipe-from-study.ts';
import { recipeSchema, studyFromRecipe } from '../../../shared/domain/recipe.ts';
import type { SplitSettings } from '../../../shared/domain/split.ts';
import { aVariable } from '../../support/a-variable.ts';

const split: SplitSettings = { seed: 4, unit: 'respondent', stratify: ['arm'], parts: {}, pilot: 'proportional' };
const codebook = {
  variables: [aVariable('arm', { role: 'treatment' }), aVariable('class', { role: 'cluster', scale: 'text' })],
};
const people = Array.from({ length: 40 }, (_, index) => ({
  row: index + 1,
  answers: { arm: index < 30 ? '0' : '1', class: `c${Math.floor(index / 4)}` },
}));

describe('the folds of a pilot', () => {
  it('hold everybody once, with nearly the same mix of strata', () => {
    const folds = crossFitFolds(people, codebook, split, 4);
    expect([...folds.keys()]).toEqual(people.map(({ row }) => row));
    for (const fold of [0, 1, 2, 3]) {
      const own = people.filter(({ row }) => folds.get(row) === fold);
      expect(own).toHaveLength(10);
      const treated = own.filter(({ answers }) => answers.arm === '1').length;
      expect(treated).toBeGreaterThanOrEqual(2);
      expect(treated).toBeLessThanOrEqual(3);
    }
  });

  it('are the same for the same seed and others for another', () => {
    const of = (seed: number) => [...crossFitFolds(people, codebook, { ...split, seed }, 4).values()];
    expect(of(4)).toEqual(of(4));
    expect(of(4)).not.toEqual(of(5));
  });

  it('keep the members of a cluster together where the split does', () => {
    const folds = crossFitFolds(people, codebook, { ...split, unit: 'cluster', stratify: [] }, 5);
    for (const group of Map.groupBy(people, ({ answers }) => answers.class).values())
      expect(new Set(group.map(({ row }) => folds.get(row))).size).toBe(1);
  });

  it('are refused where there are fewer people than folds', () => {
    expect(() => crossFitFolds(people.slice(0, 2), codebook, split, 3)).toThrow(/2 respondents, too few for 3 folds/);
  });
});

const recipe = {
  pilotlight: 1,
  study: 'folds',
  title: 'Folds',
  data: { file: 'a.csv' },
  codebook: {
    trust: { role: 'belief', scale: 'ordinal', options: [{ 1: 'no' }, { 2: 'yes' }], wording: 'Do you trust?' },
  },
  split: { seed: 1, parts: { 'pilot-train': 4, 'pilot-validation': 2, evaluation: 'rest' } },
  model: { base: 'm.gguf' },
};

describe('folds in a recipe', () => {
  it('are kept in the study and written back', () => {
    const study = studyFromRecipe(recipeSchema.parse({ ...recipe, rectification: { cross_fit: 5 } }));
    expect(study.rectification).toEqual({ crossFit: 5 });
    const written = recipeFromStudy(study, { dataFile: 'a.csv', modelFile: 'm.gguf', dialect: {} });
    expect(written['rectification']).toEqual({ cross_fit: 5 });
    expect(studyFromRecipe(recipeSchema.parse(recipe)).rectification).toBeUndefined();
    expect(recipeSchema.safeParse({ ...recipe, rectification: { cross_fit: 1 } }).success).toBe(false);
  });

  it('are refused for a smaller pilot, and where they would divide clusters', () => {
    const study = studyFromRecipe(recipeSchema.parse({ ...recipe, rectification: { cross_fit: 5 } }));
    expect(checkCrossFit(study).map(({ message }) => message)).toEqual(['pilot-train has fewer than 5 respondents']);
    const weighted = [...study.codebook.variables, aVariable('w', { role: 'weight', scale: 'interval' })];
    expect(checkCrossFit({ ...study, codebook: { variables: weighted } })).toHaveLength(1);
    const clustered = { ...study, codebook: { variables: [...weighted, aVariable('v', { role: 'cluster' })] } };
    expect(checkCrossFit(clustered)).toHaveLength(2);
    expect(checkCrossFit({ ...clustered, split: { ...study.split, unit: 'cluster' } })).toHaveLength(1);
    expect(checkCrossFit(studyFromRecipe(recipeSchema.parse(recipe)))).toEqual([]);
  });
});
