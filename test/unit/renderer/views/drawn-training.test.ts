import { describe, expect, it } from 'vitest';
import { bestLoss } from '../../../../renderer/views/adapt/best-loss.ts';
import { drawnTraining } from '../../../../renderer/views/adapt/drawn-training.ts';
import type { AdaptRun, LossPoint } from '../../../../shared/contract/adapt.ts';

const point = (epoch: number, loss: number, part: LossPoint['part'] = 'pilot-validation'): LossPoint => ({
  step: epoch * 10,
  epoch,
  part,
  loss,
});

function run(losses: readonly LossPoint[], rest: Partial<AdaptRun> = {}): AdaptRun {
  return {
    jobId: 'job',
    state: 'done',
    createdAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-01T00:01:00Z',
    errorMessage: null,
    settings: null,
    losses: [...losses],
    progress: null,
    checkpointStep: null,
    adapter: null,
    trained: null,
    isCurrent: false,
    ...rest,
  };
}

describe('the training that is drawn', () => {
  it('is the latest, beside the runs before it under the numbers that the table gives them', () => {
    const runs = [run([point(0, 1.6)]), run([point(0, 1.7), point(1, 1.5)]), run([point(0, 1.8)])];
    const drawn = drawnTraining(runs);
    expect(drawn?.losses).toEqual([point(0, 1.6)]);
    expect(drawn?.others?.map(({ label }) => label)).toEqual(['adaptation 2', 'adaptation 1']);
    expect(drawnTraining([])).toBeNull();
  });

  it('is compared with the five latest that measured a loss on pilot-validation', () => {
    const before = Array.from({ length: 8 }, (_, index) => run(index === 0 ? [] : [point(0, 1 + index)]));
    const drawn = drawnTraining([run([]), ...before]);
    expect(drawn?.others?.map(({ label }) => label)).toEqual([7, 6, 5, 4, 3].map((number) => `adaptation ${number}`));
  });

  it('knows the facts of a training that has ended', () => {
    const adapter = { id: 'a', sha256: '', sizeBytes: 1, bestEpoch: 2, createdAt: '' };
    const trained = { stoppedEarly: true, trainableParameters: 64, examples: 300 };
    expect(drawnTraining([run([point(0, 1)], { adapter, trained })])).toMatchObject({ bestEpoch: 2, ...trained });
    expect(drawnTraining([run([point(0, 1)])])).toMatchObject({ bestEpoch: null, stoppedEarly: false, examples: null });
  });
});

describe('the best loss', () => {
  it('is the earliest of the lowest on pilot-validation', () => {
    const losses = [point(0, 2), point(1, 1), point(2, 1), point(1, 0.1, 'pilot-train')];
    expect(bestLoss(losses)?.epoch).toBe(1);
    expect(bestLoss([])).toBeNull();
  });
});
