import { PilotlightError } from '../../shared/errors.ts';

export interface DescribedError {
  /** What happened and what to do. */
  readonly sentence: string;
  readonly code: string;
  /** What may be passed on: the code and the names of the details, never their values. */
  readonly withoutData: string;
}

/** An error as a person reads it and as it may be copied. */
export function describeError(error: Error): DescribedError {
  if (!(error instanceof PilotlightError))
    return { sentence: error.message, code: 'internal', withoutData: 'Pilotlight error internal' };
  const names = Object.keys(error.details);
  const details = names.length === 0 ? '' : ` (details: ${names.join(', ')})`;
  return { sentence: error.message, code: error.code, withoutData: `Pilotlight error ${error.code}${details}` };
}
