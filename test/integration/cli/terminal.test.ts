import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import type { Typed } from '../../support/on-terminal.ts';
import { hasTerminals, runOnTerminal } from '../../support/on-terminal.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock } from '../../support/temporary-project.ts';

/** Imports on a terminal of its own and returns what stands on it in the end. */
function importOnTerminal(project: string, recipe: string, typing: readonly Typed[]) {
  return runOnTerminal(['import', project, recipe], typing);
}

function aStudy(): { recipe: string; project: string } {
  const folder = temporaryFolder();
  return { recipe: writeSurveyStudy(join(folder, 'study')).recipe, project: join(folder, 'survey.pilotlight') };
}

describe.skipIf(!hasTerminals)('on a terminal', () => {
  const secret = 'nine herons';
  const [first, second] = ['Passphrase for the new project: ', 'The same passphrase again: '];

  it('asks twice for the passphrase of a new project without showing it, and shows progress on one line', async () => {
    const { recipe, project } = aStudy();
    const { code, shown } = await importOnTerminal(project, recipe, [
      { when: first, keys: `${secret}\r` },
      { when: second, keys: `wrong\u0015${secret}\r` },
    ]);
    expect(code).toBe(0);
    expect(shown).not.toContain('heron');
    expect(shown).toContain('only its recovery key opens it');
    const [, last = ''] = shown.split('Import …\r\n');
    // The line of progress is erased, then replaced by the outcome.
    const [before, progress, outcome, ...more] = last.split('\r\u001b[2K');
    expect([before, more]).toEqual(['', []]);
    expect(progress).toMatch(/^ {2}Importing: 100 %[^\n]*$/);
    expect(outcome).toMatch(/^Import: 88 respondents \([^\n]*\r\n$/);
    using opened = openProject({ path: project, passphrase: secret, clock: fixedClock });
    expect(opened.path).toBe(project);
  });

  it('makes no project when the two differ, or when the question is given up', async () => {
    const { recipe, project } = aStudy();
    const differ = await importOnTerminal(project, recipe, [
      { when: first, keys: `${secret}\r` },
      { when: second, keys: 'other\r' },
    ]);
    expect(differ.code).toBe(2);
    expect(differ.shown).toContain('The two passphrases differ; nothing was done. Try again.');
    const givenUp = await importOnTerminal(project, recipe, [{ when: first, keys: 'nine\u0003' }]);
    expect(givenUp.code).toBe(130);
    expect(() => openProject({ path: project, passphrase: secret, clock: fixedClock })).toThrow(/There is no project/);
  });
});
