import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { createProgram } from '../../../electron/cli/program/create-program.ts';

/** The help as it is printed, with what is added behind it. */
function helpOf(command: Command): string {
  let shown = '';
  command.configureOutput({ getOutHelpWidth: () => 80, writeOut: (text) => (shown += text) }).outputHelp();
  return shown;
}

it('reads as it was last reviewed', async () => {
  const program = createProgram();
  const texts = [program, ...program.commands].map(helpOf);
  await expect(texts.join(`${'─'.repeat(80)}\n`)).toMatchFileSnapshot('./help.txt');
});

it('explains every command in a sentence, every option and every argument', () => {
  for (const command of createProgram().commands) {
    const described = [...command.options, ...command.registeredArguments].map(({ description }) => description);
    expect([command.name(), command.description()]).toEqual([command.name(), expect.stringMatching(/^[A-Z].*\.$/s)]);
    expect([command.name(), described]).toEqual([command.name(), described.map(() => expect.stringMatching(/^[\w(]/))]);
  }
});

it('lists every command in a group of the way it belongs to, and shows an example of each', () => {
  const program = createProgram();
  for (const command of program.commands) {
    expect([command.name(), command.helpGroup()]).toEqual([command.name(), expect.stringMatching(/:$/)]);
    expect(helpOf(command)).toContain(`Example:\n  pilotlight ${command.name()} `);
  }
});
