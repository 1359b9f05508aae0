import type { Command } from './command.ts';

export const openRecipe: Command = {
  name: 'open-recipe',
  label: 'Open a recipe',
  shortcut: null,
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('open-recipe'),
};
