import type { Command } from './command.ts';

export const showAudit: Command = {
  name: 'show-audit',
  label: 'Show the audit log',
  shortcut: null,
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('audit'),
};
