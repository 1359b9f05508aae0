/** Closed list of error codes. Every failure a person can meet carries one; sentences live in messages.ts. */
export const errorCodes = [
  'usage',
  'recipe-invalid',
  'codebook-invalid',
  'expression-invalid',
  'formula-invalid',
  'file-not-found',
  'file-unreadable',
  'file-exists',
  'file-write-failed',
  'passphrase-missing',
  'passphrase-wrong',
  'project-locked',
  'workspace-locked',
  'project-newer',
  'project-damaged',
  'project-missing',
  'data-invalid',
  'data-changed',
  'study-changed',
  'split-impossible',
  'split-overlap',
  'model-invalid',
  'model-unsupported',
  'model-changed',
  'prompt-too-long',
  'engine-failed',
  'trainer-check-failed',
  'trainer-failed',
  'simulation-missing',
  'statistics-impossible',
  'host-crashed',
  'cancelled',
  'interrupted',
  'not-found',
  'invalid-message',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** JSON-safe facts about a failure, without data values of respondents. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The only error type that crosses a process boundary. `message` is a sentence for a person. */
export class PilotlightError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'PilotlightError';
    this.code = code;
    this.details = details;
  }
}

/** The error itself when it already has a code, otherwise wrapped as `internal`. */
export function toPilotlightError(error: unknown): PilotlightError {
  if (error instanceof PilotlightError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new PilotlightError('cancelled', 'The work was cancelled.');
  const message = error instanceof Error ? error.message : String(error);
  return new PilotlightError('internal', message, {}, { cause: error });
}

/** Throws `cancelled` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PilotlightError('cancelled', 'The work was cancelled.');
}
