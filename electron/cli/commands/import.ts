import { resolve } from 'node:path';
import { readRecipe } from '../../core/files/recipe/read-recipe.ts';
import type { CommonOptions } from '../command-context.ts';
import { openProjectFile, withCore } from '../command-context.ts';
import { runPhase } from '../phase-runner.ts';
import { setStudy } from '../set-study.ts';

export interface ImportOptions extends CommonOptions {
  readonly again?: boolean;
}

/** Makes the project where there is none, sets the recipe's study and imports its data. */
export async function importCommand(project: string, recipePath: string, options: ImportOptions): Promise<void> {
  const recipe = readRecipe(recipePath);
  await withCore('import', options, async (context) => {
    await openProjectFile(context, resolve(project), options, true);
    await setStudy(context, recipe);
    const data = { path: recipe.dataFile, dialect: recipe.dialect };
    await runPhase(context, 'import', { data, reportFolder: null }, { again: options.again === true });
  });
}
