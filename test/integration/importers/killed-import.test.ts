import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { datasetIdTaken, listDatasets } from '../../../electron/core/database/repositories/datasets.ts';
import { importDelimited } from '../../../electron/core/files/importers/import-delimited.ts';
import { runChildScript } from '../../support/child-script.ts';
import { codebookOf } from '../../support/codebook-of.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock, temporaryProject, testPassphrase } from '../../support/temporary-project.ts';

it('leaves no half dataset when the process is killed while it imports, and the same import works afterwards', async () => {
  const project = temporaryProject();
  project.close();
  const path = join(temporaryFolder(), 'long.csv');
  writeFileSync(path, `a,b\n${Array.from({ length: 200_000 }, (_, row) => `row ${row},${row}`).join('\n')}\n`);
  const child = runChildScript(new URL('./import-file.child.ts', import.meta.url), [
    project.path,
    testPassphrase,
    path,
  ]);
  let rows = 0;
  while (rows < 20_000) rows = Number(await child.nextLine());
  await child.kill();

  using again = openProject({ path: project.path, passphrase: testPassphrase, clock: fixedClock });
  expect(again.abandonedBy).toBeDefined();
  expect(listDatasets(again.db)).toEqual([]);
  expect(datasetIdTaken(again.db, 'long')).toBe(false);
  expect(again.db.raw(`SELECT name FROM sqlite_master WHERE name GLOB 'cells_[0-9]*'`, [])).toEqual([]);
  const codebook = codebookOf('a', 'b');
  const imported = await importDelimited({
    path,
    dialect: {},
    codebook,
    db: again.db,
    datasetId: 'long',
    clock: fixedClock,
  });
  expect(imported.rows).toBe(200_000);
});
