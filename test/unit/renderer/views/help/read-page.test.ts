import { describe, expect, it } from 'vitest';
import { plainText, readPage } from '../../../../../renderer/views/help/read-page.ts';

const text = (words: string) => ({ kind: 'text', text: words });

describe('a page', () => {
  it('has the title of its first heading, and places for links', () => {
    const page = readPage('# 2. The `rule`\n\n## What can go wrong?\n');
    expect(page.title).toBe('2. The rule');
    expect(page.blocks.map((block) => block.kind === 'heading' && [block.level, block.id])).toEqual([
      [1, '2-the-rule'],
      [2, 'what-can-go-wrong'],
    ]);
  });

  it('joins the lines of a paragraph and ends it at a blank line, a list or a table', () => {
    const { blocks } = readPage('One\ntwo.\n\nThree:\n- a\n  b\n- c\n\nFour\n| x |\n|---|\n| y |\n');
    expect(blocks).toEqual([
      { kind: 'paragraph', content: [text('One two.')] },
      { kind: 'paragraph', content: [text('Three:')] },
      { kind: 'list', ordered: false, items: [[text('a b')], [text('c')]] },
      { kind: 'paragraph', content: [text('Four')] },
      { kind: 'table', head: [[text('x')]], rows: [[[text('y')]]] },
    ]);
  });

  it('keeps code as it stands, blank lines and marks too', () => {
    const { blocks } = readPage('```yaml\na: *x*\n\n- b\n```\nAfter.\n');
    expect(blocks).toEqual([
      { kind: 'code', text: 'a: *x*\n\n- b' },
      { kind: 'paragraph', content: [text('After.')] },
    ]);
  });

  it('counts cells of a table also where they are empty or hold a bar in code', () => {
    const { blocks } = readPage('| | |\n|---|---|\n| `a | b` | c |\n| d || e |\n');
    expect(blocks[0]).toEqual({
      kind: 'table',
      head: [[], []],
      rows: [
        [[{ kind: 'code', text: 'a | b' }], [text('c')]],
        [[text('d')], [], [text('e')]],
      ],
    });
  });

  it('numbers lists, and reads quotes', () => {
    const { blocks } = readPage('1. a\n2. b\n\n> c\n> d\n');
    expect(blocks).toEqual([
      { kind: 'list', ordered: true, items: [[text('a')], [text('b')]] },
      { kind: 'quote', content: [text('c d')] },
    ]);
  });

  it('reads bold, emphasis, links and code in a line', () => {
    const { blocks } = readPage('**Use `x`** *as* in [the page](a.md#b), 2 * 3 * 4, `` ` `` and <b>.\n');
    expect(blocks).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'strong', content: [text('Use '), { kind: 'code', text: 'x' }] },
          text(' '),
          { kind: 'emphasis', content: [text('as')] },
          text(' in '),
          { kind: 'link', target: 'a.md#b', content: [text('the page')] },
          text(', 2 * 3 * 4, '),
          { kind: 'code', text: '`' },
          text(' and <b>.'),
        ],
      },
    ]);
    const [line] = blocks;
    expect(line?.kind === 'paragraph' && plainText(line.content)).toBe('Use x as in the page, 2 * 3 * 4, ` and <b>.');
  });
});
