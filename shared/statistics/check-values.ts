import { StatisticsError } from './statistics-error.ts';

/**
 * Refuses an empty sample and values that are not finite.
 * @throws StatisticsError empty-input, not-finite
 */
export function checkValues(values: readonly number[], name = 'sample'): void {
  if (values.length === 0) throw new StatisticsError('empty-input', `the ${name} is empty`);
  for (const value of values) {
    if (!Number.isFinite(value))
      throw new StatisticsError('not-finite', `the ${name} holds a value that is not finite`);
  }
}
