import { PilotlightError } from '../../../../shared/errors.ts';
import { recordNotFound } from '../../../../shared/messages/core-messages.ts';

/** The record, or `not-found` when there is none. `kind` is its name in words, such as "dataset". */
export function found<Record>(record: Record | undefined, kind: string, id: string): Record {
  if (record === undefined) throw new PilotlightError('not-found', recordNotFound(kind, id), { kind, id });
  return record;
}

/** Throws `not-found` when a change met no row. */
export function expectChanged(changes: number, kind: string, id: string): void {
  if (changes === 0) throw new PilotlightError('not-found', recordNotFound(kind, id), { kind, id });
}
