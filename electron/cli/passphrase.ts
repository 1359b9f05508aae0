import { readFileSync } from 'node:fs';
import { PilotlightError } from '../../shared/errors.ts';
import {
  passphraseFileEmpty,
  passphraseFileUnreadable,
  passphraseIncomplete,
  passphraseMissing,
  passphraseNotAsked,
  newProjectSecrets,
  recoveryKeyNotAsked,
  passphrasesDiffer,
} from '../../shared/messages/core-messages.ts';

export type PassphrasePurpose = 'opening' | 'new' | 'replacing';

const questions: Readonly<Record<PassphrasePurpose, string>> = {
  opening: 'Passphrase: ',
  new: 'Passphrase for the new project: ',
  replacing: 'New passphrase: ',
};

export interface PassphraseSource {
  readonly file: string | undefined;
  readonly environment: string | undefined;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Ends the question. */
  readonly signal: AbortSignal;
}

/**
 * The passphrase from, in this order, a file (its first line), the variable PILOTLIGHT_PASSPHRASE, or a prompt that does not
 * show what is typed. For a new project and in place of a lost one it is asked for twice.
 */
export async function readPassphrase(source: PassphraseSource, purpose: PassphrasePurpose): Promise<string> {
  if (source.file !== undefined) return fromFile(source.file);
  if (source.environment !== undefined && source.environment !== '') return source.environment;
  if (source.input.isTTY !== true) {
    throw new PilotlightError('passphrase-missing', passphraseNotAsked());
  }
  if (purpose === 'new') source.output.write(`${newProjectSecrets()}\n`);
  // What was typed ahead of a question belongs to it.
  const typed = { ahead: '' };
  const first = await ask(source, questions[purpose], typed);
  if (purpose === 'opening') return first;
  // Asking again would only delay the refusal.
  if (first === '') throw new PilotlightError('passphrase-missing', passphraseMissing());
  const second = await ask(source, 'The same passphrase again: ', typed);
  if (first === second) return first;
  throw new PilotlightError('passphrase-missing', passphrasesDiffer());
}

/** The recovery key from the first line of a file, or asked for without showing it. */
export async function readRecoveryKey(source: Omit<PassphraseSource, 'environment'>): Promise<string> {
  if (source.file !== undefined) return fromFile(source.file);
  if (source.input.isTTY !== true) throw new PilotlightError('usage', recoveryKeyNotAsked());
  return await ask({ ...source, environment: undefined }, 'Recovery key: ', { ahead: '' });
}

function fromFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new PilotlightError('file-not-found', passphraseFileUnreadable(path), { path });
  }
  const line = text.split(/\r?\n/)[0] ?? '';
  if (line === '') throw new PilotlightError('passphrase-missing', passphraseFileEmpty(path), { path });
  return line;
}

/** Reads one line without echo. Ctrl-C, Ctrl-D, a closed terminal and the signal end it. */
async function ask(
  { input, output, signal }: PassphraseSource,
  question: string,
  typed: { ahead: string },
): Promise<string> {
  // Before the question, since from then on somebody may type.
  input.setRawMode(true);
  input.setEncoding('utf8');
  output.write(question);
  using cleanup = new DisposableStack();
  cleanup.defer(() => {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  });
  return await new Promise<string>((resolve, reject) => {
    const line = createHiddenLine();
    const onData = (text: string): void => {
      const { state, rest } = line.type(text);
      typed.ahead = rest;
      if (state === 'complete') resolve(line.text());
      else if (state === 'ended') onEnd();
    };
    const onEnd = (): void => reject(new PilotlightError('interrupted', passphraseIncomplete()));
    input.on('data', onData);
    input.on('end', onEnd);
    signal.addEventListener('abort', onEnd, { once: true });
    cleanup.defer(() => {
      input.off('data', onData);
      input.off('end', onEnd);
      signal.removeEventListener('abort', onEnd);
    });
    if (signal.aborted) onEnd();
    else onData(typed.ahead);
    input.resume();
  });
}

export interface HiddenLine {
  /** Takes typed characters; `rest` is what follows the end of the line. */
  type(characters: string): { readonly state: 'typing' | 'complete' | 'ended'; readonly rest: string };
  text(): string;
}

/** A line as a terminal in raw mode sends it: backspace removes a character, Ctrl-U all of them, Ctrl-C and Ctrl-D end it. */
export function createHiddenLine(): HiddenLine {
  let typed: string[] = [];
  return {
    type(characters) {
      const all = [...characters];
      for (const [index, character] of all.entries()) {
        const rest = all.slice(index + 1).join('');
        if (character === '\r' || character === '\n') return { state: 'complete', rest };
        if (character === '\u0003' || character === '\u0004') return { state: 'ended', rest };
        if (character === '\u0015') typed = [];
        else if (character === '\u007f' || character === '\b') typed.pop();
        else typed.push(character);
      }
      return { state: 'typing', rest: '' };
    },
    text: () => typed.join(''),
  };
}
