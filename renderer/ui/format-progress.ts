import type { Progress } from '../../shared/contract/jobs.ts';
import { formatCount, formatNumber } from '../../shared/evaluation/format-number.ts';

/** Share of the phase that is done, in [0, 1]; null where the total is unknown. */
export function progressShare({ done, total }: Progress): number | null {
  return total > 0 ? Math.min(1, Math.max(0, done / total)) : null;
}

/** `6 240 of 12 060 answers, 78 answers a second, 5 to 7 min left`. */
export function progressFigures(progress: Progress): string {
  const { done, total, unit, rate, secondsLeft, tokensPerSecond } = progress;
  if (total <= 0) return '';
  const parts = [`${count(done, unit)} of ${count(total, unit)}${unit === 'bytes' ? ' MB' : ` ${unit}`}`];
  if (rate !== null && rate > 0) parts.push(formatRate(rate, unit));
  if (typeof tokensPerSecond === 'number') parts.push(`${formatNumber(tokensPerSecond)} tokens a second`);
  if (secondsLeft !== null) parts.push(`${formatTimeLeft(secondsLeft)} left`);
  return parts.join(', ');
}

function count(value: number, unit: string): string {
  return unit === 'bytes' ? formatNumber(value / 1e6) : formatCount(Math.round(value));
}

function formatRate(rate: number, unit: string): string {
  if (unit === 'bytes') return `${formatNumber(rate / 1e6)} MB a second`;
  if (rate >= 1) return `${formatNumber(rate, 2)} a second`;
  return rate * 60 >= 1 ? `${formatNumber(rate * 60, 2)} a minute` : `${formatNumber(rate * 3600, 2)} an hour`;
}

/** Seconds as a range that says how little is known: ± 15 %, in whole minutes from 90 seconds on. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds';
  if (seconds < 90) return `about ${formatCount(Math.ceil(seconds / 5) * 5)} s`;
  const unit = seconds < 90 * 60 ? 60 : 3600;
  const name = unit === 60 ? 'min' : 'h';
  const low = Math.max(1, Math.floor((seconds * 0.85) / unit));
  const high = Math.max(low, Math.ceil((seconds * 1.15) / unit));
  return low === high ? `about ${low} ${name}` : `${low} to ${high} ${name}`;
}

/** A length of time that has passed: `8 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}
