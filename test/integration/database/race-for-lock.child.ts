// Takes and releases a project's lock 40 times and checks each time that nobody else is inside.
import { closeSync, openSync, rmSync } from 'node:fs';
import { acquireProjectLock } from '../../../electron/core/database/project-lock.ts';
import { PilotlightError } from '../../../shared/errors.ts';

const [path = '', inside = '', name = ''] = process.argv.slice(2);
let entered = 0;
let refused = 0;
while (entered < 40) {
  try {
    const lock = acquireProjectLock(path, { command: `racer ${name}`, clock: () => new Date() });
    // Fails when the marker of another process is there.
    closeSync(openSync(inside, 'wx'));
    rmSync(inside);
    lock.release();
    entered += 1;
  } catch (error) {
    if (!(error instanceof PilotlightError && error.code === 'project-locked')) throw error;
    refused += 1;
  }
}
console.log(`entered ${entered} times, met nobody inside, was refused ${refused} times`);
