import type { ComparedNumbers } from './association-results.ts';
import { type UndefinedReason, estimate } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import { type Ratio, difference } from './row-sums.ts';

/** What all numbers of a comparison share. */
export interface SideSettings {
  readonly n: number;
  /** Smallest and largest value of a side. */
  readonly bounds: readonly [number, number];
  readonly reason: UndefinedReason;
}

/** Estimates of the humans, of every source and of their differences, draw by draw on the same people. */
export function compareSides(
  prepared: Prepared,
  human: Ratio,
  sources: readonly Ratio[],
  settings: SideSettings,
): ComparedNumbers {
  const { level } = prepared.input.settings;
  const { n, reason, bounds } = settings;
  const widest = bounds[1] - bounds[0];
  return {
    human: estimate({ ...human, n, level, reason, bounds }),
    sources: prepared.sources.map((source, s) => {
      const own = sources[s] ?? { value: Number.NaN, draws: new Float64Array(0) };
      return {
        source: source.id,
        value: estimate({ ...own, n, level, reason, bounds }),
        difference: estimate({ ...difference(own, human), n, level, reason, bounds: [-widest, widest] }),
      };
    }),
  };
}
