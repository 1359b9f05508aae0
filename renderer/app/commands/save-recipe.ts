import type { Command } from './command.ts';

export const saveRecipe: Command = {
  name: 'save-recipe',
  label: 'Save the study as a recipe',
  shortcut: null,
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('save-recipe'),
};
