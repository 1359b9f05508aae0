import type { Phase } from '../../shared/contract/phases.ts';

/** Why the results of some phases are stale, as a sentence; null where none of them is. */
export function staleInWords(phases: readonly Phase[]): string | null {
  const stale = phases.filter(({ state }) => state === 'stale');
  const reasons = [...new Set(stale.flatMap((phase) => phase.reasons))];
  if (stale.length === 0) return null;
  return reasons.length === 0 ? 'Stale.' : `Stale: ${reasons.join('; ')}.`;
}
