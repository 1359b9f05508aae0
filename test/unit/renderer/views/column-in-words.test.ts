import { describe, expect, it } from 'vitest';
import { becomes } from '../../../../renderer/views/data/column-in-words.ts';
import type { ColumnInspection } from '../../../../shared/domain/inspection.ts';
import { aVariable } from '../../../support/a-variable.ts';

const column: ColumnInspection = {
  name: 'trust',
  question: '',
  filled: 600,
  missing: 0,
  empty: 0,
  distinct: 5,
  distinctIsAtLeast: false,
  scale: 'ordinal',
  role: 'persona',
  options: [],
  missingCodes: [],
  minimum: null,
  maximum: null,
  examples: [],
  identifiers: [],
  losses: [],
};

describe('what a column becomes', () => {
  it('is its proposed scale with its options, its range or its number of values', () => {
    const options = [{ value: '1', label: 'low', count: 3 }];
    expect(becomes({ ...column, options }, null)).toBe('ordinal, 1 option');
    expect(becomes({ ...column, scale: 'interval', minimum: -2, maximum: 12_000 }, null)).toBe(
      'interval, −2.00 to 12\u202f000',
    );
    expect(becomes({ ...column, scale: 'text', distinctIsAtLeast: true }, null)).toBe('text, at least 5 different');
  });

  it('is what the codebook says where there is one, and nothing for columns that it leaves out', () => {
    const codebook = { variables: [aVariable('trust', { role: 'belief', scale: 'ordinal' })] };
    expect(becomes(column, codebook)).toBe('belief, ordinal');
    expect(becomes({ ...column, name: 'other' }, codebook)).toBe('left out');
    expect(becomes(column, { variables: [aVariable('trust', { role: 'excluded' })] })).toBe('left out');
  });
});
