import { Command, InvalidArgumentError, Option } from 'commander';
import type { PhaseName } from '../../shared/contract/phases.ts';
import { phaseNames } from '../../shared/contract/phases.ts';
import { importCommand } from './commands/import.ts';
import { auditCommand, doctorCommand, promptsCommand, rejectedCommand, statusCommand } from './commands/inspect.ts';
import { phaseCommand } from './commands/phase.ts';
import type { PhaseOptions } from './commands/phase.ts';
import { runCommand } from './commands/run.ts';
import { programVersion } from './installed-versions.ts';

const afterHelp = `
The passphrase of a project is read from --passphrase-file, from the variable PILOTLIGHT_PASSPHRASE, or asked for.
It cannot be recovered: whoever loses it loses the project.

Exit codes: 0 done, 1 failed, 2 wrong usage or recipe, 130 interrupted (run the same command again to go on).

A first run on a shipped sample:
  pilotlight run resources/sample-studies/anes96/study.yaml --out anes96-results`;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return value;
}

/** The command line: every command is a few operations of the contract. */
export function createProgram(): Command {
  const program = new Command('pilotlight')
    .description(
      'Tune an open model on a small human pilot, simulate respondents, and see how far their answers can be trusted.\nNothing leaves this machine.',
    )
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', afterHelp)
    // Errors are told in one place, in the same form as all others.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  addRun(program);
  addPhases(program);
  addInspection(program);
  return program;
}

/** Options that stand last in the help, since most commands have them. */
function finished(command: Command): Command {
  return command
    .option('--passphrase-file <file>', 'read the passphrase from the first line of a file')
    .option('--json', 'print one JSON object a line instead of text');
}

function withThreads(command: Command): Command {
  return command.option(
    '--threads <number>',
    'threads for training and scoring (default: the physical cores but one)',
    wholeNumber,
  );
}

function withAgain(command: Command): Command {
  return command.option('--again', 'do it even if the earlier result is still valid');
}

function onProject(program: Command, name: string): Command {
  return program.command(name).argument('<project>', 'project file');
}

function addRun(program: Command): void {
  const command = program
    .command('run')
    .argument('<recipe>', 'recipe of the study, such as study.yaml')
    .summary('go the whole way from a recipe to a report')
    .description(
      'Imports the data, splits them, adapts the model, simulates with the base and the adapted model, evaluates and writes the report.\nA second run does again only what a change has made invalid, and says why.',
    )
    .option('--out <folder>', 'folder of the project and the report (default: <study>-results)');
  finished(withThreads(command)).action(runCommand);
}

function addPhases(program: Command): void {
  const imports = program
    .command('import')
    .argument('<project>', 'project file, made if missing')
    .argument('<recipe>', 'recipe of the study, such as study.yaml')
    .summary('set the study of a recipe and import its data')
    .description(
      'Imports the data file of a recipe into an encrypted project. Every refused record and cell is reported with its line and column.',
    );
  finished(withAgain(imports)).action(importCommand);
  const act =
    (name: string, phases: readonly PhaseName[]) =>
    (project: string, options: PhaseOptions): Promise<void> =>
      phaseCommand(name, project, phases, options);
  const split = onProject(program, 'split')
    .summary('divide the respondents into parts')
    .description(
      'Divides the respondents into pilot-train, pilot-validation, rectification and evaluation as the study says: seeded, stratified and hashed.',
    );
  finished(withAgain(split)).action(act('split', ['split']));
  const adapt = onProject(program, 'adapt')
    .summary('fine-tune an adapter on the pilot')
    .description(
      'Fine-tunes a LoRA adapter on pilot-train and keeps the epoch with the lowest loss on pilot-validation. The adapter stays in the project.',
    );
  finished(withThreads(withAgain(adapt))).action(act('adapt', ['adapt']));
  const simulate = onProject(program, 'simulate')
    .summary('simulate one twin per evaluation human')
    .description(
      'Simulates one twin for each human of the evaluation part: beliefs first, then the action given the twin’s own beliefs.',
    )
    .addOption(new Option('--by <model>', 'which model answers').choices(['base', 'adapted', 'both']).default('both'));
  finished(withThreads(withAgain(simulate))).action((project: string, options: PhaseOptions & { by: string }) =>
    phaseCommand('simulate', project, simulatedPhases(options.by), options),
  );
  const evaluate = onProject(program, 'evaluate')
    .summary('compare the humans with their twins')
    .description(
      'Compares the answers of the evaluation humans with those of their twins and of baselines fitted on the pilot, and prints the summary.',
    );
  finished(withAgain(evaluate)).action(act('evaluate', ['evaluate']));
  const report = onProject(program, 'report')
    .summary('write the report')
    .description('Writes report.html, results.json and manifest.json into a folder.')
    .requiredOption('--out <folder>', 'folder for the files');
  finished(withAgain(report)).action(act('report', ['report']));
}

function simulatedPhases(by: string): PhaseName[] {
  return phaseNames.filter((name) => name === `simulate-${by}` || (by === 'both' && name.startsWith('simulate-')));
}

function addInspection(program: Command): void {
  const status = onProject(program, 'status')
    .summary('show what is done, out of date or missing')
    .description('Shows which phases are done, out of date or still missing, and why.');
  finished(status).action(statusCommand);
  const prompts = onProject(program, 'prompts')
    .summary('show what a model reads')
    .description(
      'Shows the prompts of one respondent’s twin as the model reads them; they hold what is known of the person.',
    )
    .option(
      '--row <number>',
      'record number of the respondent (default: the first of the evaluation part)',
      wholeNumber,
    );
  finished(prompts).action(promptsCommand);
  const rejected = onProject(program, 'rejected')
    .summary('list what the import refused')
    .description('Lists the records and cells that the import refused, with their text.')
    .option('--limit <number>', 'most lines to print', wholeNumber, 1000);
  finished(rejected).action(rejectedCommand);
  const audit = onProject(program, 'audit')
    .summary('print the audit log')
    .description('Prints the audit log and checks that no entry was altered or removed.');
  finished(audit).action(auditCommand);
  program
    .command('doctor')
    .summary('check this machine and installation')
    .description(
      'Tries the engine, the trainer and the encryption, and shows what speaks for the promise that nothing leaves this machine.',
    )
    .option('--model <file>', 'GGUF model to try (default: the demonstration model)')
    .option('--json', 'print one JSON object a line instead of text')
    .action(doctorCommand);
}
