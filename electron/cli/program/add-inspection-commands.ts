import type { Command } from 'commander';
import { finished, onProject, whenGiven, wholeNumber } from './command-outline.ts';

/** The commands that look into a project or open it again. */
export function addInspectionCommands(program: Command): void {
  const status = onProject(program, {
    name: 'status',
    summary: 'show what is done, out of date or missing',
    description: 'Shows which steps are done, out of date or still missing, and why.',
    example: 'pilotlight status survey.pilotlight',
  });
  finished(status).action(whenGiven(async () => (await import('../commands/inspect.ts')).statusCommand));
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
  finished(prompts).action(whenGiven(async () => (await import('../commands/inspect.ts')).promptsCommand));
  const rejected = onProject(program, {
    name: 'rejected',
    summary: 'list what the import refused',
    description: 'Lists the records and cells that the import refused, with their text.',
    example: 'pilotlight rejected survey.pilotlight --limit 20',
  }).option('--limit <number>', 'most lines to print', wholeNumber, 1000);
  finished(rejected).action(whenGiven(async () => (await import('../commands/inspect.ts')).rejectedCommand));
  const audit = onProject(program, {
    name: 'audit',
    summary: 'print the audit log',
    description: 'Prints the audit log and checks that no entry was altered or removed.',
    example: 'pilotlight audit survey.pilotlight',
  });
  finished(audit).action(whenGiven(async () => (await import('../commands/inspect.ts')).auditCommand));
  const recoveryKey = onProject(program, {
    name: 'recovery-key',
    summary: 'print what opens a project without its passphrase',
    description:
      'Prints the recovery key, with which "pilotlight recover" or the workspace opens the project when its passphrase is lost. Keep it apart from the computer.\nIt is void once the passphrase is changed.',
    example: 'pilotlight recovery-key survey.pilotlight',
  });
  finished(recoveryKey).action(whenGiven(async () => (await import('../commands/recovery-key.ts')).recoveryKeyCommand));
  const recover = onProject(program, {
    name: 'recover',
    summary: 'open a project whose passphrase is lost',
    description:
      'Gives a project a new passphrase with its recovery key, and prints its new recovery key. The old passphrase and the old key open it no more.',
    example: 'pilotlight recover survey.pilotlight',
  }).option('--recovery-key-file <file>', 'read the recovery key from the first line of a file');
  finished(recover).action(whenGiven(async () => (await import('../commands/recover.ts')).recoverCommand));
}
