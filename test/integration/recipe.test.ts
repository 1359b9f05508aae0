import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LoadedRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import { readRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import { hashText } from '../../electron/core/files/hash.ts';
import { failureOf } from '../support/failure-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const smallest = `pilotlight: 1
study: small
title: A small study
data:
  file: data.csv
codebook:
  vote:
    role: action
    wording: Who do you vote for?
    options: [left, right]
split:
  seed: 1
  parts: { pilot-train: 2, pilot-validation: 1, evaluation: rest }
model:
  base: models/model.gguf
`;

/** A recipe in a folder of its own, with a data file beside it. */
function recipeFile(text: string | Uint8Array): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'data.csv'), 'vote\nleft\n');
  writeFileSync(join(folder, 'study.yaml'), text);
  return join(folder, 'study.yaml');
}

const read = (text: string): LoadedRecipe => readRecipe(recipeFile(text));

function problemsOf(text: string): readonly string[] {
  const error = failureOf(() => read(text));
  expect(error.code).toBe('recipe-invalid');
  const { problems } = error.details;
  return Array.isArray(problems) ? problems.map(String) : [];
}

describe('a recipe', () => {
  test('gives the study, absolute paths, its text and its hash', () => {
    const path = recipeFile(smallest);
    const loaded = readRecipe(path);
    expect(loaded.study.name).toBe('small');
    expect(loaded.dataFile).toBe(join(dirname(path), 'data.csv'));
    expect(loaded.modelFile).toBe(join(dirname(path), 'models/model.gguf'));
    expect(loaded.dialect).toEqual({});
    expect(loaded).not.toHaveProperty('threads');
    expect(loaded.text).toBe(smallest);
    expect(loaded.sha256).toBe(hashText(smallest));
  });

  test('fills in what is left out', () => {
    const { study } = read(smallest);
    expect(study.codebook.variables[0]).toEqual({
      name: 'vote',
      label: 'vote',
      role: 'action',
      scale: 'binary',
      options: [
        { value: 'left', label: 'left' },
        { value: 'right', label: 'right' },
      ],
      missing: [],
      wording: { text: 'Who do you vote for?', byCondition: {} },
      unit: '',
    });
    expect(study.rule).toBeNull();
    expect(study.simulation).toEqual({ seeds: [1, 2, 3, 4, 5], optionOrder: 'codebook' });
    expect(study.evaluation.level).toBe(0.95);
    expect(study.split.unit).toBe('respondent');
  });

  test('may say how the file is written and how many threads to use', () => {
    const loaded = read(
      smallest
        .replace('file: data.csv', 'file: data.csv\n  delimiter: "\\t"\n  missing: [-9, 01, NA]')
        .replace('base: models/model.gguf', 'base: models/model.gguf\n  threads: 3'),
    );
    expect(loaded.dialect).toEqual({ delimiter: '\t', missing: ['-9', '01', 'NA'] });
    expect(loaded.threads).toBe(3);
  });

  test('may start with a byte order mark and end its lines as on Windows', () => {
    const loaded = read(`\uFEFF${smallest.replaceAll('\n', '\r\n')}`);
    expect(loaded.study.title).toBe('A small study');
  });
});

describe('codes', () => {
  const withOptions = (options: string): LoadedRecipe =>
    read(smallest.replace('options: [left, right]', `scale: nominal\n    options:\n${options}`));

  test('keep the text that stands in the file', () => {
    const { study } = withOptions(
      '      - 0: no\n      - 1: 100\n      - 01: one\n      - 1.0: one point\n      - 1e3: many\n      - true: yes\n      - 0x1F: hexadecimal\n',
    );
    expect(study.codebook.variables[0]?.options).toEqual([
      { value: '0', label: 'no' },
      { value: '1', label: '100' },
      { value: '01', label: 'one' },
      { value: '1.0', label: 'one point' },
      { value: '1e3', label: 'many' },
      { value: 'true', label: 'yes' },
      { value: '0x1F', label: 'hexadecimal' },
    ]);
  });

  test('can be written alone, with a label, or as value and label', () => {
    const { study } = withOptions('      - 2.50\n      - { value: 03, label: third }\n      - "4": fourth\n');
    expect(study.codebook.variables[0]?.options).toEqual([
      { value: '2.50', label: '2.50' },
      { value: '03', label: 'third' },
      { value: '4', label: 'fourth' },
    ]);
  });

  test('of names, missing answers, conditions and rules keep it too', () => {
    const { study } = read(
      smallest.replace(
        'codebook:\n',
        `rule:
  action: vote
  cases:
    - when: "\`007\` == '01'"
      choose: left
codebook:
  007:
    role: treatment
    options: [01, 1]
    missing: [-9.0, false]
    wording:
      by_condition:
        01: First.
        1: Second.
`,
      ),
    );
    const [arm] = study.codebook.variables;
    expect(arm?.name).toBe('007');
    expect(arm?.missing).toEqual(['-9.0', 'false']);
    expect(arm?.wording.byCondition).toEqual({ '01': 'First.', '1': 'Second.' });
    expect(study.rule?.cases[0]?.when).toBe("`007` == '01'");
  });
});

describe('anchors and merge keys', () => {
  const shared = smallest.replace('options: [left, right]', 'options: &sides [left, right]').replace(
    'split:\n',
    `  party: &asked
    role: belief
    options: *sides
    wording: Which side?
  paper:
    <<: *asked
    wording: Which side does your paper take?
split:
`,
  );

  test('are followed', () => {
    const { study } = read(shared);
    expect(study.codebook.variables.map(({ role, options }) => [role, options.length])).toEqual([
      ['action', 2],
      ['belief', 2],
      ['belief', 2],
    ]);
    expect(study.codebook.variables[2]?.wording.text).toBe('Which side does your paper take?');
  });

  test('have their faults told where they stand', () => {
    expect(problemsOf(shared.replace('&sides [left, right]', '&sides [left, left]'))).toEqual([
      'study.yaml:10:5: codebook.vote.options: "vote" has two options with the value "left".',
      'study.yaml:10:5: codebook.vote.options: "vote" has two options with the label "left".',
      'study.yaml:13:5: codebook.party.options: "party" has two options with the value "left".',
      'study.yaml:13:5: codebook.party.options: "party" has two options with the label "left".',
      'study.yaml:13:5: codebook.paper.options: "paper" has two options with the value "left".',
      'study.yaml:13:5: codebook.paper.options: "paper" has two options with the label "left".',
    ]);
  });
});

describe('faults of a recipe', () => {
  test('are all told at once, each with its line and column', () => {
    const text = `pilotlight: 2
study: My Study
title:
data:
  file: data.csv
  delimeter: ";"
codebook:
  risk:
    role: beleif
    scale: ordinal
    lable: Risk
    options:
      - 1: low
      - { value: 2 }
  mood:
    role: persona
    options: { 1: good, 2: bad }
  age:
    role: persona
  none:
split:
  seed: soon
  parts:
    pilot-train: 1.5
    evaluation: all
    test: 3
model:
  base: 7
  threads: 0
simulation:
  seeds: []
evaluation:
  level: 2
prompt: short
`;
    expect(problemsOf(text)).toEqual([
      'study.yaml:1:13: pilotlight: the format of the recipe is 1: write "pilotlight: 1".',
      'study.yaml:2:8: study: use lower-case letters, digits and hyphens, such as "trust-2024".',
      'study.yaml:3:1: title: is empty.',
      'study.yaml:6:3: data.delimeter: is not known; did you mean "delimiter"?',
      'study.yaml:9:11: codebook.risk.role: must be one of persona, treatment, belief, action, weight, cluster, id, excluded, not "beleif"; did you mean "belief"?',
      'study.yaml:11:5: codebook.risk.lable: is not known; did you mean "label"?',
      'study.yaml:14:9: codebook.risk.options[2]: write each option as "- code: label", such as "- 1: strongly disagree".',
      'study.yaml:17:5: codebook.mood.options: must be a list, so that the order of the options is kept.',
      'study.yaml:18:3: codebook.age: needs its scale: interval, count or text.',
      'study.yaml:20:3: codebook.none: is empty.',
      'study.yaml:22:9: split.seed: must be a number, not "soon".',
      'study.yaml:24:18: split.parts.pilot-train: must be a number of respondents, or "rest".',
      'study.yaml:25:17: split.parts.evaluation: must be a number of respondents, or "rest".',
      'study.yaml:26:5: split.parts.test: is not known here; there are pilot-train, pilot-validation, rectification, evaluation.',
      'study.yaml:28:9: model.base: must be text, not 7; put it in quotes.',
      'study.yaml:29:12: model.threads: must be at least 1.',
      'study.yaml:31:3: simulation.seeds: needs at least 1 entry.',
      'study.yaml:33:10: evaluation.level: must be less than 1.',
      'study.yaml:34:9: prompt: must be a block of keys, not "short".',
    ]);
  });

  test('that lie in the meaning are told as well, with the field that is concerned', () => {
    const text = smallest
      .replace('file: data.csv', 'file: data/wave-1.csv')
      .replace('seed: 1\n', 'seed: 1\n  stratify: [vot]\n')
      .replace(
        'split:\n',
        `rule:
  action: vote
  cases:
    - when: vot == 'left' and
      choose: middle
regressions:
  - name: Vote
    model: logit
    formula: vot ~ vote
split:
`,
      );
    const problems = problemsOf(text);
    expect(problems).toHaveLength(5);
    expect(problems[0]).toMatch(
      /^study.yaml:5:9: data.file: the data file \/.*\/data\/wave-1.csv does not exist; paths/,
    );
    expect(problems.slice(1)).toEqual([
      'study.yaml:14:13: rule.cases[1].when: Case 1 of the rule cannot be used: A variable, a number or "(" is expected (at character 18).',
      'study.yaml:15:15: rule.cases[1].choose: Case 1 of the rule chooses "middle", which is no option of "vote".',
      'study.yaml:19:14: regressions[1].formula: the formula uses "vot", which the codebook does not have; did you mean "vote"?',
      'study.yaml:22:14: split.stratify[1]: "vot" cannot stratify: it is not a variable with options in the codebook; did you mean "vote"?',
    ]);
  });

  test('inside a wording by condition name the key', () => {
    const text = smallest.replace(
      'wording: Who do you vote for?',
      'wording:\n      txt: Who?\n      by_condition: [a]',
    );
    expect(problemsOf(text)).toEqual([
      'study.yaml:10:7: codebook.vote.wording.txt: is not known; did you mean "text"?',
      'study.yaml:11:7: codebook.vote.wording.by_condition: must be a block of keys, not a list.',
    ]);
  });

  test('that are missing keys stand at the block that lacks them', () => {
    expect(problemsOf(smallest.replace('  seed: 1\n', '').replace('title: A small study\n', ''))).toEqual([
      'study.yaml:1:1: title: is missing.',
      'study.yaml:10:1: split.seed: is missing.',
    ]);
  });

  test('are cut at twenty, with their number in the sentence', () => {
    const variables = Array.from({ length: 30 }, (_, index) => `  v${index}:\n    role: persona\n`).join('');
    const error = failureOf(() => read(smallest.replace('codebook:\n', `codebook:\n${variables}`)));
    expect(error.details['problems']).toHaveLength(20);
    expect(error.details['count']).toBe(30);
    expect(error.message).toContain(
      'because of 30 faults. The first one: study.yaml:7:3: codebook.v0: needs its scale',
    );
  });
});

describe('faults of the YAML', () => {
  test.each([
    ['a repeated key', 'title: A\ntitle: B\n', 'study.yaml:2:1: "title" stands here a second time; keep one.'],
    [
      'a repeated code',
      'codebook:\n  1: { role: id }\n  "1": { role: id }\n',
      'study.yaml:3:3: "1" stands here a second time; keep one.',
    ],
    ['a tab', 'data:\n\tfile: x\n', 'study.yaml:2:1: A tab stands at the start of this line. Indent with spaces.'],
    [
      'a colon in text',
      'title: Trust: a study\n',
      'study.yaml:1:8: Text and a block of keys meet here. Put text that contains ": " in quotes, and check the indentation below.',
    ],
    ['an open quote', 'title: "Trust\n', 'study.yaml:2:1: A closing quotation mark is missing.'],
    [
      'an unknown anchor',
      'title: *name\n',
      'study.yaml:1:8: "*name" refers to an anchor "&name" that does not stand above it.',
    ],
    ['a forbidden start', 'title: @home\n', 'study.yaml:1:8: Text cannot start with this character. Put it in quotes.'],
    [
      'two documents',
      'title: A\n---\ntitle: B\n',
      'study.yaml:2:1: A recipe is one document. Remove the line "---" in the middle.',
    ],
    ['a list', '- title\n', 'study.yaml:1:1: must be a block of keys, not a list.'],
  ])('%s', (_what, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test('that multiplies itself is refused', () => {
    const levels = [...'bcdefgh'].map(
      (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`,
    );
    expect(problemsOf(`a: &a [1]\n${levels.join('\n')}\n`)).toEqual([
      expect.stringContaining('The aliases ("*") of this file multiply too often'),
    ]);
  });
});

describe('a recipe that cannot be read', () => {
  test('because it is not there, is a folder, or has another encoding is told so', () => {
    const folder = temporaryFolder();
    const missing = failureOf(() => readRecipe(join(folder, 'study.yaml')));
    expect(missing.code).toBe('file-not-found');
    expect(missing.message).toContain(join(folder, 'study.yaml'));
    mkdirSync(join(folder, 'folder.yaml'));
    expect(failureOf(() => readRecipe(join(folder, 'folder.yaml'))).code).toBe('file-unreadable');
    const latin1 = failureOf(() =>
      readRecipe(recipeFile(Buffer.from(smallest.replace('small study', 'étude'), 'latin1'))),
    );
    expect(latin1.message).toContain('is not encoded as UTF-8');
  });

  test('because its data is a folder is told so', () => {
    expect(problemsOf(smallest.replace('file: data.csv', 'file: .'))).toEqual([
      expect.stringMatching(/^study.yaml:5:9: data.file: .* is not a file\.$/),
    ]);
  });
});
