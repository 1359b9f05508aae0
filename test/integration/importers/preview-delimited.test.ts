import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { previewDelimited } from '../../../electron/core/files/importers/preview-delimited.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function fileWith(content: string): string {
  const path = join(temporaryFolder(), 'survey.csv');
  writeFileSync(path, content);
  return path;
}

it('shows the columns and the first rows of a long file', async () => {
  const path = fileWith(`name;n\n${'Änne;"1,5"\n'.repeat(200_000)}`);
  expect(await previewDelimited(path, {}, 2)).toEqual({
    dialect: {
      delimiter: ';',
      quote: '"',
      encoding: 'utf-8',
      decimal: ',',
      thousands: '',
      header: 'plain',
      trim: true,
      missing: [],
    },
    columns: [
      { name: 'name', question: '' },
      { name: 'n', question: '' },
    ],
    rows: [
      ['Änne', '1,5'],
      ['Änne', '1,5'],
    ],
  });
});

it('shows all there is of a short file, also only a header', async () => {
  expect((await previewDelimited(fileWith('a,b\n1,2\n'), {}, 10)).rows).toEqual([['1', '2']]);
  expect((await previewDelimited(fileWith('a,b\n'), {}, 10)).columns.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(await previewDelimited(fileWith('1,2\n3,4\n'), { header: 'none' }, 0)).toMatchObject({
    columns: [{ name: 'V1' }, { name: 'V2' }],
    rows: [],
  });
});

it('shows the question texts of Qualtrics', async () => {
  const ids = '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}"';
  const preview = await previewDelimited(fileWith(`StartDate,Q1\nStart Date,"Do you?"\n${ids}\n2024-01-01,2\n`), {}, 5);
  expect(preview.columns).toEqual([
    { name: 'StartDate', question: 'Start Date' },
    { name: 'Q1', question: 'Do you?' },
  ]);
  expect(preview.rows).toEqual([['2024-01-01', '2']]);
});

it('can be cancelled', async () => {
  const preview = previewDelimited(fileWith('a,b\n1,2\n'), {}, 5, { signal: AbortSignal.abort() });
  await expect(preview).rejects.toMatchObject({ code: 'cancelled' });
});
