import type { Command } from './command.ts';

export const showNetwork: Command = {
  name: 'show-network',
  label: 'Show what crossed the network border',
  shortcut: null,
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('network'),
};
