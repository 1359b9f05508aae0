import type { Study } from '../../../shared/domain/study.ts';
import { studySchema } from '../../../shared/domain/study.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { studyChanged } from '../../../shared/messages/core-messages.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { findStudy, saveStudy } from '../database/repositories/studies.ts';
import { canonicalJson, hashJson } from '../files/hash.ts';
import type { Session } from '../session.ts';
import { studyId } from './study-state.ts';

export function findProjectStudy(db: ReadDb): Study | null {
  const record = findStudy(db, studyId);
  return record === undefined ? null : studySchema.parse(record.settings);
}

/** Throws `study-changed` unless this is the study of the project. */
export function requireUnchangedStudy(session: Session, before: Study): void {
  const present = findProjectStudy(session.current().project.db);
  if (canonicalJson(present) !== canonicalJson(before)) throw new PilotlightError('study-changed', studyChanged());
}

/** Keeps a study in place of the earlier one; returns the names of the sections that changed, all of them for a new study. */
export function saveProjectStudy(session: Session, study: Study): string[] {
  const { db } = session.current().project;
  const changed = changedSections(findProjectStudy(db), study);
  if (changed.length === 0) return [];
  const at = session.dependencies.clock().toISOString();
  writeTransaction(db, ['studies', 'audit'], (write) => {
    saveStudy(write, { id: studyId, settings: study }, at);
    const details = { changed, sha256: hashJson(study) };
    appendAudit(write, { at, actor: session.dependencies.command, action: 'study-set', details });
  });
  return changed;
}

function changedSections(before: Study | null, after: Study): string[] {
  const old: Record<string, unknown> = before === null ? {} : { ...before };
  return Object.entries(after).flatMap(([name, value]) =>
    canonicalJson(old[name] ?? null) === canonicalJson(value) && name in old ? [] : [name],
  );
}
