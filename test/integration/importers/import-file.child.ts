// Imports a file and prints the number of records at each report of progress.
import { writeSync } from 'node:fs';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { importDelimited } from '../../../electron/core/files/importers/import-delimited.ts';
import { codebookOf } from '../../support/codebook-of.ts';

const [project = '', passphrase = '', path = ''] = process.argv.slice(2);
const clock = (): Date => new Date();
const { db } = openProject({ path: project, passphrase, clock });
await importDelimited({
  path,
  dialect: {},
  codebook: codebookOf('a', 'b'),
  db,
  datasetId: 'long',
  clock,
  onProgress: ({ rows }) => writeSync(1, `${rows}\n`),
});
