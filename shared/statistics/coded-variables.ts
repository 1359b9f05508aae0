import type { FormulaTerm } from './formula.ts';

/**
 * For each term the categorical variables that take one column per level instead of contrasts: those whose margin (the
 * term without the variable) is not contained in an earlier term, and, without an intercept, the first one of all.
 * Source: Chambers & Hastie (1992), Statistical Models in S, p. 38; R `TermCode` and `model.matrix`.
 */
export function codedVariables(
  terms: readonly FormulaTerm[],
  intercept: boolean,
  isFactor: (label: string) => boolean,
): ReadonlySet<string>[] {
  const earlier: ReadonlySet<string>[] = [];
  let needsFirst = !intercept;
  return terms.map((term) => {
    const labels = term.variables.map((variable) => variable.label);
    const full = new Set<string>();
    for (const label of labels.filter(isFactor)) {
      const margin = labels.filter((other) => other !== label);
      const covered = margin.length === 0 || earlier.some((set) => margin.every((other) => set.has(other)));
      if (!covered || needsFirst) full.add(label);
      needsFirst = false;
    }
    earlier.push(new Set(labels));
    return full;
  });
}
