export type ContrastKind = 'treatment' | 'sum' | 'helmert';

/** Coding of a categorical variable: `values[level][column]`, and what is appended to its name for each column. */
export type Contrast = { readonly suffixes: readonly string[]; readonly values: readonly (readonly number[])[] };

/**
 * Contrast coding with k − 1 columns as R's `contr.treatment`, `contr.sum`, `contr.helmert`.
 * Source: Chambers & Hastie (1992), Statistical Models in S, section 2.3.
 *
 * @param levels in order; the first is the reference of treatment contrasts, the last one of sum contrasts
 */
export function contrastMatrix(levels: readonly string[], kind: ContrastKind): Contrast {
  const columns = Math.max(0, levels.length - 1);
  const cell = (level: number, column: number): number => {
    if (kind === 'treatment') return level === column + 1 ? 1 : 0;
    if (kind === 'sum') return level === levels.length - 1 ? -1 : level === column ? 1 : 0;
    return level === column + 1 ? column + 1 : level <= column ? -1 : 0;
  };
  const values = levels.map((_, level) => Array.from({ length: columns }, (__, column) => cell(level, column)));
  const suffixes =
    kind === 'treatment' ? levels.slice(1) : Array.from({ length: columns }, (_, index) => String(index + 1));
  return { suffixes, values };
}

/** One indicator column per level. */
export function indicatorMatrix(levels: readonly string[]): Contrast {
  return { suffixes: levels, values: levels.map((_, level) => levels.map((__, column) => (level === column ? 1 : 0))) };
}
