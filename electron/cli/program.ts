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
    .version(programVersion())
    .addHelpText('after', afterHelp)
    // Errors are told in one place, in the same form as all others.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  addRun(program);
  addPhases(program);
  addInspection(program);
  return program;
}

function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON object a line instead of text');
}

function common(command: Command): Command {
  return withJson(command.option('--passphrase-file <file>', 'read the passphrase from the first line of a file'));
}

function computing(command: Command): Command {
  return common(command).option(
    '--threads <number>',
    'threads for training and scoring (default: the physical cores but one)',
    wholeNumber,
  );
}

function addRun(program: Command): void {
  computing(program.command('run').argument('<recipe>', 'study.yaml'))
    .summary('go the whole way from a recipe to a report')
    .description(
      'Imports the data, splits them, adapts the model, simulates with the base and the adapted model, evaluates and writes the report.\nA second run does again only what a change has made invalid, and says why.',
    )
    .option('--out <folder>', 'folder of the project and the report (default: <study>-results)')
    .action(runCommand);
}

function addPhases(program: Command): void {
  computing(
    program.command('import').argument('<project>', 'project file, made if missing').argument('<recipe>', 'study.yaml'),
  )
    .summary('set the study of a recipe and import its data')
    .description(
      'Imports the data file of a recipe into an encrypted project. Every refused record and cell is reported with its line and column.',
    )
    .option('--again', 'do it even if the earlier result is still valid')
    .action(importCommand);
  const phase = (name: string, summary: string, description: string, phases: readonly PhaseName[]): Command =>
    computing(program.command(name).argument('<project>', 'project file'))
      .summary(summary)
      .description(description)
      .option('--again', 'do it even if the earlier result is still valid')
      .action((project: string, options: object) => phaseCommand(name, project, phases, options));
  phase(
    'split',
    'divide the respondents into parts',
    'Divides the respondents into pilot-train, pilot-validation, rectification and evaluation as the study says: seeded, stratified and hashed.',
    ['split'],
  );
  phase(
    'adapt',
    'fine-tune an adapter on the pilot',
    'Fine-tunes a LoRA adapter on pilot-train and keeps the epoch with the lowest loss on pilot-validation. The adapter stays in the project.',
    ['adapt'],
  );
  computing(program.command('simulate').argument('<project>', 'project file'))
    .summary('simulate one twin per evaluation human')
    .description(
      'Simulates one twin for each human of the evaluation part: beliefs first, then the action given the twin’s own beliefs.',
    )
    .addOption(new Option('--by <model>', 'whose answers').choices(['base', 'adapted', 'both']).default('both'))
    .option('--again', 'do it even if the earlier result is still valid')
    .action((project: string, options: PhaseOptions & { by: string }) =>
      phaseCommand('simulate', project, simulatedPhases(options.by), options),
    );
  phase(
    'evaluate',
    'compare the humans with their twins',
    'Compares the answers of the evaluation humans with those of their twins and of baselines fitted on the pilot, and prints the summary.',
    ['evaluate'],
  );
  computing(program.command('report').argument('<project>', 'project file'))
    .summary('write the report')
    .description('Writes report.html, results.json and manifest.json into a folder.')
    .requiredOption('--out <folder>', 'folder for the files')
    .option('--again', 'write them even if they are still valid')
    .action((project: string, options: { out: string }) => phaseCommand('report', project, ['report'], options));
}

function simulatedPhases(by: string): PhaseName[] {
  return phaseNames.filter((name) => name === `simulate-${by}` || (by === 'both' && name.startsWith('simulate-')));
}

function addInspection(program: Command): void {
  common(program.command('status').argument('<project>', 'project file'))
    .description('show which phases are done, stale or still missing, and why')
    .action(statusCommand);
  common(program.command('prompts').argument('<project>', 'project file'))
    .description('show the prompts of one respondent’s twin as the model reads them')
    .option(
      '--row <number>',
      'record number of the respondent (default: the first of the evaluation part)',
      wholeNumber,
    )
    .action(promptsCommand);
  common(program.command('rejected').argument('<project>', 'project file'))
    .description('list the records and cells that the import refused')
    .option('--limit <number>', 'most lines to print', wholeNumber, 1000)
    .action(rejectedCommand);
  common(program.command('audit').argument('<project>', 'project file'))
    .description('print the audit log and check its hash chain')
    .action(auditCommand);
  withJson(program.command('doctor'))
    .summary('check this machine and installation')
    .description(
      'Tries the engine, the trainer and the encryption, and shows what speaks for the promise that nothing leaves this machine.',
    )
    .option('--model <file>', 'GGUF model to try (default: the demonstration model)')
    .action(doctorCommand);
}
