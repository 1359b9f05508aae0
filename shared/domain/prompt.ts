import { z } from 'zod';
import type { Answers, CellValue, Codebook, Variable } from './codebook.ts';
import { optionIndex, valueInWords, variablesWithRole, wordingFor } from './codebook.ts';

export const answerForms = ['letters', 'labels'] as const;
export type AnswerForm = (typeof answerForms)[number];

export const promptSettingsSchema = z.strictObject({
  instruction: z.string(),
  /** `letters`: options are lettered and the letter is scored; `labels`: the option's own words are scored. */
  answers: z.enum(answerForms),
  /** Leave persona variables out, for the ablation without demographics. */
  persona: z.boolean(),
});
export type PromptSettings = z.infer<typeof promptSettingsSchema>;

export const defaultInstruction = 'Answer the survey question as the person described would.';

/** Letters that mark the options, in order; at most 26 options can be offered. */
export const optionLetters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * One question to one twin. `system` and `user` go through the model's chat template where it has one; otherwise
 * they are joined by a blank line. `answers[i]` is the text that is scored for option `options[i]`.
 */
export interface Prompt {
  readonly system: string;
  readonly user: string;
  /** Answer texts without leading blank, in the order in which the options are shown. */
  readonly answers: readonly string[];
  /** Values of the options in the order in which they are shown. */
  readonly options: readonly string[];
}

export interface PromptInput {
  readonly codebook: Codebook;
  readonly settings: PromptSettings;
  /** The respondent's own persona and treatment values. Beliefs and actions in it are ignored. */
  readonly respondent: Answers;
  readonly item: Variable;
  /** Answers given before in this interview, oldest first, such as drawn beliefs before an action. */
  readonly earlier: readonly { readonly item: Variable; readonly value: CellValue }[];
  /** Other people with their answers, shown before the person; none unless told. */
  readonly examples?: readonly Answers[];
  /** Order in which the options are shown, as indices into the codebook's order. */
  readonly optionOrder?: readonly number[];
}

/** The persona in words, one variable a line; missing values are left out. */
export function renderPersona(codebook: Codebook, respondent: Answers): string {
  const lines = variablesWithRole(codebook, 'persona').flatMap((variable) => {
    const words = valueInWords(variable, respondent[variable.name] ?? null);
    return words === null ? [] : [`- ${variable.label}: ${words}`];
  });
  return lines.length === 0 ? '' : `Person:\n${lines.join('\n')}\n\n`;
}

/** What the respondent's treatment arm was told; empty where the codebook has no text for the arm. */
export function renderCondition(codebook: Codebook, respondent: Answers): string {
  const texts = variablesWithRole(codebook, 'treatment').flatMap((variable) => {
    const text = wordingFor(variable, respondent[variable.name] ?? null);
    return text === '' ? [] : [text];
  });
  return texts.length === 0 ? '' : `Situation: ${texts.join(' ')}\n\n`;
}

function renderEarlier(earlier: PromptInput['earlier']): string {
  const lines = earlier.flatMap(({ item, value }) => {
    const words = valueInWords(item, value);
    return words === null ? [] : [`- ${item.label}: ${words}`];
  });
  return lines.length === 0 ? '' : `Earlier answers:\n${lines.join('\n')}\n\n`;
}

/** Other people as they are described in a prompt, with all their answers. */
export function renderExamples(codebook: Codebook, settings: PromptSettings, examples: readonly Answers[]): string {
  const items = variablesWithRole(codebook, 'belief', 'action');
  const people = examples.map((answers) => {
    const lines = items.flatMap((item) => {
      const words = valueInWords(item, answers[item.name] ?? null);
      return words === null ? [] : [`- ${item.label}: ${words}`];
    });
    const persona = settings.persona ? renderPersona(codebook, answers) : '';
    return `${persona}${renderCondition(codebook, answers)}Answers:\n${lines.join('\n')}\n\n`;
  });
  return people.length === 0 ? '' : `How other people answered:\n\n${people.join('')}The person who answers now:\n\n`;
}

/** The value of the first treatment variable, which chooses the wording of items. */
export function conditionOf(codebook: Codebook, respondent: Answers): CellValue {
  const treatment = variablesWithRole(codebook, 'treatment')[0];
  return treatment === undefined ? null : (respondent[treatment.name] ?? null);
}

/**
 * The prompt of one item for one twin. The parts that all twins share (instruction, other people) come first, then those
 * that a twin's questions share (persona, situation), so that they are computed once.
 */
export function renderPrompt(input: PromptInput): Prompt {
  const { codebook, settings, respondent, item } = input;
  const order = input.optionOrder ?? item.options.map((_, index) => index);
  const shown = order.flatMap((index) => item.options[index] ?? []);
  const letters = settings.answers === 'letters';
  const list = shown.map((option, index) =>
    letters ? `${optionLetters[index]}. ${option.label}` : `- ${option.label}`,
  );
  const user = [
    renderExamples(codebook, settings, input.examples ?? []),
    settings.persona ? renderPersona(codebook, respondent) : '',
    renderCondition(codebook, respondent),
    renderEarlier(input.earlier),
    `Question: ${wordingFor(item, conditionOf(codebook, respondent))}\n`,
    `${list.join('\n')}\n`,
    'Answer:',
  ].join('');
  return {
    system: settings.instruction,
    user,
    answers: letters ? optionLetters.slice(0, shown.length) : shown.map((option) => option.label),
    options: shown.map((option) => option.value),
  };
}

/** Text of a prompt for a model without chat template; answers follow after one blank. */
export function plainPrompt(prompt: Pick<Prompt, 'system' | 'user'>): string {
  return `${prompt.system}\n\n${prompt.user}`;
}

/** Index into `prompt.answers` of the answer a human gave, or -1 when it is missing. */
export function answerIndex(prompt: Prompt, item: Variable, value: CellValue): number {
  return optionIndex(item, value) < 0 ? -1 : prompt.options.indexOf(String(value));
}
