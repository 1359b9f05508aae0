import { expect, it } from 'vitest';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import type { ProjectDb } from '../../../electron/core/database/read-write-db.ts';
import { saveModel } from '../../../electron/core/database/repositories/models.ts';
import {
  iterateAnswers,
  iterateProbabilities,
  listConfirmedBlocks,
  writeSimulationBlock,
} from '../../../electron/core/database/repositories/simulation-blocks.ts';
import {
  deleteSimulation,
  findSimulationByFingerprint,
  insertSimulation,
  listSimulations,
  readSimulation,
  setSimulationState,
} from '../../../electron/core/database/repositories/simulations.ts';
import { databaseInMemory } from '../../support/database-in-memory.ts';

const at = '2026-02-03T04:05:06.000Z';

function databaseWithSimulation(): ProjectDb {
  const { db } = databaseInMemory();
  writeTransaction(db, ['simulations'], (write) => {
    saveModel(write, { id: 'm', path: '/m', sha256: 'ab', size: 1, mtimeMs: 1, metadata: {}, registeredAt: at });
    insertSimulation(write, {
      id: 's',
      modelId: 'm',
      adapterId: null,
      splitId: null,
      settings: { seeds: [1] },
      fingerprint: 'f',
      createdAt: at,
    });
  });
  return db;
}

it('confirms whole blocks only, so that a resumed run knows where to go on', () => {
  const db = databaseWithSimulation();
  const write = (block: number, fails = false) =>
    writeTransaction(db, ['simulations'], (writer) => {
      const answers = [{ seed: 1, row: block, item: 'vote', value: 'yes' }];
      writeSimulationBlock(writer, 's', { block, probabilities: [], answers, confirmedAt: at });
      if (fails) throw new Error('killed');
    });
  write(0);
  write(2);
  expect(() => write(1, true)).toThrow('killed');
  expect(listConfirmedBlocks(db, 's')).toEqual([0, 2]);
  expect([...iterateAnswers(db, 's')].map(({ row }) => row)).toEqual([0, 2]);
  expect(() => write(2)).toThrow('UNIQUE');
});

it('gives probabilities back to the last bit, with and without a seed', () => {
  const db = databaseWithSimulation();
  const probabilities = [
    { row: 1, item: 'age', seed: null, probabilities: [1 / 3, 1e-300, Number.MIN_VALUE], outside: 0.25 },
    { row: 1, item: 'vote', seed: -5, probabilities: [0.1, 0.9], outside: 0 },
    { row: 1, item: 'vote', seed: 0, probabilities: Float64Array.of(0.5, 0.5), outside: 1e-9 },
  ];
  writeTransaction(db, ['simulations'], (write) =>
    writeSimulationBlock(write, 's', { block: 0, probabilities, answers: [], confirmedAt: at }),
  );
  expect([...iterateProbabilities(db, 's')]).toEqual(
    probabilities.map((one) => ({ ...one, probabilities: Float64Array.from(one.probabilities) })),
  );
});

it('reads more than a page, narrowed to questions, rows and seeds, while other writes go on', () => {
  const db = databaseWithSimulation();
  const seeds = [1, 2];
  const rows = Array.from({ length: 6_000 }, (_, index) => index + 1);
  const items = ['age', 'vote'];
  const answers = rows.flatMap((row) =>
    items.flatMap((item) => seeds.map((seed) => ({ seed, row, item, value: item === 'age' ? row : null }))),
  );
  const probabilities = answers.map(({ row, item, seed }) => ({ row, item, seed, probabilities: [1], outside: 0 }));
  writeTransaction(db, ['simulations'], (write) =>
    writeSimulationBlock(write, 's', { block: 0, probabilities, answers, confirmedAt: at }),
  );
  let read = 0;
  for (const answer of iterateAnswers(db, 's')) {
    expect(answer.value).toBe(answer.item === 'age' ? answer.row : null);
    if (read === 0) writeTransaction(db, [], (write) => setSimulationState(write, 's', 'running', null));
    read += 1;
  }
  expect(read).toBe(24_000);
  expect([...iterateAnswers(db, 's', { items: ['vote'], rows: [5, 7], seeds: [2] })]).toEqual([
    { seed: 2, row: 5, item: 'vote', value: null },
    { seed: 2, row: 7, item: 'vote', value: null },
  ]);
  expect([...iterateProbabilities(db, 's')]).toHaveLength(24_000);
  expect([...iterateProbabilities(db, 's', { items: ['age'] })]).toHaveLength(12_000);
});

it('changes state, is found by its fingerprint and goes with all it produced', () => {
  const db = databaseWithSimulation();
  writeTransaction(db, ['simulations'], (write) => {
    writeSimulationBlock(write, 's', {
      block: 0,
      probabilities: [{ row: 1, item: 'vote', seed: null, probabilities: [1], outside: 0 }],
      answers: [{ seed: 1, row: 1, item: 'vote', value: 'yes' }],
      confirmedAt: at,
    });
    setSimulationState(write, 's', 'done', at);
  });
  expect(findSimulationByFingerprint(db, 'f')).toMatchObject({ id: 's', state: 'done', endedAt: at, adapterId: null });
  expect(findSimulationByFingerprint(db, 'g')).toBeUndefined();
  writeTransaction(db, ['simulations'], (write) => deleteSimulation(write, 's'));
  expect(listSimulations(db)).toEqual([]);
  expect(db.raw('SELECT count(*) FROM simulated_answers', [])).toEqual([[0]]);
  expect(() => readSimulation(db, 's')).toThrow(expect.objectContaining({ code: 'not-found' }));
});
