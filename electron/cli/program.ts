import { Command, InvalidArgumentError, Option } from 'commander';
import type { PhaseName } from '../../shared/contract/phases.ts';
import { phaseNames } from '../../shared/contract/phases.ts';
import { simulatedBy, simulations } from '../../shared/contract/simulate.ts';
import { exportedSides } from '../../shared/evaluation/reproduction/exported-rows.ts';
import { experimentsCommand } from './commands/experiments.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { auditCommand, doctorCommand, promptsCommand, rejectedCommand, statusCommand } from './commands/inspect.ts';
import { phaseCommand } from './commands/phase.ts';
import type { PhaseOptions } from './commands/phase.ts';
import { recoverCommand } from './commands/recover.ts';
import { recoveryKeyCommand } from './commands/recovery-key.ts';
import { runCommand } from './commands/run.ts';
import { programVersion } from './installed-versions.ts';
import { serveCommand } from './serve/serve-command.ts';
import { startCommand } from './start/start-command.ts';

const notes = `
A run is the whole way; the steps do the same one at a time, in the order shown.
Each is done again only where something that it rests on has changed.

The passphrase of a project is read from --passphrase-file, from the variable PILOTLIGHT_PASSPHRASE, or asked for.
Without it only the recovery key opens a project: note what "pilotlight recovery-key PROJECT" prints.

Exit codes: 0 done, 1 failed, 2 wrong usage or recipe, 130 interrupted (run the same command again to go on).

A first run on a shipped sample:
  pilotlight run resources/sample-studies/anes96/study.yaml --out anes96-results`;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return value;
}

function portNumber(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_535) throw new InvalidArgumentError('It must be at most 65535.');
  return value;
}

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
  addSteps(program.commandsGroup('Step by step:'));
  addInspection(program.commandsGroup('Look into a project:'));
  addDoctor(program.commandsGroup('This machine:'));
  addServe(program);
  return program.helpCommand('help [command]', 'show the help of a command');
}

function addServe(program: Command): void {
  const command = addCommand(program, {
    name: 'serve',
    summary: 'show the screens in a browser of this machine',
    description:
      'Shows the screens in a browser of this machine. No other machine is answered, and nothing is fetched.\nJobs go on when the page is closed. Ctrl-C ends the server; its jobs can be resumed.',
    example: 'pilotlight serve --open',
  })
    .option('--project <file>', 'open this project before the page is shown')
    .option('--open', 'open the page in the browser')
    .option('--port <number>', 'port to listen on (default: any free one)', portNumber)
    .addOption(new Option('--screens <folder>', 'folder of the built screens').hideHelp());
  finished(withThreads(command)).action(serveCommand);
  const start = addCommand(program, {
    name: 'start',
    summary: 'open the window, or the page where there is none',
    description:
      'Opens the window of the program. Where Electron is not installed, it does what "serve --open" does. In a copy of the source, what is out of date is built first.',
    example: 'pilotlight start --port 8123',
  }).option('--port <number>', 'port of the page (default: any free one)', portNumber);
  finished(start).action(startCommand);
}

/** A command as it stands in the list: its name and what it works on. */
function termOf(command: Command): string {
  const operands = command.registeredArguments.map((operand) =>
    operand.required ? `<${operand.name()}>` : `[${operand.name()}]`,
  );
  return [command.name(), ...operands].join(' ');
}

/** What one command is, in the order in which its help shows it. */
interface Outline {
  readonly name: string;
  /** The line in the list of commands. */
  readonly summary: string;
  /** What it does, in sentences. */
  readonly description: string;
  readonly example: string;
}

function addCommand(program: Command, { name, summary, description, example }: Outline): Command {
  return program
    .command(name)
    .summary(summary)
    .description(description)
    .addHelpText('after', `\nExample:\n  ${example}`);
}

function onProject(program: Command, outline: Outline): Command {
  return addCommand(program, outline).argument('<project>', 'project file');
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
  finished(withThreads(command)).action(runCommand);
}

function addSteps(program: Command): void {
  addImport(program);
  const split = onProject(program, {
    name: 'split',
    summary: 'divide the respondents into parts',
    description:
      'Divides the respondents into pilot-train, pilot-validation, rectification and evaluation as the study says: seeded, stratified and hashed.',
    example: 'pilotlight split survey.pilotlight',
  });
  finished(withAgain(split)).action(phaseAction('split', ['split']));
  const adapt = onProject(program, {
    name: 'adapt',
    summary: 'fine-tune an adapter on the pilot',
    description:
      'Fine-tunes a LoRA adapter on pilot-train and keeps the epoch with the lowest loss on pilot-validation. The adapter stays in the project.',
    example: 'pilotlight adapt survey.pilotlight --threads 4',
  });
  finished(withThreads(withAgain(adapt))).action(phaseAction('adapt', ['adapt']));
  addSimulate(program);
  const evaluate = onProject(program, {
    name: 'evaluate',
    summary: 'compare the humans with their twins',
    description:
      'Compares the answers of the evaluation humans with those of their twins and of baselines fitted on the pilot, measures what the adapter may give away, and prints the summary.',
    example: 'pilotlight evaluate survey.pilotlight',
  });
  finished(withThreads(withAgain(evaluate))).action(phaseAction('evaluate', ['evaluate']));
  const experiments = onProject(program, {
    name: 'experiments',
    summary: 'try other pilots, prompts and draws',
    description:
      'Does the experiments that the recipe asks for: smaller pilots, arms and items left out, prompts without the persona, other draws and wordings.\nA cell that is done is kept. Prints a table for each experiment.',
    example: 'pilotlight experiments survey.pilotlight --threads 4',
  });
  finished(withThreads(experiments)).action(experimentsCommand);
  const report = onProject(program, {
    name: 'report',
    summary: 'write the report',
    description:
      'Writes the report, its numbers and tables, scripts that redo them and a manifest with hashes into a folder.',
    example: 'pilotlight report survey.pilotlight --out results',
  }).requiredOption('--out <folder>', 'folder for the files');
  finished(withAgain(report)).action(phaseAction('report', ['report']));
  addExport(program);
}

function addExport(program: Command): void {
  const command = onProject(program, {
    name: 'export',
    summary: 'write rows of single respondents as CSV',
    description:
      'Writes the answers of the evaluation humans, of their twins, or both as CSV, with the columns that reproduce.R and reproduce.py of the report read.\nThe file is confidential and not encrypted: it is written only after consent, for its owner alone, and the audit log notes it.',
    example: 'pilotlight export survey.pilotlight --rows both --out rows.csv',
  })
    .requiredOption('--out <file>', 'file to write; it must not exist yet')
    .addOption(new Option('--rows <side>', 'whose rows').choices(exportedSides).makeOptionMandatory())
    .option('--i-may-export-rows', 'agree to the export without being asked on the terminal');
  finished(command).action(exportCommand);
}

function addImport(program: Command): void {
  const command = addCommand(program, {
    name: 'import',
    summary: 'read the data of a recipe into a project',
    description:
      'Imports the data file of a recipe into an encrypted project. Every refused record and cell is reported with its line and column.',
    example: 'pilotlight import survey.pilotlight study.yaml',
  })
    .argument('<project>', 'project file, made if missing')
    .argument('<recipe>', 'recipe of the study, such as study.yaml');
  finished(withAgain(command)).action(importCommand);
}

function addSimulate(program: Command): void {
  const command = onProject(program, {
    name: 'simulate',
    summary: 'simulate one twin per held-out human',
    description:
      'Simulates one twin for each human of the parts evaluation and rectification: beliefs first, then the action given the twin’s own beliefs.',
    example: 'pilotlight simulate survey.pilotlight --by adapted',
  }).addOption(
    new Option('--by <model>', 'which model answers').choices([...simulations, 'both', 'all']).default('all'),
  );
  finished(withThreads(withAgain(command))).action((project: string, options: PhaseOptions & { by: string }) =>
    phaseCommand('simulate', project, simulatedPhases(options.by), options, { presentOnly: options.by === 'all' }),
  );
}

function phaseAction(name: string, phases: readonly PhaseName[]) {
  return (project: string, options: PhaseOptions): Promise<void> => phaseCommand(name, project, phases, options);
}

function simulatedPhases(by: string): PhaseName[] {
  const wanted: readonly string[] = by === 'all' ? simulations : by === 'both' ? simulatedBy : [by];
  return phaseNames.filter((name) => wanted.some((one) => name === `simulate-${one}`));
}

function addInspection(program: Command): void {
  const status = onProject(program, {
    name: 'status',
    summary: 'show what is done, out of date or missing',
    description: 'Shows which steps are done, out of date or still missing, and why.',
    example: 'pilotlight status survey.pilotlight',
  });
  finished(status).action(statusCommand);
  const prompts = onProject(program, {
    name: 'prompts',
    summary: 'show what a model reads',
    description:
      'Shows the prompts of one respondent’s twin as the model reads them; they hold what is known of the person.',
    example: 'pilotlight prompts survey.pilotlight --row 12',
  }).option(
    '--row <number>',
    'record number of the respondent (default: the first of the evaluation part)',
    wholeNumber,
  );
  finished(prompts).action(promptsCommand);
  const rejected = onProject(program, {
    name: 'rejected',
    summary: 'list what the import refused',
    description: 'Lists the records and cells that the import refused, with their text.',
    example: 'pilotlight rejected survey.pilotlight --limit 20',
  }).option('--limit <number>', 'most lines to print', wholeNumber, 1000);
  finished(rejected).action(rejectedCommand);
  const audit = onProject(program, {
    name: 'audit',
    summary: 'print the audit log',
    description: 'Prints the audit log and checks that no entry was altered or removed.',
    example: 'pilotlight audit survey.pilotlight',
  });
  finished(audit).action(auditCommand);
  const recoveryKey = onProject(program, {
    name: 'recovery-key',
    summary: 'print what opens a project without its passphrase',
    description:
      'Prints the recovery key, with which "pilotlight recover" or the workspace opens the project when its passphrase is lost. Keep it apart from the computer.\nIt is void once the passphrase is changed.',
    example: 'pilotlight recovery-key survey.pilotlight',
  });
  finished(recoveryKey).action(recoveryKeyCommand);
  const recover = onProject(program, {
    name: 'recover',
    summary: 'open a project whose passphrase is lost',
    description:
      'Gives a project a new passphrase with its recovery key, and prints its new recovery key. The old passphrase and the old key open it no more.',
    example: 'pilotlight recover survey.pilotlight',
  }).option('--recovery-key-file <file>', 'read the recovery key from the first line of a file');
  finished(recover).action(recoverCommand);
}

function addDoctor(program: Command): void {
  addCommand(program, {
    name: 'doctor',
    summary: 'check this machine and installation',
    description:
      'Tries the engine, the trainer and the encryption, and shows what speaks for the promise that nothing leaves this machine.',
    example: 'pilotlight doctor --model models/qwen2.5-0.5b.gguf',
  })
    .option('--model <file>', 'GGUF model to try (default: the demonstration model)')
    .option('--json', 'print one JSON object a line instead of text')
    .action(doctorCommand);
}
