import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from '../../../shared/contract/project.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { sampleUnknown } from '../../../shared/messages/core-messages.ts';
import type { LoadedRecipe } from '../files/recipe/read-recipe.ts';

/** The sample studies under a resources folder, by name; none where nothing is shipped. */
export async function listSamples(resources: string | null): Promise<Sample[]> {
  const folder = resources === null ? null : join(resources, 'sample-studies');
  if (folder === null || !existsSync(folder)) return [];
  const { readRecipe } = await import('../files/recipe/read-recipe.ts');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'study.yaml')));
  return names.sort().map((name) => {
    const { title, notice, synthetic } = readRecipe(join(folder, name, 'study.yaml')).study;
    return { name, title, notice, synthetic };
  });
}

/** Throws `not-found` for a name that `listSamples` does not give. */
export async function readSample(resources: string | null, name: string): Promise<LoadedRecipe> {
  if (resources === null || !(await listSamples(resources)).some((sample) => sample.name === name))
    throw new PilotlightError('not-found', sampleUnknown(name), { sample: name });
  const { readRecipe } = await import('../files/recipe/read-recipe.ts');
  return readRecipe(join(resources, 'sample-studies', name, 'study.yaml'));
}
