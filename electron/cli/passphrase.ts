import { readFileSync } from 'node:fs';
import { PilotlightError } from '../../shared/errors.ts';

export interface PassphraseSource {
  readonly file: string | undefined;
  readonly environment: string | undefined;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/**
 * The passphrase from, in this order, a file (its first line), the variable PILOTLIGHT_PASSPHRASE, or a prompt that does not
 * show what is typed. `confirm` asks twice, for a new project.
 */
export async function readPassphrase(source: PassphraseSource, confirm: boolean): Promise<string> {
  if (source.file !== undefined) return fromFile(source.file);
  if (source.environment !== undefined && source.environment !== '') return source.environment;
  if (source.input.isTTY !== true) {
    throw new PilotlightError(
      'passphrase-missing',
      'A passphrase is needed, and nobody is at the terminal to type one. Use --passphrase-file FILE or set PILOTLIGHT_PASSPHRASE.',
    );
  }
  const first = await ask(source, 'Passphrase: ');
  if (!confirm) return first;
  const second = await ask(source, 'The same passphrase again: ');
  if (first === second) return first;
  throw new PilotlightError('passphrase-missing', 'The two passphrases differ; no project was made. Try again.');
}

function fromFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new PilotlightError('file-not-found', `The passphrase file ${path} cannot be read. Check the path.`);
  }
  const line = text.split(/\r?\n/)[0] ?? '';
  if (line === '')
    throw new PilotlightError(
      'passphrase-missing',
      `The first line of ${path} is empty; it should hold the passphrase.`,
    );
  return line;
}

/** Reads one line without echo. Ctrl-C ends the process as it does elsewhere. */
async function ask({ input, output }: PassphraseSource, question: string): Promise<string> {
  output.write(question);
  input.setRawMode(true);
  input.resume();
  input.setEncoding('utf8');
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed = '';
      const onData = (text: string): void => {
        for (const character of text) {
          if (character === '\r' || character === '\n') {
            input.off('data', onData);
            resolve(typed);
            return;
          }
          if (character === '\u0003') {
            input.off('data', onData);
            reject(new PilotlightError('interrupted', 'Interrupted before the passphrase was complete.'));
            return;
          }
          typed = character === '\u007f' || character === '\b' ? [...typed].slice(0, -1).join('') : typed + character;
        }
      };
      input.on('data', onData);
    });
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}
