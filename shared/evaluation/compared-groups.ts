import { armOfRows, treatmentsOf } from './arms.ts';
import type { Grouping, Prepared } from './prepare.ts';
import type { GroupKind } from './group-results.ts';

export interface ComparedGrouping extends Grouping {
  readonly kind: GroupKind;
}

/** The subgroup variables, then the treatments that are none of them: what belief structures and gaps are shown by. */
export function comparedGroupings(prepared: Prepared): ComparedGrouping[] {
  const { codebook, frame } = prepared.input;
  const treatments = treatmentsOf(codebook, [frame]);
  const kindOf = (name: string): GroupKind =>
    treatments.some(({ variable }) => variable === name) ? 'arm' : 'subgroup';
  const subgroups = prepared.groupings.map((grouping) => ({ ...grouping, kind: kindOf(grouping.variable) }));
  const known = new Set(subgroups.map(({ variable }) => variable));
  const arms = treatments
    .filter(({ variable }) => !known.has(variable))
    .map((treatment): ComparedGrouping => {
      const levelOf = armOfRows(treatment, frame, prepared.n);
      const sizes = treatment.arms.map(() => 0);
      for (const level of levelOf) if (level < sizes.length) sizes[level] = (sizes[level] ?? 0) + 1;
      const values = treatment.arms.map(({ value, label }, level) => ({ value, label, n: sizes[level] ?? 0 }));
      return { kind: 'arm', variable: treatment.variable, label: treatment.label, values, levelOf };
    });
  return [...subgroups, ...arms];
}
