import type { PromptText } from '../../electron/core/engine/engine.ts';

const persons = ['Age: 34\n- Sex: female', 'Age: 37\n- Sex: male', 'Age: 61', 'Town: small', 'Age: 34\n- Sex: male'];
const questions = ['Do you trust others?', 'Is life good?', 'Do you trust the courts?', 'Will you vote?'];

/** Every person with every question, like the prompts of a survey; short, since tiny models have a token per character. */
export function shortSurvey(): PromptText[] {
  return persons.flatMap((person) =>
    questions.map((question) => ({
      system: 'Answer as the person would.',
      user: `Person:\n- ${person}\n\nQuestion: ${question}\nA. yes\nB. no\nC. no opinion\nAnswer:`,
    })),
  );
}
