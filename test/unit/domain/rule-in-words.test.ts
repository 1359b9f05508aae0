import { expect, it } from 'vitest';
import { ruleInWords } from '../../../shared/domain/rule-in-words.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';

const codebook = {
  variables: [
    aVariable('risk', { label: 'Perceived risk', role: 'belief', options: numberedOptions('none', 'some', 'great') }),
    aVariable('arm', { label: 'Arm', role: 'treatment', options: numberedOptions('control', 'warned') }),
    aVariable('age', { label: 'Age' }),
    aVariable('tells', { label: 'Telling', role: 'action', options: numberedOptions('no', 'yes') }),
  ],
};

it('a rule is told with labels in place of names and codes', () => {
  const cases = [
    { when: 'risk >= 2 and arm == "2"', choose: '1' },
    { when: 'not (age > 40.5 or abs(risk - 2) != 1)', choose: '2' },
    { when: 'unknown < 2', choose: '9' },
  ];
  expect(ruleInWords({ action: 'tells', source: '', cases }, codebook)).toBe(
    [
      '“no” when Perceived risk >= 2 (some) and Arm == “warned”',
      '“yes” when not (Age > 40.5 or abs(Perceived risk - 2) != 1)',
      '“9” when unknown < 2',
    ].join('; '),
  );
});
