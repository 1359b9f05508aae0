import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Answers, Codebook, Variable } from '../../shared/domain/codebook.ts';
import { defaultInstruction, renderPrompt } from '../../shared/domain/prompt.ts';
import type { AnswerForm, Prompt } from '../../shared/domain/prompt.ts';
import { aVariable, numberedOptions } from '../support/a-variable.ts';

export interface SurveyWorkload {
  readonly respondents: number;
  readonly answers: AnswerForm;
  readonly seed: number;
}

/**
 * Prompts of an ordinary attitude survey: personas of 20 variables (150 to 250 tokens), nine items of 30 to 60 tokens
 * with two to five options, two treatment arms that word one item differently.
 */
export function surveyPrompts({ respondents, answers, seed }: SurveyWorkload): Prompt[] {
  const generator = xoroshiro128plus(seed);
  const draw = (count: number): number => (generator.next() >>> 0) % count;
  const settings = { instruction: defaultInstruction, answers, persona: true };
  return Array.from({ length: respondents }, () => drawRespondent(draw)).flatMap((respondent) =>
    items.map((item) => renderPrompt({ codebook, settings, respondent, item, earlier: [] })),
  );
}

function drawRespondent(draw: (count: number) => number): Answers {
  const values = codebook.variables.flatMap((variable): [string, string | number][] => {
    if (variable.role !== 'persona' && variable.role !== 'treatment') return [];
    const option = variable.options[draw(Math.max(1, variable.options.length))];
    return [[variable.name, option?.value ?? 18 + draw(70)]];
  });
  return Object.fromEntries(values);
}

function persona(name: string, label: string, ...labels: readonly string[]): Variable {
  return aVariable(name, {
    label,
    scale: labels.length === 0 ? 'interval' : 'nominal',
    options: numberedOptions(...labels),
  });
}

function item(name: string, text: string, ...labels: readonly string[]): Variable {
  return aVariable(name, {
    label: name,
    role: 'belief',
    scale: 'ordinal',
    options: numberedOptions(...labels),
    wording: { text, byCondition: {} },
  });
}

const agreement = [
  'Agree strongly',
  'Agree somewhat',
  'Neither agree nor disagree',
  'Disagree somewhat',
  'Disagree strongly',
];

const items: readonly Variable[] = [
  item(
    'trust',
    'Generally speaking, would you say that most people can be trusted?',
    'Most can be trusted',
    'One cannot be too careful',
  ),
  item(
    'country',
    'Do you feel things in this country are generally going in the right direction?',
    'Right direction',
    'Wrong track',
  ),
  item(
    'economy',
    'Over the past year, has the economy of the country got better or worse?',
    'Much better',
    'Somewhat better',
    'About the same',
    'Somewhat worse',
    'Much worse',
  ),
  item(
    'services',
    'The government should provide fewer services, even in health and education, to reduce spending.',
    ...agreement,
  ),
  item(
    'neighbours',
    'How often do you talk with any of your neighbours?',
    'Every day',
    'A few times a week',
    'A few times a month',
    'Less often',
  ),
  item(
    'worry',
    'How worried are you about losing your main source of income in the next year?',
    'Very worried',
    'Somewhat worried',
    'Not worried at all',
  ),
  item('voice', 'People like me do not have any say about what the government does.', ...agreement),
  item(
    'health',
    'Would you say your health in general is excellent, good, fair or poor?',
    'Excellent',
    'Good',
    'Fair',
    'Poor',
  ),
  {
    ...item(
      'vote',
      'Will you take part in the next election?',
      'Certainly',
      'Probably',
      'Probably not',
      'Certainly not',
    ),
    wording: {
      text: 'Will you take part in the next election?',
      byCondition: { '2': 'Every vote counts. Will you take part in the next election?' },
    },
  },
];

const codebook: Codebook = {
  variables: [
    persona('age', 'Age in years'),
    persona('sex', 'Sex', 'Female', 'Male'),
    persona(
      'education',
      'Highest level of education',
      'Less than high school',
      'High school diploma or equivalent',
      'Some college, no degree',
      'Bachelor degree',
      'Graduate or professional degree',
    ),
    persona(
      'work',
      'Employment',
      'Working full time',
      'Working part time',
      'Unemployed and looking for work',
      'Retired',
      'Keeping house',
      'Student',
    ),
    persona(
      'income',
      'Household income before taxes',
      'Under 20,000 dollars',
      '20,000 to 49,999 dollars',
      '50,000 to 99,999 dollars',
      '100,000 dollars or more',
    ),
    persona('region', 'Region', 'Northeast', 'Midwest', 'South', 'West'),
    persona('place', 'Place of residence', 'Large city', 'Suburb of a large city', 'Small town', 'Rural area or farm'),
    persona('marital', 'Marital status', 'Married', 'Widowed', 'Divorced or separated', 'Never married'),
    persona('children', 'Children under 18 in the household', 'None', 'One', 'Two', 'Three or more'),
    persona(
      'religion',
      'Attendance at religious services',
      'Every week',
      'Once or twice a month',
      'A few times a year',
      'Never',
    ),
    persona(
      'party',
      'Party identification',
      'Strong Democrat',
      'Leaning Democrat',
      'Independent',
      'Leaning Republican',
      'Strong Republican',
    ),
    persona(
      'ideology',
      'Political views',
      'Very liberal',
      'Somewhat liberal',
      'Moderate',
      'Somewhat conservative',
      'Very conservative',
    ),
    persona(
      'news',
      'Main source of news',
      'Television',
      'Newspapers, printed or online',
      'Social media',
      'Radio and podcasts',
      'Friends and family',
    ),
    persona(
      'home',
      'Dwelling',
      'Owns the home with a mortgage',
      'Owns the home without a mortgage',
      'Rents',
      'Lives with relatives',
    ),
    persona('health', 'State of health', 'Excellent', 'Good', 'Fair', 'Poor'),
    persona('born', 'Born in this country', 'Yes', 'No, but a citizen', 'No, and not a citizen'),
    persona('union', 'Member of a trade union', 'Yes', 'No, but was one in the past', 'Never was one'),
    persona('military', 'Military service', 'Never served', 'Served in the past', 'Serves at present'),
    persona(
      'interest',
      'Interest in politics',
      'Very interested',
      'Somewhat interested',
      'Not much interested',
      'Not at all interested',
    ),
    persona('finances', 'Financial situation compared with a year ago', 'Better', 'About the same', 'Worse'),
    aVariable('arm', {
      label: 'Arm',
      role: 'treatment',
      scale: 'nominal',
      options: numberedOptions('control', 'letter'),
      wording: { text: '', byCondition: { '2': 'The person has received a letter about the coming election.' } },
    }),
    ...items,
  ],
};
