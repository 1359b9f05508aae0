import { parseFormula } from '../statistics/parse-formula.ts';
import { PilotlightError } from '../errors.ts';
import type { Codebook, Variable } from './codebook.ts';
import { findVariable, isNumericScale, variablesWithRole } from './codebook.ts';
import { optionLetters } from './prompt.ts';
import { compileRule } from './rule.ts';
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
    ...checkRoles(study.codebook),
    ...checkSplit(study),
    ...checkRule(study),
    ...checkRegressions(study),
    ...checkSubgroups(study),
  ];
}

function checkVariable(variable: Variable): StudyFault[] {
  const path = ['codebook', variable.name];
  const faults: StudyFault[] = [];
  const say = (message: string, field?: string): number =>
    faults.push({ path: field === undefined ? path : [...path, field], message });
  if (variable.role === 'excluded' || variable.role === 'id') return faults;
  const listed = variable.options.length > 0;
  const item = variable.role === 'belief' || variable.role === 'action';
  if (isNumericScale(variable.scale) && listed)
    say(`${variable.name} is on the ${variable.scale} scale and cannot have options`, 'options');
  if (['nominal', 'ordinal', 'binary'].includes(variable.scale) && !listed)
    say(`${variable.name} is ${variable.scale} and needs its options`);
  if (variable.scale === 'binary' && listed && variable.options.length !== 2) {
    say(`${variable.name} is binary but has ${variable.options.length} options`, 'options');
  }
  if (item && variable.options.length < 2)
    say(`${variable.name} is a ${variable.role} and needs at least two options to choose from`);
  if (item && variable.options.length > optionLetters.length)
    say(`${variable.name} has more than ${optionLetters.length} options`, 'options');
  if (item && variable.wording.text === '')
    say(`${variable.name} is a ${variable.role} and needs the wording of its question`);
  for (const key of ['value', 'label'] as const) {
    const seen = new Set<string>();
    for (const option of variable.options) {
      if (seen.has(option[key])) say(`${variable.name} has two options with the ${key} "${option[key]}"`, 'options');
      seen.add(option[key]);
    }
  }
  if (variable.options.some((option) => variable.missing.includes(option.value))) {
    say(`${variable.name} lists a code both as an option and as missing`, 'missing');
  }
  return faults;
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
    const found = variablesWithRole(codebook, role);
    if (found.length > 1) {
      faults.push({
        path: ['codebook', found[1]?.name ?? '', 'role'],
        message: `only one variable can have the role ${role}`,
      });
    }
  }
  for (const variable of variablesWithRole(codebook, 'treatment')) {
    for (const condition of Object.keys(variable.wording.byCondition)) {
      if (variable.options.some((option) => option.value === condition)) continue;
      faults.push({
        path: ['codebook', variable.name, 'wording'],
        message: `"${condition}" is no option of ${variable.name}`,
      });
    }
  }
  return faults;
}

function checkSplit(study: Study): StudyFault[] {
  const faults: StudyFault[] = [];
  study.split.stratify.forEach((name, index) => {
    const variable = findVariable(study.codebook, name);
    if (variable === undefined || variable.options.length === 0) {
      faults.push({
        path: ['split', 'stratify', index],
        message: `"${name}" cannot stratify: it is not a variable with options in the codebook`,
      });
    }
  });
  if (study.split.unit === 'cluster' && variablesWithRole(study.codebook, 'cluster').length === 0) {
    faults.push({ path: ['split', 'unit'], message: 'a split by cluster needs a variable with the role cluster' });
  }
  for (const part of ['pilot-train', 'pilot-validation', 'evaluation'] as const) {
    const size = study.split.parts[part];
    if (size === undefined || size === 0)
      faults.push({ path: ['split', 'parts'], message: `the part ${part} needs respondents` });
  }
  if (Object.values(study.split.parts).filter((size) => size === 'rest').length > 1) {
    faults.push({ path: ['split', 'parts'], message: 'only one part can take the rest' });
  }
  return faults;
}

function checkRule(study: Study): StudyFault[] {
  if (study.rule === null) return [];
  try {
    compileRule(study.rule, study.codebook);
    return [];
  } catch (error) {
    if (!(error instanceof PilotlightError)) throw error;
    return [{ path: ['rule'], message: error.message }];
  }
}

function checkRegressions(study: Study): StudyFault[] {
  return study.regressions.flatMap((regression, index): StudyFault[] => {
    const path = ['regressions', index, 'formula'];
    try {
      const formula = parseFormula(regression.formula);
      return formula.variables.flatMap((name) => {
        const variable = findVariable(study.codebook, name);
        if (variable !== undefined && variable.role !== 'excluded') return [];
        return [{ path, message: `the formula uses "${name}", which the codebook does not have or excludes` }];
      });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return [{ path, message: error.message }];
    }
  });
}

function checkSubgroups(study: Study): StudyFault[] {
  return study.evaluation.subgroups.flatMap((name, index) => {
    const variable = findVariable(study.codebook, name);
    if (variable !== undefined && variable.options.length > 0) return [];
    return [
      {
        path: ['evaluation', 'subgroups', index],
        message: `"${name}" cannot form subgroups: it is not a variable with options in the codebook`,
      },
    ];
  });
}
