// A host whose native step never comes back: it answers no message and hears no end of its channel.
import { writeSync } from 'node:fs';
import { parentPort } from '../../../electron/hosts/ports/parent-process.ts';

parentPort();
writeSync(1, `${process.pid}\n`);
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
