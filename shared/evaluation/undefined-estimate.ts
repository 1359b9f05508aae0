import type { Estimate, UndefinedReason } from './estimate-schema.ts';

export function undefinedEstimate(reason: UndefinedReason, n: number, level: number): Estimate {
  return { value: null, low: null, high: null, level, n, reason };
}
