import { failRegression, type PreparedRegression } from './prepare-regression.ts';
import type { RegressionFailure, RegressionModel } from './regression.ts';

export type ResponseCategories = {
  readonly kind: 'categories';
  /** Levels that occur, in order. */
  readonly levels: readonly string[];
  /** Index into `levels` of each row. */
  readonly codes: Int32Array;
};

/** Reads a response as categories: levels in their order, numbers by size; unused levels are left out with a warning. */
export function responseCategories(
  model: RegressionModel,
  prepared: PreparedRegression,
  levels: readonly string[] | null,
): ResponseCategories | RegressionFailure {
  const present = [...new Set(prepared.y)].sort((a, b) => a - b);
  if (present.length < 2) {
    return failRegression(model, 'constant-response', 'the response has one value only', prepared.n, prepared.warnings);
  }
  if (levels !== null && present.length < levels.length) {
    const empty = levels.filter((_, code) => !present.includes(code));
    prepared.warnings.push({ code: 'empty-response-level', detail: empty.join(', ') });
  }
  const place = new Map(present.map((value, index) => [value, index]));
  return {
    kind: 'categories',
    levels: present.map((value) => (levels === null ? String(value) : (levels[value] ?? ''))),
    codes: Int32Array.from(prepared.y, (value) => place.get(value) ?? 0),
  };
}
