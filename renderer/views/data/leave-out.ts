import type { Study } from '../../../shared/domain/study.ts';

/** A study with columns left out or taken in: true leaves a column out, false makes it part of the persona. */
export function leaveOut(study: Study, decisions: ReadonlyMap<string, boolean>): Study {
  const variables = study.codebook.variables.map((variable) => {
    const leave = decisions.get(variable.name);
    if (leave === true) return { ...variable, role: 'excluded' as const };
    if (leave === false && variable.role === 'excluded') return { ...variable, role: 'persona' as const };
    return variable;
  });
  return { ...study, codebook: { variables } };
}
