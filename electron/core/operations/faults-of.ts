import { z } from 'zod';
import type { StudyFault } from '../../../shared/domain/check-study.ts';
import { checkStudy } from '../../../shared/domain/check-study.ts';
import { studySchema } from '../../../shared/domain/study.ts';
import { explainIssue, fieldFaults } from '../files/recipe/explain-issue.ts';

const named = z.looseObject({
  codebook: z.looseObject({ variables: z.array(z.looseObject({ name: z.string() }).catch({ name: '' })) }),
});

/** Everything wrong with something that is to be a study, beginning with its shape. Variables stand in paths by their names. */
export function faultsOf(study: unknown): StudyFault[] {
  const parsed = studySchema.safeParse(study, { error: explainIssue, reportInput: true });
  if (parsed.success) return checkStudy(parsed.data);
  const shape = named.safeParse(study);
  const names = shape.success ? shape.data.codebook.variables.map(({ name }) => name) : [];
  return fieldFaults(parsed.error.issues, study).map(({ path, key, message }) => ({
    path: byName(key === undefined ? path : [...path, key], names),
    message,
  }));
}

function byName(path: readonly (string | number)[], names: readonly string[]): (string | number)[] {
  const [first, second, index, ...rest] = path;
  if (first !== 'codebook' || second !== 'variables' || typeof index !== 'number') return [...path];
  return ['codebook', names[index] === undefined || names[index] === '' ? index : names[index], ...rest];
}
