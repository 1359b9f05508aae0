import { PilotlightError } from '../../../shared/errors.ts';
import { modelInUse } from '../../../shared/messages/core-messages.ts';
import type { Session } from '../session.ts';

/** Throws `usage` while a job computes with a model: two at once could take all memory, and each would slow the other down. */
export function requireIdleModel({ opened }: Session): void {
  const busy = opened?.queue
    .list()
    .some(({ kind, state }) => state === 'running' && (kind === 'adapt' || kind === 'simulate'));
  if (busy === true) throw new PilotlightError('usage', modelInUse());
}
