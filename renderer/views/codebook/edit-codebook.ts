import type { Codebook, Option, Role, Scale, Variable } from '../../../shared/domain/codebook.ts';
import { isNumericScale } from '../../../shared/domain/codebook.ts';

/** A codebook in which the named variables are changed; others keep their identity. */
export function editVariables(
  codebook: Codebook,
  names: ReadonlySet<string>,
  edit: (variable: Variable) => Variable,
): Codebook {
  return { variables: codebook.variables.map((variable) => (names.has(variable.name) ? edit(variable) : variable)) };
}

/** Whether a variable that the study keeps was found to point to persons. */
export function pointsToPersons({ identifiers, role }: Variable): boolean {
  return identifiers !== undefined && role !== 'excluded';
}

export function withRole(variable: Variable, role: Role): Variable {
  return { ...variable, role };
}

/** Another scale. Numbers and text have no options; a first option of a scale with options has to be added by hand. */
export function withScale(variable: Variable, scale: Scale): Variable {
  const listed = !isNumericScale(scale) && scale !== 'text';
  return { ...variable, scale, options: listed ? variable.options : [] };
}

/** The option at `from` moved to `to`; places outside the list change nothing. */
export function moveOption(variable: Variable, from: number, to: number): Variable {
  const options = [...variable.options];
  const [moved] = options.splice(from, 1);
  if (moved === undefined || to < 0 || to > options.length) return variable;
  options.splice(to, 0, moved);
  return { ...variable, options };
}

export function reverseOptions(variable: Variable): Variable {
  return { ...variable, options: [...variable.options].reverse() };
}

export function changeOption(variable: Variable, index: number, change: Partial<Option>): Variable {
  const options = variable.options.map((option, position) => (position === index ? { ...option, ...change } : option));
  return { ...variable, options };
}

/** A further option at the end. Null when the code is empty or taken, by an option or a missing code. */
export function addOption(variable: Variable, value: string): Variable | null {
  const code = value.trim();
  if (code === '' || variable.missing.includes(code)) return null;
  if (variable.options.some((option) => option.value === code)) return null;
  return { ...variable, options: [...variable.options, { value: code, label: code }] };
}

export function removeOption(variable: Variable, index: number): Variable {
  return { ...variable, options: variable.options.filter((_, position) => position !== index) };
}

/** An option whose code means "no answer". */
export function optionToMissing(variable: Variable, index: number): Variable {
  const option = variable.options[index];
  if (option === undefined) return variable;
  return { ...removeOption(variable, index), missing: [...variable.missing, option.value] };
}

/** The wording for a value of the treatment; empty: the general wording holds. */
export function withConditionWording(variable: Variable, condition: string, text: string): Variable {
  const { [condition]: _, ...others } = variable.wording.byCondition;
  const byCondition = text === '' ? others : { ...others, [condition]: text };
  return { ...variable, wording: { ...variable.wording, byCondition } };
}

/** Codes as they are typed, with blanks or commas between them. */
export function readCodes(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ''))];
}

/** The treatment values by which wordings differ: a treatment's own, otherwise those of the first treatment. */
export function conditionsOf(codebook: Codebook, variable: Variable): readonly Option[] {
  if (variable.role === 'treatment') return variable.options;
  return codebook.variables.find(({ role }) => role === 'treatment')?.options ?? [];
}
