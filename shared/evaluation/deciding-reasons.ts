import type { VerdictRow } from './verdict-table.ts';

/** The sentence that a verdict rests on first, and the last one too where it limits or takes the support. */
export function decidingReasons({ verdict, reasons }: Pick<VerdictRow, 'verdict' | 'reasons'>): string[] {
  const limited = verdict === 'supported with limits' || verdict === 'baseline is better';
  const limit = limited && reasons.length > 1 ? reasons.slice(-1) : [];
  return [...reasons.slice(0, 1), ...limit];
}
