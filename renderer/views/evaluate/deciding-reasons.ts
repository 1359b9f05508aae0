import type { VerdictRow } from '../../../shared/evaluation/verdict-table.ts';

/** The sentence that a verdict rests on first, and the last one too where it limits the support. */
export function decidingReasons({ verdict, reasons }: Pick<VerdictRow, 'verdict' | 'reasons'>): string[] {
  const limit = verdict === 'supported with limits' && reasons.length > 1 ? reasons.slice(-1) : [];
  return [...reasons.slice(0, 1), ...limit];
}
