import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importDelimited } from '../../electron/core/files/importers/import-delimited.ts';
import type { ImportedDataset } from '../../electron/core/files/importers/import-delimited.ts';
import { readRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import { fixedClock, projectForFile } from '../support/temporary-project.ts';

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const fingerprinting = join(repository, '../shared/data/disclosure-fingerprinting/survey-experiment-data.csv');
const project = projectForFile();

async function importStudy(recipe: string): Promise<ImportedDataset> {
  const { dataFile, dialect, study } = readRecipe(join(repository, recipe));
  const { codebook, name } = study;
  return importDelimited({ path: dataFile, dialect, codebook, db: project.db, datasetId: name, clock: fixedClock });
}

describe('the importer takes every respondent and every cell of', () => {
  test('the election study of 1996', async () => {
    const imported = await importStudy('resources/sample-studies/anes96/study.yaml');
    expect(imported).toMatchObject({ rows: 944, rejectedRows: 0, rejectedCells: 0, missingCells: 0, leftOut: [] });
  });

  test('the synthetic experiment', async () => {
    const imported = await importStudy('resources/sample-studies/disclosure-synthetic/study.yaml');
    expect(imported).toMatchObject({ rows: 929, rejectedRows: 0, rejectedCells: 0, missingCells: 0, leftOut: [] });
  });

  // Runs where the data set lies beside the repository; it may not be shipped with it.
  test.runIf(existsSync(fingerprinting))('the experiment with browser data', async () => {
    const imported = await importStudy('test/integration/studies/disclosure-fingerprinting.yaml');
    expect(imported).toMatchObject({ rows: 12_461, rejectedRows: 0, rejectedCells: 0, missingCells: 266 });
    expect(imported.leftOut).toEqual(['Duration (in seconds)']);
  });
});
