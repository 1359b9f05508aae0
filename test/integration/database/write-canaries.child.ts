// Imports, simulates and sorts confidential answers, then holds a half-done sort and a large open transaction until it is killed.
import { writeSync } from 'node:fs';
import { openConnection } from '../../../electron/core/database/connection.ts';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { readProjectKey } from '../../../electron/core/database/project-key.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { appendAudit } from '../../../electron/core/database/repositories/audit.ts';
import { readAnswers } from '../../../electron/core/database/repositories/cells.ts';
import { setMeta } from '../../../electron/core/database/repositories/meta.ts';
import { saveModel } from '../../../electron/core/database/repositories/models.ts';
import { writeSimulationBlock } from '../../../electron/core/database/repositories/simulation-blocks.ts';
import { insertSimulation } from '../../../electron/core/database/repositories/simulations.ts';
import { importDelimited } from '../../../electron/core/files/importers/import-delimited.ts';
import { codebookOf } from '../../support/codebook-of.ts';

const [path = '', passphrase = '', data = '', tempStore = ''] = process.argv.slice(2);
const clock = (): Date => new Date();
openProject({ path, passphrase, create: true, clock }).close();
const key = readProjectKey(path, passphrase);
const { db } = openProject({ path, passphrase, clock });

const codebook = codebookOf('answer', 'order');
await importDelimited({ path: data, dialect: {}, codebook, db, datasetId: 'survey', clock });
const canaries = readAnswers(db, 'survey', ['answer'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const at = clock().toISOString();
writeTransaction(db, ['simulations'], (write) => {
  saveModel(write, { id: 'm', path: '/m', sha256: '', size: 1, mtimeMs: 1, metadata: {}, registeredAt: at });
  const simulation = { id: 'simulated', modelId: 'm', adapterId: null, splitId: null, settings: {}, fingerprint: 'f' };
  insertSimulation(write, { ...simulation, createdAt: at });
  const answers = canaries.map(({ row, answers: given }) => ({
    seed: 1,
    row,
    item: 'answer',
    value: given['answer'] ?? null,
  }));
  writeSimulationBlock(write, 'simulated', { block: 0, probabilities: [], answers, confirmedAt: at });
  appendAudit(write, { at, actor: 'test', action: 'simulated', details: canaries });
});
db.raw('SELECT * FROM cells_1 ORDER BY c0 DESC, c1', []);

const sorting = openConnection(path, key);
if (tempStore === 'file') sorting.pragma('temp_store = file');
sorting.pragma('cache_size = 100');
const sorted = sorting.prepare('SELECT * FROM cells_1 ORDER BY c1, c0').iterate();
sorted.next();
writeTransaction(db, ['meta'], (write) => {
  for (let index = 0; index < 20_000; index += 1) {
    setMeta(write, `fact ${index}`, `${JSON.stringify(canaries[index % 10]?.answers)} ${'filler '.repeat(150)}`);
  }
  writeSync(1, 'holding\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
