import { describe, expect, it } from 'vitest';
import { steps } from '../../../../../renderer/app/steps.ts';
import { helpPages, pageOfStep, placeOfLink } from '../../../../../renderer/views/help/help-pages.ts';
import type { Block, Inline } from '../../../../../renderer/views/help/read-page.ts';

/** Lines of a block, code left out. */
function linesOf(block: Block): (readonly Inline[])[] {
  if (block.kind === 'code') return [];
  if (block.kind === 'list') return [...block.items];
  if (block.kind === 'table') return [...block.head, ...block.rows.flat()];
  return [block.content];
}

function piecesOf(line: readonly Inline[]): Inline[] {
  return line.flatMap((piece) => ('content' in piece ? [piece, ...piecesOf(piece.content)] : [piece]));
}

describe('the pages of the window', () => {
  it('begin with one for each step, in the order of the rail', () => {
    expect(steps.map(({ path }) => pageOfStep(path))).toEqual(helpPages.slice(0, steps.length).map(({ path }) => path));
    expect(helpPages.slice(0, steps.length).map(({ title }) => title)).toEqual(
      steps.map(({ label }, index) => `${index + 1}. ${label}`),
    );
  });

  it('are followed by what they refer to, and the first is shown where no step is', () => {
    expect(helpPages.slice(steps.length).map(({ path }) => path)).toEqual([
      'recipe.md',
      'results.md',
      'irb.md',
      'privacy.md',
    ]);
    expect(pageOfStep('/')).toBe('steps/1-data.md');
  });

  it('lead to each other and to their headings, and to nothing else', () => {
    expect(placeOfLink('steps/8-report.md', '../privacy.md#what-a-report-hides')).toEqual({
      path: 'privacy.md',
      heading: 'what-a-report-hides',
    });
    expect(placeOfLink('irb.md', '#paragraphs-to-copy')).toEqual({ path: 'irb.md', heading: 'paragraphs-to-copy' });
    expect(placeOfLink('irb.md', 'steps/1-data.md')).toEqual({ path: 'steps/1-data.md', heading: null });
    expect(placeOfLink('privacy.md', 'shells.md')).toBeNull();
    expect(placeOfLink('privacy.md', 'https://example.org/privacy.md')).toBeNull();
  });

  it.each(helpPages)('leave no mark unread in $path', ({ path, blocks }) => {
    const lines = blocks.flatMap(linesOf);
    const words = lines.flatMap(piecesOf).flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));
    expect(words.filter((text) => /\*\*|`|\]\(|^#|^\||^[-*] /.test(text))).toEqual([]);
    for (const block of blocks) {
      if (block.kind !== 'table') continue;
      expect(block.rows.map((row) => row.length)).toEqual(block.rows.map(() => block.head.length));
    }
    const headings = new Map(helpPages.map((page) => [page.path, idsOf(page.blocks)]));
    const places = lines
      .flatMap(piecesOf)
      .flatMap((piece) => (piece.kind === 'link' ? (placeOfLink(path, piece.target) ?? []) : []));
    expect(places.filter(({ path: to, heading }) => heading !== null && !headings.get(to)?.includes(heading))).toEqual(
      [],
    );
  });
});

function idsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
}
