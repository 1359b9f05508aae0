import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { openProject } from '../../electron/core/database/open-project.ts';
import type { Project } from '../../electron/core/database/open-project.ts';
import type { Entity } from '../../electron/core/database/read-write-db.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const testPassphrase = 'correct horse battery staple';

export function fixedClock(): Date {
  return new Date('2026-02-03T04:05:06.000Z');
}

/** A new encrypted project in a folder of its own, closed and removed after the test. */
export function temporaryProject(onCommit?: (touched: readonly Entity[]) => void): Project {
  const project = openProject({
    path: join(temporaryFolder(), 'study.pilotlight'),
    passphrase: testPassphrase,
    create: true,
    clock: fixedClock,
    ...(onCommit === undefined ? {} : { onCommit }),
  });
  onTestFinished(() => project.close());
  return project;
}

/** One project for all tests of a file, where they do not disturb each other: deriving a key takes a third of a second. */
export function projectForFile(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
  const path = join(folder, 'study.pilotlight');
  const project = openProject({ path, passphrase: testPassphrase, create: true, clock: fixedClock });
  afterAll(() => {
    project.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return project;
}
