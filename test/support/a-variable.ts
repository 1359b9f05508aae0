import type { Variable } from '../../shared/domain/codebook.ts';

/** A variable with what a test says about it and plain values for the rest. */
export function aVariable(name: string, fields: Partial<Variable> = {}): Variable {
  return {
    name,
    label: name,
    role: 'persona',
    scale: 'interval',
    options: [],
    missing: [],
    wording: { text: '', byCondition: {} },
    unit: '',
    ...fields,
  };
}

/** Options with the given labels and the codes 1, 2, … */
export function numberedOptions(...labels: readonly string[]): Variable['options'] {
  return labels.map((label, index) => ({ value: String(index + 1), label }));
}
