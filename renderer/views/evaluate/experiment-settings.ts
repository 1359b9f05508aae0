import type { Codebook } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { ExperimentSettings } from '../../../shared/domain/experiments.ts';
import { treatmentsWithArms } from '../../../shared/domain/plan-experiments.ts';

/** A study that asks for nothing beyond its one evaluation. */
export const noExperiments: ExperimentSettings = {
  learningCurve: null,
  leaveOut: null,
  pilots: null,
  demographics: null,
  robustness: null,
  keepAdapters: false,
};

/** A quarter, a half and all of a pilot: sizes for a first learning curve. */
export function proposedSizes(pilot: number): number[] {
  const sizes = [pilot / 4, pilot / 2, pilot].map((size) => Math.max(1, Math.round(size)));
  return [...new Set(sizes)];
}

/** The whole numbers above 0 in a text such as `20, 40, 80`, each once and in order; null where there is none. */
export function sizesFrom(text: string): number[] | null {
  const numbers = (text.match(/\d+/g) ?? []).map(Number).filter((size) => size > 0 && Number.isSafeInteger(size));
  return numbers.length === 0 ? null : [...new Set(numbers)].sort((a, b) => a - b);
}

/** Arms and items left out, or null where neither is. */
export function leftOut(arms: LeftOutArms, items: boolean): ExperimentSettings['leaveOut'] {
  return arms === false && !items ? null : { arms, items };
}

export type LeftOutArms = NonNullable<ExperimentSettings['leaveOut']>['arms'];

/** Names of the treatments whose arms are left out, of those that there are. */
export function leftOutTreatments(arms: LeftOutArms, treatments: readonly string[]): string[] {
  return typeof arms === 'boolean' ? (arms ? [...treatments] : []) : treatments.filter((name) => arms.includes(name));
}

/** The same with one treatment more or less: all of them are `true`, which treatments that are added later join. */
export function withTreatment(
  arms: LeftOutArms,
  treatments: readonly string[],
  name: string,
  isOn: boolean,
): LeftOutArms {
  const before = leftOutTreatments(arms, treatments);
  const names = treatments.filter((treatment) => (treatment === name ? isOn : before.includes(treatment)));
  if (names.length === 0) return false;
  return names.length === treatments.length ? true : names;
}

/** What a codebook has that experiments are made of. */
export interface ExperimentMaterial {
  /** Treatments with arms that can be left out. */
  readonly treatments: readonly { readonly value: string; readonly label: string }[];
  /** There are several beliefs and actions. */
  readonly hasItems: boolean;
  readonly hasPersona: boolean;
  /** Personas and treatments with options, of which a pilot can have as many people each. */
  readonly groups: readonly { readonly value: string; readonly label: string }[];
}

export function materialOf(codebook: Codebook): ExperimentMaterial {
  return {
    treatments: treatmentsWithArms(codebook).map(({ name, label }) => ({ value: name, label })),
    hasItems: variablesWithRole(codebook, 'belief', 'action').length > 1,
    hasPersona: variablesWithRole(codebook, 'persona').length > 0,
    groups: variablesWithRole(codebook, 'persona', 'treatment')
      .filter(({ options }) => options.length > 1)
      .map(({ name, label }) => ({ value: name, label })),
  };
}
