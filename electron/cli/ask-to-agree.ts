import { createInterface } from 'node:readline/promises';
import { PilotlightError } from '../../shared/errors.ts';
import { workInterrupted } from '../../shared/messages/core-messages.ts';

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Ends the question. */
  readonly signal: AbortSignal;
}

/** Asks on a terminal and takes only the word yes for agreement; without a terminal nobody agrees. */
export async function askToAgree(question: string, { input, output, signal }: Terminal): Promise<boolean> {
  if (input.isTTY !== true) return false;
  using cleanup = new DisposableStack();
  const lines = createInterface({ input, output });
  cleanup.defer(() => lines.close());
  const closed = Promise.withResolvers<string>();
  lines.once('close', () => closed.resolve(''));
  try {
    const answer = await Promise.race([lines.question(question, { signal }), closed.promise]);
    return answer.trim().toLowerCase() === 'yes';
  } catch (error) {
    if (signal.aborted) throw new PilotlightError('interrupted', workInterrupted());
    throw error;
  }
}
