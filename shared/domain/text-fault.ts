import { PilotlightError } from '../errors.ts';

/** A fault in a text that is being written: characters `start` (0-based) to `end` (exclusive). */
export interface TextFault {
  readonly start: number;
  readonly end: number;
  /** Without a full stop. */
  readonly message: string;
}

interface TextToken {
  readonly text: string;
  readonly position: number;
}

/**
 * Where in a text the fault of a parser lies: at its `position`, or at the first token that is its `subject`; otherwise the
 * whole text. Errors of other kinds are thrown on.
 */
export function toTextFault(error: unknown, text: string, tokens: readonly TextToken[]): TextFault {
  if (!(error instanceof PilotlightError)) throw error;
  const { message } = error;
  const { position, subject } = error.details;
  const token = tokens.find((one) => (typeof position === 'number' ? one.position === position : one.text === subject));
  if (token !== undefined) return { ...extentOf(text, token), message: withoutStop(message) };
  if (typeof position !== 'number') return { start: 0, end: text.length, message: withoutStop(message) };
  return { start: position, end: Math.min(text.length, position + 1), message: withoutStop(message) };
}

/** Characters of a token; quotation marks and backquotes around it belong to it. */
export function extentOf(text: string, { text: content, position }: TextToken): { start: number; end: number } {
  const isQuoted = /["'`]/.test(text.charAt(position));
  return { start: position, end: Math.min(text.length, position + content.length + (isQuoted ? 2 : 0)) };
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '');
}
