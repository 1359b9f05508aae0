// Opens a project, leaves a transaction open and waits to be killed.
import { writeSync } from 'node:fs';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { setMeta } from '../../../electron/core/database/repositories/meta.ts';

const [path = '', passphrase = ''] = process.argv.slice(2);
const project = openProject({ path, passphrase, clock: () => new Date(), command: 'pilotlight hold' });
writeTransaction(project.db, ['meta'], (db) => setMeta(db, 'committed', 'yes'));
writeTransaction(project.db, ['meta'], (db) => {
  setMeta(db, 'open transaction', 'yes');
  writeSync(1, 'open\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
