import { expect, it } from 'vitest';
import type { ProjectDb } from '../../../electron/core/database/read-write-db.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { getMeta, setMeta } from '../../../electron/core/database/repositories/meta.ts';
import { saveModel } from '../../../electron/core/database/repositories/models.ts';
import { writeSimulationBlock } from '../../../electron/core/database/repositories/simulation-blocks.ts';
import { insertSimulation } from '../../../electron/core/database/repositories/simulations.ts';
import { atOnce, readTwins } from '../../../electron/core/jobs/read-twins.ts';
import { databaseInMemory } from '../../support/database-in-memory.ts';
import { belief } from '../../support/small-study.ts';

const at = '2026-02-03T04:05:06.000Z';
const rows = Array.from({ length: 9_000 }, (_, index) => index + 1);
const items = [belief('risk', 3), belief('use', 3)];
const seeds = [1, 2];

/** Twins of all rows, whose answers and probabilities depend on row, item and seed. */
function simulated(): ProjectDb {
  const { db } = databaseInMemory();
  writeTransaction(db, ['simulations'], (write) => {
    saveModel(write, { id: 'm', path: '/m', sha256: 'ab', size: 1, mtimeMs: 1, metadata: {}, registeredAt: at });
    const simulation = { id: 's', modelId: 'm', adapterId: null, splitId: null, settings: {} };
    insertSimulation(write, { ...simulation, fingerprint: 'f', createdAt: at });
    const cells = rows.flatMap((row) => items.map(({ name, options }, i) => ({ row, item: name, options, i })));
    writeSimulationBlock(write, 's', {
      block: 0,
      probabilities: cells.map(({ row, item, i }) => {
        const first = ((row + i) % 10) / 10;
        return { row, item, seed: null, probabilities: [first, 1 - first, 0], outside: 0 };
      }),
      answers: cells.flatMap(({ row, item, options, i }) =>
        seeds.map((seed) => ({ seed, row, item, value: options[(row + i + seed) % 3]?.value ?? null })),
      ),
      confirmedAt: at,
    });
  });
  return db;
}

it('lets others write between its turns, and reads the same as at once', () => {
  const db = simulated();
  const request = { items, seeds, rows: { evaluation: rows, rectification: [] } };
  const steps = readTwins(db, 's', request);
  for (let turn = 1; ; turn++) {
    const step = steps.next();
    if (step.done === true) {
      expect(turn).toBeGreaterThan(5);
      expect(step.value).toEqual(atOnce(readTwins(db, 's', request)));
      expect(step.value.evaluation.draws[1]?.[0]?.slice(0, 3)).toEqual(Int16Array.of(0, 1, 2));
      return;
    }
    writeTransaction(db, ['meta'], (write) => setMeta(write, 'turn', String(turn)));
    expect(getMeta(db, 'turn')).toBe(String(turn));
  }
});
