import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { listRejectedRows, readAnswers } from '../../../electron/core/database/repositories/cells.ts';
import { discardDataset, readDataset } from '../../../electron/core/database/repositories/datasets.ts';
import { importDelimited } from '../../../electron/core/files/importers/import-delimited.ts';
import type { Encoding } from '../../../shared/domain/dialect.ts';
import { codebookOf, variableOf } from '../../support/codebook-of.ts';
import { encodeText } from '../../support/encode-text.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock, projectForFile } from '../../support/temporary-project.ts';

const { db } = projectForFile();

const common = ['a', 'B', '7', ' ', '"', `'`, ',', ';', '\t', '|', '\n', '.', 'é'];
const characters: Record<Encoding, readonly string[]> = {
  'utf-8': [...common, '€', '😀', '\u0301'],
  'utf-16le': [...common, '€', '😀'],
  'utf-16be': [...common, '€', '😀'],
  latin1: [...common, '\u0093'],
  'windows-1252': [...common, '€', '“'],
};

const form = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', '^'),
  quote: fc.constantFrom('"', `'`),
  encoding: fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'),
  trim: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  mark: fc.boolean(),
  lastLineEnd: fc.boolean(),
});

const table = form.chain((written) => {
  const cell = fc
    .array(fc.constantFrom(...characters[written.encoding]), { maxLength: 8 })
    .map((parts) => parts.join(''));
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
  return fc.record({ written: fc.constant(written), rows, quoteAll: fc.boolean() });
});

it('gives back the cells of any table, however it is written, and rejects only rows without values', async () => {
  const path = join(temporaryFolder(), 'any.csv');
  let examples = 0;
  await fc.assert(
    fc.asyncProperty(table, async ({ written, rows, quoteAll }) => {
      const { delimiter, quote, encoding, trim, lineEnd, mark, lastLineEnd } = written;
      const asField = (text: string): string => {
        const plain = !quoteAll && text !== '' && !/[\s"']/.test(text) && !text.includes(delimiter);
        return plain ? text : `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
      };
      const names = rows[0]?.map((_, index) => `column ${index}`) ?? [];
      const records = [names, ...rows].map((row) => row.map(asField).join(delimiter));
      // Line ends inside a field are written like those between records.
      const text = records.join('\n').replaceAll('\n', lineEnd) + (lastLineEnd ? lineEnd : '');
      writeFileSync(path, encodeText(text, encoding, mark));

      const expected = rows.map((row) => row.map((cell) => (trim ? cell.trim() : cell)));
      const kept = expected.filter((row) => row.some((cell) => cell !== ''));
      const datasetId = `example-${(examples += 1)}`;
      const dialect = { delimiter, quote, encoding, trim, header: 'plain', decimal: '.' } as const;
      fc.pre(kept.length > 0);
      const importing = importDelimited({
        path,
        dialect,
        codebook: codebookOf(...names),
        db,
        datasetId,
        clock: fixedClock,
      });
      expect(await importing).toMatchObject({ records: rows.length, rows: kept.length });
      const found = readAnswers(db, datasetId, names).map(({ answers }) => names.map((name) => answers[name] ?? ''));
      expect(found).toEqual(kept);
      expect(listRejectedRows(db, datasetId)).toHaveLength(rows.length - kept.length);
      writeTransaction(db, [], (write) => discardDataset(write, readDataset(db, datasetId).number));
    }),
    { numRuns: 300 },
  );
});

it('gives back numbers and options written with any decimal mark', async () => {
  const path = join(temporaryFolder(), 'numbers.csv');
  let examples = 0;
  const options = [
    { value: '0', label: 'no' },
    { value: '1', label: 'yes, always' },
  ];
  const codebook = codebookOf(
    variableOf('number', { scale: 'interval' }),
    variableOf('count', { scale: 'count' }),
    variableOf('option', { scale: 'binary', options }),
  );
  const row = fc.tuple(
    fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
    fc.option(fc.nat()),
    fc.option(fc.record({ index: fc.nat({ max: 1 }), style: fc.constantFrom('value', 'label', 'number') })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('.', ','),
      fc.array(row, { minLength: 1, maxLength: 20 }),
      async (decimal, rows) => {
        const optionText = (cell: { index: number; style: string } | null): string => {
          const option = cell === null ? undefined : options[cell.index];
          if (option === undefined) return '';
          if (cell?.style === 'number') return `${option.value}${decimal}0`;
          return cell?.style === 'label' ? option.label : option.value;
        };
        const lines = rows.map(([number, count, option]) =>
          ['x', number === null ? '' : String(number).replace('.', decimal), count ?? '', optionText(option)].join('|'),
        );
        writeFileSync(path, `always|number|count|option\n${lines.join('\n')}\n`);
        const datasetId = `numbers-${(examples += 1)}`;
        const dialect = { delimiter: '|', decimal } as const;
        await importDelimited({ path, dialect, codebook, db, datasetId, clock: fixedClock });
        const found = readAnswers(db, datasetId, ['number', 'count', 'option']).map(({ answers }) => answers);
        expect(found).toEqual(
          rows.map(([number, count, option]) => ({
            number: number === 0 ? 0 : number,
            count,
            option: option === null ? null : String(option.index),
          })),
        );
        writeTransaction(db, [], (write) => discardDataset(write, readDataset(db, datasetId).number));
      },
    ),
    { numRuns: 60 },
  );
});
