import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { runCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { Workspace } from './workspace.ts';
import { openWorkspace } from './workspace.ts';
import type { SurveyStudyOptions } from './survey-study.ts';
import { surveyPassphrase, writeSurveyStudy } from './survey-study.ts';

/** How far a prepared project is: its data are imported, or the whole way is done. */
export type Preparation = 'imported' | 'finished';

export interface PreparedWorkspace extends Workspace {
  /** The project file, a copy for this test alone. */
  readonly project: string;
  readonly passphrase: string;
}

export interface PreparedOptions extends SurveyStudyOptions {
  /** The page starts without an open project. */
  readonly closed?: boolean;
}

/**
 * A browser on a project of the small survey study. The command line prepares each kind of project once for all test files
 * of a run; every test gets a copy.
 */
export async function openPrepared(
  preparation: Preparation,
  { closed = false, ...study }: PreparedOptions = {},
): Promise<PreparedWorkspace> {
  const home = temporaryFolder();
  const prepared = await prepare(preparation, study);
  cpSync(prepared, home, { recursive: true });
  const project = join(home, 'survey.pilotlight');
  const args = closed ? [] : ['--project', project, '--passphrase-file', join(home, 'passphrase.txt')];
  const workspace = await openWorkspace({ home, args });
  return { ...workspace, project, passphrase: surveyPassphrase };
}

async function prepare(preparation: Preparation, options: SurveyStudyOptions): Promise<string> {
  const name = `${preparation} ${JSON.stringify(options)}`.replaceAll(/\W+/g, '-');
  const ready = join(inject('workspaceFolder'), name);
  if (existsSync(ready)) return ready;
  const making = join(temporaryFolder(), name);
  mkdirSync(making);
  const { recipe, passphraseFile } = writeSurveyStudy(making, options);
  const given = ['--passphrase-file', passphraseFile, '--json'];
  const args =
    preparation === 'finished'
      ? ['run', recipe, '--out', making, '--threads', '1', ...given]
      : ['import', join(making, 'survey.pilotlight'), recipe, ...given];
  const { code, stdout } = await runCommand(args, { env: { XDG_CONFIG_HOME: join(making, '.config') } });
  if (code !== 0) throw new Error(`The project could not be prepared: ${stdout}`);
  renameSync(making, ready);
  return ready;
}
