import { resultOf } from '../../shared/rpc/result-of.ts';
import type { LoadedRecipe } from '../core/files/recipe/read-recipe.ts';
import type { CommandContext } from './command-context.ts';

/** Gives the open project the study and the base model of a recipe. */
export async function setStudy({ client, reporter, signal }: CommandContext, recipe: LoadedRecipe): Promise<void> {
  await client.call('study.set', { study: recipe.study });
  const model = await resultOf(client.stream('models.register', { path: recipe.modelFile }, { signal }), (progress) =>
    reporter.progress('model', progress),
  );
  reporter.event('study', { study: recipe.study.name, recipe: recipe.sha256, model: model.sha256 });
  reporter.say(`Study: ${recipe.study.title}`);
  if (recipe.study.notice !== '') reporter.say(`Notice: ${recipe.study.notice}`);
  reporter.say(
    `Model: ${model.name} (${model.architecture}, ${(model.parameters / 1e6).toFixed(1)} million parameters)`,
  );
  if (model.description !== '') reporter.say(`  ${model.description}`);
  if (recipe.adapterFile !== null) await takeAdapter({ client, reporter, signal }, recipe.adapterFile);
}

/** Copies an adapter made elsewhere into the open project and makes it the one that simulations use. */
export async function takeAdapter({ client, reporter, signal }: CommandContext, path: string): Promise<void> {
  const added = await resultOf(client.stream('models.registerAdapter', { path }, { signal }), (progress) =>
    reporter.progress('adapter', progress),
  );
  const { name, rank, sha256 } = added.isCurrent ? added : await client.call('models.useAdapter', { id: added.id });
  reporter.event('adapter', { adapter: sha256, name, rank });
  reporter.say(`Adapter: ${name}, made elsewhere, rank ${rank ?? 'unknown'}; nothing is trained.`);
}
