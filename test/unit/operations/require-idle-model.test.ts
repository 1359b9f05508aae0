import { expect, it } from 'vitest';
import { holdsModel } from '../../../electron/core/operations/require-idle-model.ts';

it('everything that trains or asks a model keeps a second one from being loaded while it runs', () => {
  for (const kind of ['adapt', 'simulate', 'cross-fit', 'experiments', 'evaluate'] as const) {
    expect(holdsModel({ kind, state: 'running' }), kind).toBe(true);
    expect(holdsModel({ kind, state: 'queued' }), kind).toBe(false);
    expect(holdsModel({ kind, state: 'done' }), kind).toBe(false);
  }
  expect(holdsModel({ kind: 'import', state: 'running' })).toBe(false);
  expect(holdsModel({ kind: 'report', state: 'running' })).toBe(false);
});
