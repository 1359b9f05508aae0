import { checkCrossFit } from './check-cross-fit.ts';
import { checkExperiments } from './check-experiments.ts';
import { checkFormula } from './check-formula.ts';
import { closestName } from './closest-name.ts';
import type { Codebook, Variable } from './codebook.ts';
import { findVariable, isNumericScale, variablesWithRole } from './codebook.ts';
import { optionLetters } from './prompt.ts';
import { ruleFaults } from './rule.ts';
import type { Study } from './study.ts';

/** One thing that is wrong with a study, with the path of the field in the recipe. */
export interface StudyFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Everything in a study that contradicts itself, beyond the shape that the schema checks. Empty when the study can run. */
export function checkStudy(study: Study): StudyFault[] {
  return [
    ...study.codebook.variables.flatMap((variable) => checkVariable(variable)),
    ...checkNames(study.codebook),
    ...checkRoles(study.codebook),
    ...checkConditions(study.codebook),
    ...checkRule(study),
    ...checkRegressions(study),
    ...checkSplit(study),
    ...checkSeeds(study),
    ...checkSubgroups(study),
    ...checkPromptRows(study),
    ...checkCrossFit(study),
    ...checkExperiments(study),
  ];
}

function checkVariable(variable: Variable): StudyFault[] {
  if (variable.role === 'excluded' || variable.role === 'id') return [];
  const path = ['codebook', variable.name];
  const faults: StudyFault[] = [];
  const say = (message: string, field?: string): number =>
    faults.push({ path: field === undefined ? path : [...path, field], message });
  const { name, role, scale, options } = variable;
  const item = role === 'belief' || role === 'action';
  if (isNumericScale(scale) && options.length > 0)
    say(`"${name}" is on the ${scale} scale and cannot have options`, 'options');
  if (['nominal', 'ordinal', 'binary'].includes(scale) && options.length === 0)
    say(`"${name}" is ${scale} and needs its options`);
  if (scale === 'binary' && options.length > 0 && options.length !== 2)
    say(`"${name}" is binary but has ${options.length} options`, 'options');
  if (item && options.length < 2) say(`"${name}" is a ${role} and needs at least two options to choose from`);
  if (item && options.length > optionLetters.length)
    say(`"${name}" has more than ${optionLetters.length} options`, 'options');
  if (item && variable.wording.text === '')
    say(`"${name}" is a ${role} and needs the wording of its question`, 'wording');
  if (role === 'weight' && !isNumericScale(scale)) say(`"${name}" is a weight and needs the scale interval`, 'scale');
  if (role === 'treatment' && options.length === 0) say(`"${name}" is a treatment and needs its options`);
  if (options.some((option) => variable.missing.includes(option.value)))
    say(`"${name}" lists a code both as an option and as missing`, 'missing');
  for (const key of ['value', 'label'] as const) {
    for (const text of repeated(options.map((option) => option[key])))
      say(`"${name}" has two options with the ${key} "${text}"`, 'options');
  }
  return faults;
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function checkNames(codebook: Codebook): StudyFault[] {
  return repeated(codebook.variables.map((variable) => variable.name)).map((name) => ({
    path: ['codebook', name],
    message: `two variables have the name "${name}"`,
  }));
}

function checkRoles(codebook: Codebook): StudyFault[] {
  const faults: StudyFault[] = [];
  if (variablesWithRole(codebook, 'belief', 'action').length === 0) {
    faults.push({
      path: ['codebook'],
      message: 'at least one variable needs the role belief or action, since there is nothing to simulate otherwise',
    });
  }
  for (const role of ['action', 'weight', 'cluster', 'id'] as const) {
    for (const variable of variablesWithRole(codebook, role).slice(1)) {
      faults.push({
        path: ['codebook', variable.name, 'role'],
        message: `only one variable can have the role ${role}`,
      });
    }
  }
  return faults;
}

/** A treatment's own texts go by its own options, those of an item by the options of the first treatment. */
function checkConditions(codebook: Codebook): StudyFault[] {
  const first = variablesWithRole(codebook, 'treatment')[0];
  return codebook.variables.flatMap((variable) => {
    const treatment = variable.role === 'treatment' ? variable : first;
    return Object.keys(variable.wording.byCondition).flatMap((condition) => {
      if (treatment?.options.some((option) => option.value === condition)) return [];
      const message =
        treatment === undefined
          ? 'wording by condition needs a variable with the role treatment'
          : `"${condition}" is no option of the treatment "${treatment.name}"`;
      return [{ path: ['codebook', variable.name, 'wording', 'by_condition', condition], message }];
    });
  });
}

function checkRule({ rule, codebook }: Study): StudyFault[] {
  if (rule === null) return [];
  return ruleFaults(rule, codebook).map((fault) => ({
    path: fault.case === null ? ['rule', fault.field] : ['rule', 'cases', fault.case, fault.field],
    message: fault.message.replace(/\.$/, ''),
  }));
}

function checkRegressions({ regressions, codebook }: Study): StudyFault[] {
  const names = regressions.map((regression) => regression.name);
  return regressions.flatMap((regression, index): StudyFault[] => {
    const faults = checkFormula(regression.formula, regression.model, codebook).map(({ message }) => ({
      path: ['regressions', index, 'formula'],
      message,
    }));
    if (names.indexOf(regression.name) < index)
      faults.push({ path: ['regressions', index, 'name'], message: `two regressions are called "${regression.name}"` });
    if (regression.covariance === 'cluster' && variablesWithRole(codebook, 'cluster').length === 0) {
      faults.push({
        path: ['regressions', index, 'covariance'],
        message: 'cluster-robust standard errors need a variable with the role cluster',
      });
    }
    return faults;
  });
}

function near(codebook: Codebook, name: string): string {
  const names = codebook.variables.map((variable) => variable.name);
  const closest = closestName(name, names);
  return closest === undefined ? '' : `; did you mean "${closest}"?`;
}

function checkSplit({ split, codebook }: Study): StudyFault[] {
  const faults: StudyFault[] = [];
  split.stratify.forEach((name, index) => {
    const variable = findVariable(codebook, name);
    if (variable !== undefined && variable.options.length > 0 && variable.role !== 'excluded') return;
    faults.push({
      path: ['split', 'stratify', index],
      message: `"${name}" cannot stratify: it is not a variable with options in the codebook${
        variable === undefined ? near(codebook, name) : ''
      }`,
    });
  });
  if (split.unit === 'cluster' && variablesWithRole(codebook, 'cluster').length === 0)
    faults.push({ path: ['split', 'unit'], message: 'a split by cluster needs a variable with the role cluster' });
  if (split.pilot === 'equal' && split.stratify.length === 0)
    faults.push({ path: ['split', 'pilot'], message: 'equal pilots need variables under stratify' });
  for (const part of ['pilot-train', 'pilot-validation', 'evaluation'] as const) {
    const size = split.parts[part];
    if (size === undefined || size === 0)
      faults.push({ path: ['split', 'parts', part], message: `the part ${part} needs respondents` });
  }
  if (Object.values(split.parts).filter((size) => size === 'rest').length > 1)
    faults.push({ path: ['split', 'parts'], message: 'only one part can take the rest' });
  return faults;
}

function checkSeeds({ simulation }: Study): StudyFault[] {
  return repeated(simulation.seeds.map(String)).map((seed) => ({
    path: ['simulation', 'seeds'],
    message: `the seed ${seed} is listed twice, which would count the same draws twice`,
  }));
}

function checkSubgroups({ evaluation, codebook }: Study): StudyFault[] {
  return evaluation.subgroups.flatMap((name, index): StudyFault[] => {
    const variable = findVariable(codebook, name);
    const path = ['evaluation', 'subgroups', index];
    if (variable === undefined || variable.options.length === 0) {
      const hint = variable === undefined ? near(codebook, name) : '';
      return [
        { path, message: `"${name}" cannot form subgroups: it is not a variable with options in the codebook${hint}` },
      ];
    }
    if (variable.role === 'persona' || variable.role === 'treatment') return [];
    return [{ path, message: `"${name}" cannot form subgroups: it needs the role persona or treatment` }];
  });
}

function checkPromptRows({ evaluation: { promptRows }, split }: Study): StudyFault[] {
  const pilot = split.parts['pilot-train'];
  if (promptRows === undefined || typeof pilot !== 'number' || promptRows <= pilot) return [];
  const message = `${promptRows} respondents cannot be shown in a prompt: the part pilot-train has ${pilot}`;
  return [{ path: ['evaluation', 'prompt_rows'], message }];
}
