import type { Job, JobKind } from '../../../shared/contract/jobs.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { modelInUse } from '../../../shared/messages/core-messages.ts';
import type { Session } from '../session.ts';

/** Throws `usage` while a job computes with a model: two at once could take all memory, and each would slow the other down. */
export function requireIdleModel({ opened }: Session): void {
  if (opened?.queue.list().some(holdsModel) === true) throw new PilotlightError('usage', modelInUse());
}

/** Work that trains or asks a model for at least a part of its time; an evaluation does where it measures what the adapter gives away. */
const kinds: readonly JobKind[] = ['adapt', 'simulate', 'cross-fit', 'experiments', 'evaluate'];

/** Whether a job holds a model in memory, or will before it ends. */
export function holdsModel({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean {
  return state === 'running' && kinds.includes(kind);
}
