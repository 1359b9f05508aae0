import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { createProgram } from '../../../electron/cli/program.ts';

function helpOf(command: Command): string {
  command.configureOutput({ getOutHelpWidth: () => 80 });
  return command.helpInformation();
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
