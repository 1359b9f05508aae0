import { Command } from 'commander';
import { programVersion } from '../../installation/installed-versions.ts';
import { addInspectionCommands } from './add-inspection-commands.ts';
import { addMachineCommands } from './add-machine-commands.ts';
import { addStepCommands } from './add-step-commands.ts';
import { addCommand, finished, whenGiven, withThreads } from './command-outline.ts';

const notes = `
A run is the whole way; the steps do the same one at a time, in the order shown.
Each is done again only where something that it rests on has changed.

The passphrase of a project is read from --passphrase-file, from the variable PILOTLIGHT_PASSPHRASE, or asked for.
Without it only the recovery key opens a project: note what "pilotlight recovery-key PROJECT" prints.

Exit codes: 0 done, 1 failed, 2 wrong usage or recipe, 130 interrupted (run the same command again to go on).

A first run on a shipped sample:
  pilotlight run resources/sample-studies/anes96/study.yaml --out anes96-results`;

/** The command line: every command is a few operations of the contract. */
export function createProgram(): Command {
  const program = new Command('pilotlight')
    .usage('<command> [options]')
    .description(
      'Tune an open model on a small human pilot, simulate respondents, and see how far their answers can be trusted.\nNothing leaves this machine.',
    )
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', notes)
    .configureHelp({ subcommandTerm: termOf })
    // Errors are told in one place, in the same form as all others.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  addRun(program.commandsGroup('The whole way:'));
  addStepCommands(program.commandsGroup('Step by step:'));
  addInspectionCommands(program.commandsGroup('Look into a project:'));
  addMachineCommands(program.commandsGroup('This machine:'));
  return program.helpCommand('help [command]', 'show the help of a command');
}

/** A command as it stands in the list: its name and what it works on. */
function termOf(command: Command): string {
  const operands = command.registeredArguments.map((operand) =>
    operand.required ? `<${operand.name()}>` : `[${operand.name()}]`,
  );
  return [command.name(), ...operands].join(' ');
}

function addRun(program: Command): void {
  const command = addCommand(program, {
    name: 'run',
    summary: 'go from a recipe to a report',
    description:
      'Imports the data, splits them, adapts the model, simulates with the base and the adapted model, evaluates and writes the report.\nA second run does again only what a change has made invalid, and says why.',
    example: 'pilotlight run study.yaml --out results',
  })
    .argument('<recipe>', 'recipe of the study, such as study.yaml')
    .option('--out <folder>', 'folder of the project and the report (default: <study>-results)');
  finished(withThreads(command)).action(whenGiven(async () => (await import('../commands/run.ts')).runCommand));
}
