import { type Codebook, type Variable, hasOptions, variablesWithRole } from '../domain/codebook.ts';
import type { Frame } from '../statistics/types.ts';

/** The arms of one treatment; the first one is the reference. */
export interface Treatment {
  readonly variable: string;
  readonly label: string;
  readonly arms: readonly { readonly value: string; readonly label: string }[];
}

/** A treatment without options is taken as a number, not as arms, when it has more values than this. */
const mostUnlistedArms = 10;

/** Treatments with two arms or more that occur in one of the frames, in the codebook's order. */
export function treatmentsOf(codebook: Codebook, frames: readonly Frame[]): Treatment[] {
  return variablesWithRole(codebook, 'treatment').flatMap((variable) => {
    const present = new Set(
      frames.flatMap((frame) =>
        (frame[variable.name] ?? []).flatMap((value) => (value === null ? [] : [String(value)])),
      ),
    );
    const arms = armsOf(variable, present);
    return arms.length < 2 ? [] : [{ variable: variable.name, label: variable.label, arms }];
  });
}

function armsOf(variable: Variable, present: ReadonlySet<string>): { value: string; label: string }[] {
  if (hasOptions(variable)) {
    return variable.options.filter(({ value }) => present.has(value)).map(({ value, label }) => ({ value, label }));
  }
  if (present.size > mostUnlistedArms) return [];
  const inOrder = [...present].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  return inOrder.map((value) => ({ value, label: value }));
}

/** Index of the arm per row; the number of arms where the value is missing. */
export function armOfRows({ variable, arms }: Treatment, frame: Frame, n: number): Int32Array {
  const indexOf = new Map(arms.map(({ value }, index) => [value, index]));
  const column = frame[variable] ?? [];
  return Int32Array.from({ length: n }, (_, row) => {
    const value = column[row] ?? null;
    return (value === null ? undefined : indexOf.get(String(value))) ?? arms.length;
  });
}

/** Every arm but the first against the first. */
export function contrastsOf(
  treatment: Treatment,
): { readonly arm: number; readonly value: string; readonly reference: string; readonly label: string }[] {
  const [reference] = treatment.arms;
  if (reference === undefined) return [];
  return treatment.arms.slice(1).map(({ value, label }, index) => ({
    arm: index + 1,
    value,
    reference: reference.value,
    label: `${treatment.label}, ${label} − ${reference.label}`,
  }));
}
