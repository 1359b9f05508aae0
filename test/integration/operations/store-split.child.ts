// Stores a split of a million respondents and prints, between its slices, how many members the file holds.
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { countMembers, storeDrawn } from '../../support/drawn-split.ts';

const [project = '', passphrase = ''] = process.argv.slice(2);
const { db } = openProject({ path: project, passphrase, clock: () => new Date() });
void storeDrawn(db, 'second', 1_000_000);
for (;;) {
  writeSync(1, `${countMembers(db)}\n`);
  await setImmediate();
}
