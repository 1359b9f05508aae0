// Writes more than the file size limit of this process allows and prints what it was told.
import { openProject } from '../../../electron/core/database/open-project.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { getMeta, setMeta } from '../../../electron/core/database/repositories/meta.ts';
import { PilotlightError } from '../../../shared/errors.ts';

const [path = '', passphrase = ''] = process.argv.slice(2);
using project = openProject({ path, passphrase, clock: () => new Date() });
try {
  writeTransaction(project.db, ['meta'], (db) => {
    for (let index = 0; index < 100; index += 1) setMeta(db, `big ${index}`, 'x'.repeat(2 ** 20));
  });
} catch (error) {
  console.log(error instanceof PilotlightError ? error.code : String(error));
}
if (getMeta(project.db, 'fact 1') !== undefined && getMeta(project.db, 'big 0') === undefined) {
  console.log('still readable');
}
