import type { Command } from 'commander';
import { Option } from 'commander';
import type { PhaseName } from '../../../shared/contract/phases.ts';
import { phaseNames } from '../../../shared/contract/phases.ts';
import { simulatedBy, simulations } from '../../../shared/contract/simulate.ts';
import { exportedSides } from '../../../shared/evaluation/reproduction/exported-sides.ts';
import type { PhaseOptions } from '../commands/phase.ts';
import { addCommand, finished, onProject, whenGiven, withAgain, withThreads } from './command-outline.ts';

/** The commands of the single steps, in the order of the way of the data. */
export function addStepCommands(program: Command): void {
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
      'Fine-tunes a LoRA adapter on pilot-train and keeps the epoch with the lowest loss on pilot-validation. The adapter stays in the project.\nWith --adapter nothing is trained: a LoRA adapter (GGUF) of the base model that was made elsewhere is copied into the project and used.',
    example: 'pilotlight adapt survey.pilotlight --threads 4',
  }).option('--adapter <file>', 'take a LoRA adapter that was made elsewhere');
  finished(withThreads(withAgain(adapt))).action(
    whenGiven(async () => (await import('../commands/adapt.ts')).adaptCommand),
  );
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
  finished(withThreads(experiments)).action(
    whenGiven(async () => (await import('../commands/experiments.ts')).experimentsCommand),
  );
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
  finished(command).action(whenGiven(async () => (await import('../commands/export.ts')).exportCommand));
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
  finished(withAgain(command)).action(whenGiven(async () => (await import('../commands/import.ts')).importCommand));
}

function addSimulate(program: Command): void {
  const command = onProject(program, {
    name: 'simulate',
    summary: 'simulate one twin per held-out human',
    description:
      'Simulates one twin for each human of the parts evaluation and rectification: beliefs first, then the action given the twin’s own beliefs.',
    example: 'pilotlight simulate survey.pilotlight --by adapted',
  }).addOption(
    new Option('--by <model>', 'which model answers').choices([...simulations, 'folds', 'both', 'all']).default('all'),
  );
  finished(withThreads(withAgain(command))).action((project: string, options: PhaseOptions & { by: string }) =>
    phaseCommand('simulate', project, simulatedPhases(options.by), options, { presentOnly: options.by === 'all' }),
  );
}

const phaseCommand = whenGiven(async () => (await import('../commands/phase.ts')).phaseCommand);

function phaseAction(name: string, phases: readonly PhaseName[]) {
  return (project: string, options: PhaseOptions): Promise<void> => phaseCommand(name, project, phases, options);
}

function simulatedPhases(by: string): PhaseName[] {
  const wanted: readonly string[] = by === 'all' ? simulations : by === 'both' ? simulatedBy : [by];
  return phaseNames.filter((name) =>
    name === 'cross-fit' ? by === 'all' || by === 'folds' : wanted.some((one) => name === `simulate-${one}`),
  );
}
