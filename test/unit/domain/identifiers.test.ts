import { expect, it } from 'vitest';
import { codebookFromTable, codebookToTable } from '../../../electron/core/files/codebook/codebook-table.ts';
import { pointsToPersons } from '../../../renderer/views/codebook/edit-codebook.ts';
import { draftStudy } from '../../../shared/domain/draft-study.ts';
import type { ColumnInspection } from '../../../shared/domain/inspection.ts';
import { recipeFromStudy } from '../../../shared/domain/recipe-from-study.ts';
import { recipeSchema, studyFromRecipe } from '../../../shared/domain/recipe.ts';

function column(name: string, identifiers: ColumnInspection['identifiers']): ColumnInspection {
  return {
    name,
    question: '',
    filled: 10,
    missing: 0,
    empty: 0,
    distinct: 10,
    distinctIsAtLeast: false,
    scale: 'text',
    role: identifiers.length === 0 ? 'persona' : 'excluded',
    options: [],
    missingCodes: [],
    minimum: null,
    maximum: null,
    examples: [],
    identifiers,
    losses: [],
  };
}

const dialect = {
  delimiter: ',',
  quote: '"',
  encoding: 'utf-8',
  decimal: '.',
  thousands: '',
  header: 'plain',
  trim: true,
} as const;
const study = draftStudy(
  {
    fileName: 'answers.csv',
    sizeBytes: 1,
    format: 'CSV',
    dialect: { ...dialect, missing: [] },
    records: 10,
    misfits: 0,
    columns: [column('mail', ['email', 'name']), column('age', [])],
    losses: [],
  },
  '',
);
const [mail, age] = study.codebook.variables;

it('what may point to a person is kept with its variable, also in recipes and codebook files', () => {
  expect(mail?.identifiers).toEqual(['email', 'name']);
  expect(age).not.toHaveProperty('identifiers');
  const recipe = recipeSchema.parse(recipeFromStudy(study, { dataFile: 'a.csv', modelFile: 'm.gguf', dialect: {} }));
  expect(studyFromRecipe(recipe).codebook).toEqual(study.codebook);
  expect(codebookFromTable(codebookToTable(study.codebook))).toEqual({ ok: true, codebook: study.codebook });
});

it('a flagged variable is marked as long as the study keeps it', () => {
  if (mail === undefined || age === undefined) throw new Error('There are two columns.');
  expect(pointsToPersons(mail)).toBe(false);
  expect(pointsToPersons({ ...mail, role: 'persona' })).toBe(true);
  expect(pointsToPersons(age)).toBe(false);
});
