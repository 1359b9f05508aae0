import type { Progress } from '../../shared/contract/jobs.ts';
import { formatBytes, formatCount, formatFixed } from '../../shared/evaluation/format-number.ts';

/** Seconds in words, such as "45 s" or "3 min 20 s". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Time that something took: as `formatDuration`, with a tenth below ten seconds, such as "0.3 s". */
export function formatElapsed(seconds: number): string {
  if (seconds < 0.05) return 'under 0.1 s';
  return seconds < 9.95 ? `${formatFixed(seconds, 1)} s` : formatDuration(seconds);
}

/** Fewer units than this say nothing about the speed. */
const fewestForRate = 10;

/** One line on how far a job is, such as "Adapting the model: 55 %, 50 of 90 steps, 0.74 steps/s, about 54 s left". */
export function formatProgress({ phase, done, total, unit, rate, secondsLeft }: Progress): string {
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  const counted =
    unit === 'bytes'
      ? `${formatBytes(done)} of ${formatBytes(total)}`
      : `${formatCount(done)} of ${formatCount(total)} ${unit}`;
  const unfinished = done < total && total >= fewestForRate;
  const speed = rate === null || !unfinished ? [] : [formatRate(rate, unit)];
  const left = secondsLeft === null || !unfinished ? [] : [`about ${formatDuration(Math.max(1, secondsLeft))} left`];
  return `${phase}: ${[`${percent} %`, counted, ...speed, ...left].join(', ')}`;
}

function formatRate(rate: number, unit: string): string {
  if (unit === 'bytes') return `${formatBytes(rate)}/s`;
  return `${rate >= 10 ? formatCount(Math.round(rate)) : Number(rate.toPrecision(2))} ${unit}/s`;
}
