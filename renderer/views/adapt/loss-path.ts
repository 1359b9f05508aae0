import type { LossPoint } from '../../../shared/contract/adapt.ts';

/** A picture's size and the values at its edges. */
export interface LossFrame {
  readonly width: number;
  readonly height: number;
  readonly lastEpoch: number;
  readonly low: number;
  readonly high: number;
  /** Values with a line across. */
  readonly ticks: readonly number[];
}

/** Edges that hold all losses, with round lines between them. Null without finite losses. */
export function lossFrame(losses: readonly LossPoint[], width: number, height: number): LossFrame | null {
  const finite = losses.filter(({ loss }) => Number.isFinite(loss));
  if (finite.length === 0) return null;
  const values = finite.map(({ loss }) => loss);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = roundStep(Math.max(most - least, Math.abs(most) * 0.02, 1e-6) / 4);
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  return {
    width,
    height,
    lastEpoch: Math.max(1, ...finite.map(({ epoch }) => epoch)),
    low: first * step,
    high: Math.max(last, first + 1) * step,
    ticks: Array.from({ length: Math.max(last, first + 1) - first + 1 }, (_, index) => (first + index) * step),
  };
}

/** The next larger of 1, 2 and 5 times a power of ten. */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

export function lossX(frame: LossFrame, epoch: number): number {
  return (frame.width * epoch) / frame.lastEpoch;
}

export function lossY(frame: LossFrame, loss: number): number {
  return frame.height * (1 - (loss - frame.low) / (frame.high - frame.low));
}

/** SVG path through the losses in their order. */
export function lossPath(frame: LossFrame, losses: readonly LossPoint[]): string {
  return losses
    .map(({ epoch, loss }, index) => {
      const command = index === 0 ? 'M' : 'L';
      return `${command}${lossX(frame, epoch).toFixed(1)} ${lossY(frame, loss).toFixed(1)}`;
    })
    .join('');
}
