import { findVariable, variablesWithRole } from './codebook.ts';
import { treatmentsWithArms } from './plan-experiments.ts';
import type { Study } from './study.ts';

interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What the block `experiments` asks for and the study cannot give. */
export function checkExperiments(study: Study): Fault[] {
  const { experiments, codebook, split } = study;
  if (experiments === undefined) return [];
  const faults: Fault[] = [];
  const say = (path: readonly (string | number)[], message: string): number =>
    faults.push({ path: ['experiments', ...path], message });
  const pilot = split.parts['pilot-train'];
  const tooMany = (size: number): boolean => typeof pilot === 'number' && size > pilot;
  experiments.learningCurve?.sizes.forEach((size, index) => {
    if (tooMany(size)) say(['learning_curve', 'sizes', index], `pilot-train has fewer than ${size} respondents`);
  });
  const { pilots, robustness, leaveOut, demographics } = experiments;
  if (pilots !== null && tooMany(pilots.size))
    say(['pilots', 'size'], `pilot-train has fewer than ${pilots.size} respondents`);
  if (
    pilots !== null &&
    !(findVariable(codebook, pilots.by)?.role === 'persona' || findVariable(codebook, pilots.by)?.role === 'treatment')
  )
    say(['pilots', 'by'], `"${pilots.by}" is no persona or treatment of the codebook`);
  const arms = leaveOut?.arms ?? false;
  const treatments = treatmentsWithArms(codebook).map(({ name }) => name);
  if (arms === true && treatments.length === 0)
    say(['leave_one_out', 'arms'], 'leaving arms out needs a treatment with at least two options');
  if (typeof arms !== 'boolean')
    arms.forEach((name, index) => {
      if (!treatments.includes(name))
        say(['leave_one_out', 'arms', index], `"${name}" is no treatment with at least two options`);
    });
  if (leaveOut?.items === true && variablesWithRole(codebook, 'belief', 'action').length < 2)
    say(['leave_one_out', 'items'], 'leaving items out needs at least two of them');
  if (demographics !== null && variablesWithRole(codebook, 'persona').length === 0)
    say(['demographics'], 'a prompt without demographics needs a persona to leave out');
  const names = robustness?.wordings.map(({ name }) => name) ?? [];
  robustness?.wordings.forEach(({ name, items }, index) => {
    if (names.indexOf(name) < index)
      say(['robustness', 'wordings', index, 'name'], `two wordings are called "${name}"`);
    for (const item of Object.keys(items)) {
      const role = findVariable(codebook, item)?.role;
      if (role === 'belief' || role === 'action') continue;
      say(['robustness', 'wordings', index, 'items', item], `"${item}" is no belief or action of the codebook`);
    }
  });
  return faults;
}
