import { describe, expect, it } from 'vitest';
import { readColumns } from '../../../electron/core/database/repositories/cells.ts';
import { importDelimited } from '../../../electron/core/files/importers/import-delimited.ts';
import { previewDelimited } from '../../../electron/core/files/importers/preview-delimited.ts';
import { codebookOf, variableOf } from '../../support/codebook-of.ts';
import { sharedDataFile } from '../../support/shared-data.ts';
import { fixedClock, projectForFile } from '../../support/temporary-project.ts';

const { db } = projectForFile();

const fingerprinting = sharedDataFile('disclosure-fingerprinting', 'survey-experiment-data.csv');
const anes = sharedDataFile('anes96', 'anes96.csv');
const qualtrics = sharedDataFile('import-fixtures', 'qualtrics', 'inst', 'extdata', 'sample.csv');
const workbook = sharedDataFile('import-fixtures', 'xlsx', 'inst', 'extdata', 'datasets.xlsx');
const spss = sharedDataFile('import-fixtures', 'statfiles', 'test_data', 'basic', 'sample.sav');

function optionsOf(...labels: string[]) {
  return labels.map((label) => ({ value: label, label }));
}

describe('published files', () => {
  it.skipIf(fingerprinting === undefined)('a survey experiment with trailing blanks and quoted commas', async () => {
    const codebook = codebookOf(
      variableOf('respondent', { role: 'id' }),
      variableOf('Duration (in seconds)', { scale: 'count' }),
      variableOf('Q-demos-income'),
      variableOf('Q-perceptions-1', {
        role: 'belief',
        scale: 'ordinal',
        options: optionsOf('Strongly disagree', 'Somewhat disagree', 'Neutral', 'Somewhat agree', 'Strongly agree'),
      }),
      variableOf('Q-share-browser-data', {
        role: 'action',
        scale: 'binary',
        options: optionsOf('Decline', 'Consent to share'),
      }),
    );
    const imported = await importDelimited({
      path: fingerprinting ?? '',
      dialect: {},
      codebook,
      db,
      datasetId: 'fingerprinting',
      clock: fixedClock,
    });
    expect(imported).toMatchObject({ records: 12_461, rows: 12_461, rejectedRows: 0, rejectedCells: 0 });
    expect(imported.dialect).toMatchObject({ delimiter: ',', quote: '"', encoding: 'utf-8' });
    const { values } = readColumns(db, 'fingerprinting', ['Q-perceptions-1', 'Q-demos-income']);
    expect(new Set(values.get('Q-perceptions-1'))).toContain('Strongly disagree');
    expect(new Set(values.get('Q-demos-income'))).toContain('$75,000 - $99,999');
  });

  it.skipIf(anes === undefined)('a table with tabs and a header in single quotes', async () => {
    const codebook = codebookOf(
      variableOf('age', { scale: 'count' }),
      variableOf('vote', {
        options: [
          { value: '0', label: 'Clinton' },
          { value: '1', label: 'Dole' },
        ],
      }),
    );
    const imported = await importDelimited({
      path: anes ?? '',
      dialect: {},
      codebook,
      db,
      datasetId: 'anes',
      clock: fixedClock,
    });
    expect(imported).toMatchObject({ records: 944, rows: 944, rejectedCells: 0, columns: ['age', 'vote'] });
    expect(imported.dialect).toMatchObject({ delimiter: '\t', quote: `'` });
    const ages = readColumns(db, 'anes', ['age']).values.get('age');
    expect(ages?.slice(0, 2)).toEqual([36, 20]);
  });

  it.skipIf(qualtrics === undefined)('an export of Qualtrics in another language', async () => {
    const preview = await previewDelimited(qualtrics ?? '', {}, 5);
    expect(preview.dialect.header).toBe('qualtrics');
    expect(preview.columns.find(({ name }) => name === 'Q1')?.question).toBe('This is a multiple choice question.');
    expect(preview.rows.map((row) => row[17])).toEqual(['2']);
  });

  it.skipIf(workbook === undefined || spss === undefined)('workbooks and SPSS files are named, not read', async () => {
    await expect(previewDelimited(workbook ?? '', {}, 5)).rejects.toThrow('workbook');
    await expect(previewDelimited(spss ?? '', {}, 5)).rejects.toThrow('SPSS data file');
  });
});
