import type { LoadedRecipe } from '../core/files/recipe/read-recipe.ts';
import type { CommandContext } from './command-context.ts';

/** Gives the open project the study and the base model of a recipe. */
export async function setStudy({ client, reporter, signal }: CommandContext, recipe: LoadedRecipe): Promise<void> {
  await client.call('study.set', { study: recipe.study });
  const model = await client.call('models.register', { path: recipe.modelFile }, { signal });
  reporter.event('study', { study: recipe.study.name, recipe: recipe.sha256, model: model.sha256 });
  reporter.say(`Study: ${recipe.study.title}`);
  if (recipe.study.notice !== '') reporter.say(`Notice: ${recipe.study.notice}`);
  reporter.say(
    `Model: ${model.name} (${model.architecture}, ${(model.parameters / 1e6).toFixed(1)} million parameters)`,
  );
  if (model.description !== '') reporter.say(`  ${model.description}`);
}
