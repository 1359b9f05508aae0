import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../../renderer/app/commands/command.ts';
import { commands } from '../../../../renderer/app/commands/index.ts';
import { performCommand } from '../../../../renderer/app/commands/perform-command.ts';
import type { StepEdits } from '../../../../renderer/bridge/workspace-requests.ts';
import { commandShortcuts, menuAccelerator } from '../../../../shared/messages/command-shortcuts.ts';
import { openCore } from '../../../support/open-core.ts';

function contextWith(edits: StepEdits | null, fail: (fault: Error) => void = () => undefined): CommandContext {
  const nothing = (): void => undefined;
  return {
    core: openCore().client,
    runningJobs: [],
    goTo: nothing,
    openPanel: nothing,
    toggleRail: nothing,
    toggleJobs: nothing,
    edits: () => edits,
    fail,
  };
}

function commandOf(name: string) {
  const command = commands.find((own) => own.name === name);
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  return command;
}

describe('the commands', () => {
  it('take edits back and restore them where something is edited, and leave text fields their own keys', () => {
    const done: string[] = [];
    const edits = { canUndo: true, canRedo: false, undo: () => done.push('undo'), redo: () => done.push('redo') };
    const context = contextWith(edits);
    expect(commandOf('undo-edit').isAvailable(context)).toBe(true);
    expect(commandOf('redo-edit').isAvailable(context)).toBe(false);
    expect(commandOf('undo-edit').isAvailable(contextWith(null))).toBe(false);
    expect(commandOf('undo-edit')).toMatchObject({ shortcut: 'Mod+Z', leavesTextAlone: true });
    performCommand(commandOf('undo-edit'), context);
    expect(done).toEqual(['undo']);
  });

  it('say why they could not be performed', async () => {
    const fault = await new Promise<Error>((resolve) => {
      // No project is open.
      performCommand(commandOf('lock-project'), contextWith(null, resolve));
    });
    expect(fault).toMatchObject({ name: 'PilotlightError', code: 'usage' });
  });

  it('have the keys that the menu of the window shows', () => {
    for (const [name, keys] of Object.entries(commandShortcuts)) expect(commandOf(name).shortcut, name).toBe(keys);
    expect(menuAccelerator('lock-project')).toBe('CommandOrControl+Shift+L');
    expect(menuAccelerator('show-audit')).toBeNull();
  });
});
