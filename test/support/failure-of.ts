import { PilotlightError } from '../../shared/errors.ts';

/** The coded error that a call fails with; the test fails when the call succeeds or fails otherwise. */
export function failureOf(call: () => unknown): PilotlightError {
  try {
    call();
  } catch (error) {
    if (error instanceof PilotlightError) return error;
    throw error;
  }
  throw new Error('The call succeeded although a failure was expected.');
}
