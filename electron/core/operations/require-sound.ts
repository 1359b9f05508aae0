import { checkStudy } from '../../../shared/domain/check-study.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { recipeFieldFault, studyInvalid } from '../../../shared/messages/recipe-messages.ts';
import { fieldName } from '../files/recipe/field-name.ts';

/** Throws `codebook-invalid` with all faults in `details.problems` when a study cannot run as it is. */
export function requireSound(study: Study): void {
  const problems = checkStudy(study).map(({ path, message }) => recipeFieldFault(fieldName(path), message));
  if (problems.length === 0) return;
  throw new PilotlightError('codebook-invalid', studyInvalid(problems.length, problems[0] ?? ''), { problems });
}
