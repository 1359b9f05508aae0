import { PilotlightError } from '../../../shared/errors.ts';
import { studyChangedSince } from '../../../shared/messages/core-messages.ts';
import type { PhaseParts } from '../operations/phase-parts.ts';
import { fingerprintOf } from '../operations/phase-parts.ts';

/** Throws `data-changed` when what a job was started for is no longer there, as after a pause in which settings were changed. */
export function requireUnchanged(parts: PhaseParts, now: PhaseParts | null): void {
  if (now !== null && fingerprintOf(parts) === fingerprintOf(now)) return;
  const names = [...new Set([...Object.keys(parts), ...Object.keys(now ?? {})])];
  const changed = names.filter((name) => parts[name] !== now?.[name]);
  throw new PilotlightError('data-changed', studyChangedSince(changed), { changed });
}
