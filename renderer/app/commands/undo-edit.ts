import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const undoEdit: Command = {
  name: 'undo-edit',
  label: 'Undo the last edit of the codebook',
  shortcut: commandShortcuts['undo-edit'],
  leavesTextAlone: true,
  isAvailable: ({ edits }) => edits()?.canUndo === true,
  perform: ({ edits }) => edits()?.undo(),
};
