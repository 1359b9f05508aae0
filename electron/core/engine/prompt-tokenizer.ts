import { plainPrompt } from '../../../shared/domain/prompt.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { answersIndistinguishable, promptEmpty } from '../../../shared/messages/model-messages.ts';
import type { ChatTemplate } from './chat-template.ts';
import type { PromptText, TokenizedPrompt } from './engine.ts';

export interface TokenizerSource {
  /** Tokens of a text, without any that the model puts first; `special`: markers such as `<|im_end|>` are one token. */
  readonly tokenize: (text: string, special: boolean) => readonly number[];
  /** The token that begins every sequence, where the model wants one. */
  readonly beginToken: number | undefined;
  /** The token that ends the model's turn in a chat. */
  readonly endOfTurn: number | undefined;
  readonly template: ChatTemplate | undefined;
}

export type PromptTokenizer = (prompt: PromptText, answers: readonly string[]) => TokenizedPrompt;

/** How a text continues into its answers. */
interface Seam {
  /** Last tokens of the prompt's text alone. */
  readonly tail: readonly number[];
  /** How many of them merge with every answer and thus belong to the answers. */
  readonly dropped: number;
  readonly answers: readonly (readonly number[])[];
}

const tailTokens = 16;
const tailCharacters = 64;
const mostSeams = 4096;

/**
 * Tokenises prompts together with their answers, since tokens can merge where the two meet: tokens of the prompt's text
 * that do not come back when an answer follows are counted to the answers. Answers follow after one blank, or directly
 * after a chat template. Answers other than single capital letters are ended by the end-of-turn token or a newline;
 * otherwise "No" would also count "No opinion".
 */
export function createPromptTokenizer(source: TokenizerSource): PromptTokenizer {
  const { template, beginToken } = source;
  // Prompts of one survey end alike, and what follows depends on the end only.
  const seams = new Map<string, Seam>();

  const encode = (text: string): readonly number[] => {
    const tokens = source.tokenize(text, template !== undefined);
    return beginToken === undefined || tokens[0] === beginToken ? tokens : [beginToken, ...tokens];
  };

  return (prompt, answers) => {
    const text = template === undefined ? plainPrompt(prompt) : template.render(prompt);
    const tokens = encode(text);
    const key = JSON.stringify([text.slice(-tailCharacters), answers]);
    const known = seams.get(key);
    if (known !== undefined && endsWith(tokens, known.tail)) {
      return { prompt: tokens.slice(0, tokens.length - known.dropped), answers: known.answers };
    }
    const tokenized = tokenizeTogether(source, encode, text, tokens, answers);
    const dropped = tokens.length - tokenized.prompt.length;
    if (seams.size >= mostSeams) seams.clear();
    if (tokens.length > tailTokens && dropped < tailTokens) {
      seams.set(key, { tail: tokens.slice(-tailTokens), dropped, answers: tokenized.answers });
    }
    return tokenized;
  };
}

function tokenizeTogether(
  { template, endOfTurn }: TokenizerSource,
  encode: (text: string) => readonly number[],
  text: string,
  promptTokens: readonly number[],
  answers: readonly string[],
): TokenizedPrompt {
  const continued = answers.map((answer) => (template === undefined ? `${text} ${answer}` : `${text}${answer}`));
  const open = split(promptTokens, continued.map(encode));
  const areLetters = answers.every((answer) => /^[A-Z]$/.test(answer));
  if (areLetters && !hasPrefix(open.answers)) return open;
  const ended =
    template === undefined || endOfTurn === undefined
      ? continued.map((text) => encode(`${text}\n`))
      : continued.map((text) => [...encode(text), endOfTurn]);
  const closed = split(promptTokens, ended);
  if (hasPrefix(closed.answers)) throw new PilotlightError('codebook-invalid', answersIndistinguishable());
  return closed;
}

/** The tokens that all sequences have in common with the prompt's own, and what follows in each sequence. */
function split(prompt: readonly number[], sequences: readonly (readonly number[])[]): TokenizedPrompt {
  let shared = prompt.length;
  for (const sequence of sequences) {
    let length = 0;
    while (length < shared && prompt[length] === sequence[length]) length++;
    shared = length;
  }
  if (shared === 0) throw new PilotlightError('usage', promptEmpty());
  return { prompt: prompt.slice(0, shared), answers: sequences.map((sequence) => sequence.slice(shared)) };
}

/** Whether a sequence is empty, equal to another or the beginning of another. */
function hasPrefix(sequences: readonly (readonly number[])[]): boolean {
  return sequences.some(
    (a, index) =>
      a.length === 0 ||
      sequences.some((b, other) => other !== index && a.every((token, position) => b[position] === token)),
  );
}

function endsWith(tokens: readonly number[], tail: readonly number[]): boolean {
  const start = tokens.length - tail.length;
  return start > 0 && tail.every((token, index) => tokens[start + index] === token);
}
