import type { Option, Role, Scale, Variable } from '../../shared/domain/codebook.ts';
import type { Prompt } from '../../shared/domain/prompt.ts';
import { defaultInstruction, renderPrompt } from '../../shared/domain/prompt.ts';

/** One question of a survey written by hand; `stated` is the value that the prompt itself gives as the answer. */
export interface HandWrittenItem {
  readonly prompt: Prompt;
  readonly stated?: string;
}

function variable(
  name: string,
  role: Role,
  scale: Scale,
  label: string,
  labels: readonly string[],
  text = '',
): Variable {
  const options: Option[] = labels.map((option) => ({ value: option, label: option }));
  return { name, label, role, scale, options, missing: [], wording: { text, byCondition: {} }, unit: '' };
}

const settings = { instruction: defaultInstruction, answers: 'letters', persona: true } as const;

/** A short health survey: two persons, opinions on a clinic, one question whose answer the persona states. */
export function clinicSurvey(): HandWrittenItem[] {
  const insurance = ['public scheme', 'private policy', 'no cover'];
  const persona = [
    variable('age', 'persona', 'interval', 'Age', []),
    variable('cover', 'persona', 'nominal', 'Kind of cover', insurance),
    variable('visits', 'persona', 'ordinal', 'Visits last year', [
      'none at all',
      'one or two',
      'three to five',
      'six and more',
    ]),
  ];
  const items = [
    variable(
      'wait',
      'belief',
      'ordinal',
      'Waiting time',
      ['far too long', 'too long', 'acceptable', 'short'],
      'How was the wait at the clinic?',
    ),
    variable(
      'nurse',
      'belief',
      'ordinal',
      'Trust in nurses',
      ['no trust', 'little trust', 'some trust', 'full trust'],
      'How far do you trust the nurses there?',
    ),
    variable('again', 'action', 'binary', 'Return', ['Yes, surely', 'No, never'], 'Would you go back to this clinic?'),
    { ...variable('which', 'belief', 'nominal', 'Kind of cover', insurance, 'What is the kind of cover?') },
  ];
  const persons = [
    { age: 71, cover: 'public scheme', visits: 'six and more' },
    { age: 28, cover: 'no cover', visits: 'none at all' },
  ];
  return persons.flatMap((respondent) =>
    items.map((item) => ({
      prompt: renderPrompt({
        codebook: { variables: [...persona, ...items] },
        settings,
        respondent,
        item,
        earlier: [],
      }),
      ...(item.name === 'which' ? { stated: respondent.cover } : {}),
    })),
  );
}

/** A village poll on a bridge: earlier answers, eleven options, and a choice that the earlier answers lead to. */
export function bridgeSurvey(): HandWrittenItem[] {
  const steps = ['wholly against it', 'rather against it', 'rather for it', 'wholly for it'];
  const persona = [variable('years', 'persona', 'count', 'Years in the village', [])];
  const earlier = [
    variable('own', 'belief', 'ordinal', 'Own opinion of the bridge', steps, 'What do you think of the bridge?'),
    variable('weber', 'belief', 'ordinal', 'Opinion of Lena Weber', steps, 'And Lena Weber?'),
    variable('okafor', 'belief', 'ordinal', 'Opinion of John Okafor', steps, 'And John Okafor?'),
  ];
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
  ];
  const vote = variable('vote', 'action', 'binary', 'Mayor', ['Lena Weber', 'John Okafor'], 'Who should become mayor?');
  const month = variable('month', 'belief', 'nominal', 'Month', months, 'In which month should the work begin?');
  const answers = [
    ['wholly for it', 'rather against it', 'wholly for it'],
    ['rather against it', 'rather against it', 'wholly for it'],
  ];
  return answers.flatMap((values, person) => {
    const said = earlier.map((item, index) => ({ item, value: values[index] ?? null }));
    const codebook = { variables: [...persona, ...earlier, vote, month] };
    const respondent = { years: 12 + 30 * person };
    const ask = (item: Variable): Prompt => renderPrompt({ codebook, settings, respondent, item, earlier: said });
    return [
      { prompt: ask(vote) },
      { prompt: ask(month) },
      ...earlier.map((item, index) => ({ prompt: ask(item), stated: values[index] ?? '' })),
    ];
  });
}
