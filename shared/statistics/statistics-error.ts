import { PilotlightError, type ErrorDetails } from '../errors.ts';

/** Why a statistic could not be computed from its input. */
export type StatisticsErrorReason =
  | 'empty-input'
  | 'length-mismatch'
  | 'negative-value'
  | 'not-finite'
  | 'zero-total'
  | 'out-of-range'
  | 'not-an-integer'
  | 'single-class'
  | 'unknown-variable'
  | 'not-numeric'
  | 'no-response'
  | 'unknown-level'
  | 'collinear'
  | 'no-finite-estimate';

/** Raised (code `statistics-impossible`) when an input breaks the stated domain of a function; `reason` says which part. */
export class StatisticsError extends PilotlightError {
  readonly reason: StatisticsErrorReason;

  constructor(reason: StatisticsErrorReason, message: string, details: ErrorDetails = {}) {
    super('statistics-impossible', message, { ...details, reason });
    this.name = 'StatisticsError';
    this.reason = reason;
  }
}
