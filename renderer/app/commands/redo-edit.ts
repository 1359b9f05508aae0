import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const redoEdit: Command = {
  name: 'redo-edit',
  label: 'Redo the edit of the codebook',
  shortcut: commandShortcuts['redo-edit'],
  leavesTextAlone: true,
  isAvailable: ({ edits }) => edits()?.canRedo === true,
  perform: ({ edits }) => edits()?.redo(),
};
