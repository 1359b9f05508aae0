import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestLoss } from '../../../../renderer/views/adapt/best-loss.ts';
import { lossFrame, lossPath, lossX, lossY, roundStep } from '../../../../renderer/views/adapt/loss-path.ts';
import type { LossPoint } from '../../../../shared/contract/adapt.ts';

const point = (epoch: number, loss: number, part: LossPoint['part'] = 'pilot-validation'): LossPoint => ({
  step: Math.round(epoch * 10),
  epoch,
  part,
  loss,
});

describe('the frame of a loss curve', () => {
  it('holds every finite loss and begins at epoch 0', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 1, maxLength: 60 }), (losses) => {
        const points = losses.map((loss, index) => point(index / 4, loss));
        const frame = lossFrame(points, 560, 240);
        if (frame === null) throw new Error('a frame was expected');
        expect(lossX(frame, 0)).toBe(0);
        for (const { epoch, loss } of points) {
          expect(lossY(frame, loss)).toBeGreaterThanOrEqual(-1e-6);
          expect(lossY(frame, loss)).toBeLessThanOrEqual(240 + 1e-6);
          expect(lossX(frame, epoch)).toBeLessThanOrEqual(560 + 1e-6);
        }
      }),
    );
  });

  it('has between 2 and 7 lines, at round values', () => {
    const frame = lossFrame([point(0, 1.62), point(1, 1.41)], 560, 240);
    expect(frame?.ticks.map((tick) => tick.toFixed(1))).toEqual(['1.4', '1.5', '1.6', '1.7']);
  });

  it('is none before the first loss and for losses that are no numbers', () => {
    expect(lossFrame([], 560, 240)).toBeNull();
    expect(lossFrame([point(0, Number.NaN)], 560, 240)).toBeNull();
  });

  it('draws through the points in their order', () => {
    const frame = lossFrame([point(0, 2), point(2, 1)], 100, 100);
    expect(frame === null ? '' : lossPath(frame, [point(0, 2), point(2, 1)])).toBe('M0.0 0.0L100.0 100.0');
  });
});

describe('round steps', () => {
  it('are 1, 2 or 5 times a power of ten', () => {
    expect([0.03, 0.12, 0.4, 7, 20].map(roundStep).map((step) => Number(step.toPrecision(3)))).toEqual([
      0.05, 0.2, 0.5, 10, 20,
    ]);
  });
});

describe('the best loss', () => {
  it('is the earliest of the lowest on pilot-validation', () => {
    const losses = [point(0, 2), point(1, 1), point(2, 1), point(1, 0.1, 'pilot-train')];
    expect(bestLoss(losses)?.epoch).toBe(1);
    expect(bestLoss([])).toBeNull();
  });
});
