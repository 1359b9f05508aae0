import type { Command } from './command.ts';

export const showProject: Command = {
  name: 'show-project',
  label: 'Show the facts of the project',
  shortcut: 'Mod+I',
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('project'),
};
