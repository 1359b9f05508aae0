import type { PhaseName } from '../../../shared/contract/phases.ts';
import type { WriteDb } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { savePhase } from '../database/repositories/phases.ts';
import type { PhaseParts } from '../operations/phase-parts.ts';
import { fingerprintOf } from '../operations/phase-parts.ts';
import type { JobContext } from './job-context.ts';

/** Records in the running transaction that a phase is done, what it rests on and what came of it. */
export function finishPhase(
  write: WriteDb,
  context: Pick<JobContext, 'dependencies'>,
  name: PhaseName,
  parts: PhaseParts,
  outputId: string,
): void {
  const finishedAt = context.dependencies.clock().toISOString();
  const fingerprint = fingerprintOf(parts);
  savePhase(write, { name, fingerprint, parts: { ...parts }, outputId, finishedAt });
  const details = { phase: name, fingerprint, output: outputId };
  appendAudit(write, { at: finishedAt, actor: context.dependencies.command, action: 'phase-done', details });
}
