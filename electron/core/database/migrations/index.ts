import { migration0010 } from './0010-foundation.ts';
import { migration0020 } from './0020-datasets.ts';
import { migration0030 } from './0030-studies-and-splits.ts';
import { migration0040 } from './0040-models-and-adapters.ts';
import { migration0050 } from './0050-simulations.ts';
import { migration0060 } from './0060-evaluations-and-phases.ts';
import { migration0070 } from './0070-experiment-cells.ts';
import { migration0080 } from './0080-members-by-part.ts';

/** Ascending, in steps of 10. A shipped migration is never edited and imports nothing, so that it does tomorrow what it did today. */
export const migrations = [
  migration0010,
  migration0020,
  migration0030,
  migration0040,
  migration0050,
  migration0060,
  migration0070,
  migration0080,
] as const;
