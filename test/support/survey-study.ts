import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../shared/statistics/random.ts';

/** The model that the command line is tested with: the shipped demonstration model unless a variable names another. */
export const surveyModel =
  process.env['PILOTLIGHT_TEST_MODEL'] ??
  fileURLToPath(new URL('../../resources/models/pilotlight-nano.gguf', import.meta.url));

export interface SurveyStudyOptions {
  readonly rows?: number;
  readonly seed?: number;
  /** Characters of a field per respondent that the codebook does not name, to make the import long. */
  readonly padding?: number;
  readonly epochs?: number;
  /** Respondents per training step. */
  readonly batch?: number;
  readonly model?: string;
  /** Respondents of the part rectification, taken from the reserve. */
  readonly rectification?: number;
  /** A second treatment, which changes nothing. */
  readonly payment?: boolean;
  /** Labels of the three regions. */
  readonly regions?: readonly [string, string, string];
  /** Fields of one respondent by name, in place of the drawn ones or as further columns that the codebook does not name. */
  readonly fields?: (row: number) => Readonly<Record<string, string>>;
}

export interface SurveyStudy {
  readonly folder: string;
  readonly recipe: string;
  readonly data: string;
  readonly passphraseFile: string;
  readonly passphrase: string;
}

/** The passphrase of every project of this study. */
export const surveyPassphrase = 'seven quiet herons over the marsh';

/**
 * Writes a small complete study into a folder: an experiment with one treatment, four persona variables, two beliefs, one
 * action, a rule and a logit. The answers are drawn from the seed and depend on persona and arm. 20 respondents are left
 * for pilot-train, 10 for pilot-validation and 40 for evaluation; the others are a reserve.
 */
export function writeSurveyStudy(folder: string, options: SurveyStudyOptions = {}): SurveyStudy {
  mkdirSync(folder, { recursive: true });
  const study = {
    folder,
    recipe: join(folder, 'study.yaml'),
    data: join(folder, 'answers.csv'),
    passphraseFile: join(folder, 'passphrase.txt'),
    passphrase: surveyPassphrase,
  };
  writeFileSync(study.recipe, recipeText(options));
  writeFileSync(study.data, dataText(options));
  writeFileSync(study.passphraseFile, `${surveyPassphrase}\n`);
  return study;
}

/** Replaces a text that stands exactly once in a file. */
export function editFile(path: string, before: string, after: string): void {
  const pieces = readFileSync(path, 'utf8').split(before);
  if (pieces.length !== 2) throw new Error(`"${before}" stands ${pieces.length - 1} times in ${path}.`);
  writeFileSync(path, pieces.join(after));
}

function dataText({
  rows = 88,
  seed = 1,
  padding = 0,
  payment = false,
  fields = () => ({}),
}: SurveyStudyOptions): string {
  const random = createRandom(seed, 'survey study');
  const paid = createRandom(seed, 'survey study', 'payment');
  const respondents = Array.from({ length: rows }, (_, index) => {
    const age = 18 + random.integer(60);
    const warned = random.integer(2);
    const risk = random.weightedIndex(warned === 1 ? [1, 3, 6] : [5, 3, 2]);
    const benefit = random.weightedIndex(age < 40 ? [2, 3, 5] : [4, 4, 2]);
    const follows = random.next() < 0.85;
    const tells = benefit > risk === follows ? 1 : 0;
    return {
      respondent: `r${index + 1}`,
      warned: String(warned),
      age: String(age),
      region: String(1 + random.integer(3)),
      town: ['Ashby', 'Brook', 'Carrow'][random.integer(3)] ?? '',
      remark: 'none',
      risk: String(risk + 1),
      benefit: String(benefit + 1),
      tells: String(tells),
      ...(padding === 0 ? {} : { padding: 'x'.repeat(padding) }),
      ...(payment ? { paid: String(paid.integer(2)) } : {}),
      ...fields(index + 1),
    };
  });
  const names = [...new Set(respondents.flatMap((respondent) => Object.keys(respondent)))];
  const lines = respondents.map((respondent) => {
    const values: Readonly<Record<string, string>> = respondent;
    return names.map((name) => values[name] ?? '').join(',');
  });
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

const paymentText = `  paid:
    role: treatment
    label: Payment
    options:
      - 0: none
      - 1: promised
    wording:
      by_condition:
        1: A small payment is promised.
`;

function recipeText({
  epochs = 2,
  batch = 4,
  model = surveyModel,
  rectification = 0,
  payment = false,
  regions = ['north', 'south', 'west'],
}: SurveyStudyOptions): string {
  return `pilotlight: 1
study: survey
title: Telling after a warning
synthetic: true
data:
  file: answers.csv
codebook:
  respondent:
    role: id
  remark:
    role: excluded
  warned:
    role: treatment
    label: Warning
    options:
      - 0: none
      - 1: given
    wording:
      by_condition:
        1: A newspaper has warned of fraud.
${payment ? paymentText : ''}  age:
    role: persona
    scale: interval
    label: Age
    unit: years
  region:
    role: persona
    scale: nominal
    label: Region
    options:
      - 1: ${regions[0]}
      - 2: ${regions[1]}
      - 3: ${regions[2]}
  town:
    role: persona
    scale: text
    label: Town
  risk:
    role: belief
    scale: ordinal
    label: Risk
    wording: How risky is it to tell your income?
    options: &degree
      - 1: low
      - 2: middle
      - 3: high
  benefit:
    role: belief
    scale: ordinal
    label: Use
    wording: How useful is it to tell your income?
    options: *degree
  tells:
    role: action
    label: Decision
    wording: Do you tell your income?
    options:
      - 0: no
      - 1: yes
rule:
  action: tells
  cases:
    - when: benefit > risk
      choose: 1
    - when: benefit <= risk
      choose: 0
regressions:
  - name: Telling
    model: logit
    formula: tells ~ warned + age
split:
  seed: 7
  stratify: [warned]
  parts:
    pilot-train: 20
    pilot-validation: 10${rectification > 0 ? `\n    rectification: ${rectification}` : ''}
    evaluation: 40
model:
  base: ${model}
prompt:
  instruction: Answer as the person would.
adaptation:
  rank: 8
  learning_rate: 0.001
  epochs: ${epochs}
  batch: ${batch}
simulation:
  seeds: [1, 2]
evaluation:
  bootstrap: 100
  subgroups: [region]
`;
}
