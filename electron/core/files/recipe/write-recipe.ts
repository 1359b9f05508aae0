import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { stringify } from 'yaml';
import type { RecipeFiles } from '../../../../shared/domain/recipe-from-study.ts';
import { recipeFromStudy } from '../../../../shared/domain/recipe-from-study.ts';
import type { Study } from '../../../../shared/domain/study.ts';

/** The text of a recipe at `path`; the absolute paths of data and model become relative to its folder where they can. */
export function recipeText(path: string, study: Study, files: RecipeFiles): string {
  const folder = dirname(resolve(path));
  const relativeTo = (file: string): string => {
    const short = relative(folder, resolve(file));
    // On another drive there is no relative path.
    return isAbsolute(short) ? short : short.split(sep).join('/');
  };
  const { dataFile, modelFile, adapterFile, dialect } = files;
  const recipe = recipeFromStudy(study, {
    dataFile: relativeTo(dataFile),
    modelFile: relativeTo(modelFile),
    ...(adapterFile === undefined ? {} : { adapterFile: relativeTo(adapterFile) }),
    dialect,
  });
  return stringify(recipe, { lineWidth: 120, aliasDuplicateObjects: false });
}
