import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createProgram } from '../../electron/cli/program/create-program.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const pages = globSync(['*.md', 'docs/**/*.md', 'resources/**/*.md'], { cwd: root });
const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Blocks and pieces of a page that are set as code. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
  const pieces = [...withoutBlocks(text).matchAll(/(`+)(.+?)\1/g)].map(([, , piece = '']) => piece);
  return [...blocks, ...pieces];
}

function withoutBlocks(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '');
}

/** Places of a page that links lead to, as they are made of its headings. */
function placesOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('links to pages, pictures and places that exist', () => {
    const links = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const missing = links.filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [path = '', place] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return place !== undefined && !placesOf(read(target)).includes(place);
    });
    expect(missing).toEqual([]);
  });

  it('names commands and options that the program has', () => {
    const commands = createProgram().commands;
    const unknown = codeOf(text).flatMap((code) =>
      [...code.matchAll(/(?<![\w./-])pilotlight (?<name>[a-z][\w-]*)(?<rest>[^#|&]*)/g)].flatMap(({ groups }) => {
        const command = commands.find((one) => one.name() === groups?.['name']);
        const named = [...(groups?.['rest'] ?? '').matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option);
        const known = command?.options.map(({ long }) => long) ?? [];
        return command !== undefined && named.every((option) => known.includes(option)) ? [] : [code];
      }),
    );
    expect(unknown).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
    const named = codeOf(text).flatMap((code) => [
      ...code.matchAll(/\bnpm (?:run )?(?!ci\b|install\b|i\b|run\b)([a-z][\w:-]*)/g),
    ]);
    expect(named.map(([, script = '']) => script).filter((script) => scripts[script] === undefined)).toEqual([]);
  });
});

it('finds every command in the table of README.md', () => {
  const rows = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `pilotlight '));
  const listed = rows.map((row) => /`pilotlight ([\w-]+)/.exec(row)?.[1]);
  expect(listed.toSorted()).toEqual(
    createProgram()
      .commands.map((command) => command.name())
      .toSorted(),
  );
});

it('finds every page in the index', () => {
  const index = read('docs/README.md');
  const unlisted = pages
    .filter((page) => page.startsWith('docs/') && page !== 'docs/README.md')
    .filter((page) => !index.includes(`](${page.slice('docs/'.length)})`));
  expect(unlisted).toEqual([]);
});
