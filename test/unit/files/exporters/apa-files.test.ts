import { spawnSync } from 'node:child_process';
import { inflateRawSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderApaDocx } from '../../../../electron/core/files/exporters/apa-docx.ts';
import { renderApaHtml } from '../../../../electron/core/files/exporters/apa-html.ts';
import type { ApaTable } from '../../../../shared/evaluation/apa/apa-table.ts';
import { apaTables } from '../../../../shared/evaluation/apa/apa-tables.ts';
import { evaluate } from '../../../../shared/evaluation/evaluate.ts';
import { markup, sampleEvaluationInput } from '../../../support/sample-evaluation-input.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** The files of an archive, read by its central directory. */
function unzip(bytes: Uint8Array): Map<string, string> {
  const buffer = Buffer.from(bytes);
  const end = buffer.length - 22;
  const files = new Map<string, string>();
  let at = buffer.readUInt32LE(end + 16);
  for (let entry = 0; entry < buffer.readUInt16LE(end + 10); entry++) {
    const [name, extra, comment] = [28, 30, 32].map((place) => buffer.readUInt16LE(at + place));
    const local = buffer.readUInt32LE(at + 42);
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const packed = buffer.subarray(start, start + buffer.readUInt32LE(at + 20));
    const content = buffer.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    files.set(buffer.toString('utf8', at + 46, at + 46 + (name ?? 0)), content.toString('utf8'));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

/** Paragraphs of a Word document as texts. */
function paragraphsOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  );
}

const table: ApaTable = {
  id: 'one',
  number: 1,
  title: `A title with ${markup}`,
  columns: [
    { label: 'Term', spanner: null, numeric: false },
    { label: 'b', spanner: 'Human sample', numeric: true },
    { label: 'p', spanner: 'Human sample', numeric: true },
  ],
  rows: [
    { kind: 'panel', label: 'A panel' },
    { kind: 'cells', cells: ['age', '0.12', '< .001'] },
  ],
  note: 'n = 12 respondents.',
};
const tables = [...apaTables(evaluate(sampleEvaluationInput(120))), table];

describe('tables.docx', () => {
  it('holds every cell, title and note of the tables as text', async () => {
    const files = unzip(await renderApaDocx('A study & more', tables));
    const texts = new Set(paragraphsOf(files.get('word/document.xml') ?? '').map(decoded));
    for (const { number, title, columns, rows, note } of tables) {
      const cells = rows.flatMap((row) => (row.kind === 'cells' ? row.cells : [row.label]));
      const expected = [`Table ${number}`, title, `Note. ${note}`, ...columns.map(({ label }) => label), ...cells];
      expect(expected.filter((text) => !texts.has(text))).toEqual([]);
    }
    expect(files.get('docProps/core.xml')).toContain('<dc:title>A study &amp; more: tables</dc:title>');
  });

  it('keeps number and title on the page of the first rows, repeats heads, and breaks no row', async () => {
    const xml = unzip(await renderApaDocx('A study & more', tables)).get('word/document.xml') ?? '';
    const countOf = (tag: string): number => xml.match(new RegExp(`<w:${tag}/>`, 'g'))?.length ?? 0;
    expect(countOf('keepNext')).toBe(2 * tables.length);
    expect(countOf('tblHeader')).toBeGreaterThanOrEqual(tables.length);
    const rows = tables.flatMap((one) => one.rows.filter(({ kind }) => kind === 'cells'));
    expect(countOf('cantSplit')).toBe(rows.length);
  });

  it('is the same file for the same tables, whenever it is written', async () => {
    const first = await renderApaDocx('A study', tables);
    const second = await renderApaDocx('A study', tables);
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    expect([...unzip(first).values()].join('')).not.toMatch(/20[2-9]\d-\d\d-\d\dT/);
  });

  const unpacks = spawnSync('unzip', ['-v']).error === undefined;
  if (!unpacks) console.info('Skipped: testing the archive with unzip, which is not installed.');
  it.skipIf(!unpacks)('is an archive that other programs find sound', async () => {
    const path = join(temporaryFolder(), 'tables.docx');
    writeFileSync(path, await renderApaDocx('A study', tables));
    expect(spawnSync('unzip', ['-t', path], { encoding: 'utf8' }).stdout).toContain('No errors detected');
  });
});

describe('tables.html', () => {
  const page = renderApaHtml('A study', tables);

  it('shows texts as texts and asks for nothing from elsewhere', () => {
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/https?:\/\//);
  });

  it('puts a heading over the columns that belong together', () => {
    expect(page).toMatch(
      /<td colspan="1"><\/td>\s*<th scope="colgroup" class="spanner" colspan="2">Human sample<\/th>/,
    );
  });
});

function decoded(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
