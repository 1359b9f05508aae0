import type { Codebook, Variable } from '../../shared/domain/codebook.ts';

/** A variable of a codebook: text with the role persona unless told otherwise. */
export function variableOf(name: string, settings: Partial<Variable> = {}): Variable {
  return {
    name,
    label: name,
    role: 'persona',
    scale: 'text',
    options: [],
    missing: [],
    wording: { text: '', byCondition: {} },
    unit: '',
    ...settings,
  };
}

export function codebookOf(...variables: readonly (Variable | string)[]): Codebook {
  return {
    variables: variables.map((variable) => (typeof variable === 'string' ? variableOf(variable) : variable)),
  };
}

/** Options whose labels are given, with the codes 1, 2, ... */
export function numberedOptions(...labels: readonly string[]): Variable['options'] {
  return labels.map((label, index) => ({ value: String(index + 1), label }));
}
