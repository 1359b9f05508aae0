import type { studyContract } from '../../../shared/contract/study.ts';
import { checkStudy } from '../../../shared/domain/check-study.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { studySchema } from '../../../shared/domain/study.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { recipeFieldFault, studyInvalid } from '../../../shared/recipe-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { findStudy, saveStudy } from '../database/repositories/studies.ts';
import { canonicalJson, hashJson } from '../files/hash.ts';
import { fieldName } from '../files/recipe/field-name.ts';
import type { Session } from '../session.ts';
import { studyId } from './study-state.ts';

export function studyOperations(session: Session): Handlers<typeof studyContract> {
  return {
    'study.set'({ study }) {
      const problems = checkStudy(study).map(({ path, message }) => recipeFieldFault(fieldName(path), message));
      if (problems.length > 0) {
        throw new PilotlightError('codebook-invalid', studyInvalid(problems.length, problems[0] ?? ''), { problems });
      }
      const { db } = session.current().project;
      const changed = changedSections(readStudy(db), study);
      if (changed.length > 0) {
        const at = session.dependencies.clock().toISOString();
        writeTransaction(db, ['studies', 'audit'], (write) => {
          saveStudy(write, { id: studyId, settings: study }, at);
          const details = { changed, sha256: hashJson(study) };
          appendAudit(write, { at, actor: session.dependencies.command, action: 'study-set', details });
        });
      }
      return { changed };
    },
    'study.get': () => readStudy(session.current().project.db),
  };
}

function readStudy(db: ReadDb): Study | null {
  const record = findStudy(db, studyId);
  return record === undefined ? null : studySchema.parse(record.settings);
}

/** Names of the sections that differ, all of them for a new study. */
function changedSections(before: Study | null, after: Study): string[] {
  const old: Record<string, unknown> = before === null ? {} : { ...before };
  return Object.entries(after).flatMap(([name, value]) =>
    canonicalJson(old[name] ?? null) === canonicalJson(value) && name in old ? [] : [name],
  );
}
