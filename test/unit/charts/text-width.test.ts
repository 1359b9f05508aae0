import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth, wrapText } from '../../../shared/charts/text-width.ts';

describe('the width of a text', () => {
  it('grows with its letters and with the font', () => {
    expect(textWidth('mm', 12)).toBeGreaterThan(textWidth('ii', 12) * 3);
    expect(textWidth('Trust', 24)).toBeCloseTo(2 * textWidth('Trust', 12));
  });

  it('counts square scripts in full and combining marks not at all', () => {
    expect(textWidth('人', 10)).toBeGreaterThan(textWidth('W', 10));
    expect(textWidth('e\u0301', 10)).toBe(textWidth('e', 10));
  });
});

describe('a wrapped text', () => {
  it('breaks between words', () => {
    expect(wrapText('Neither likely nor unlikely', 90, 12)).toEqual(['Neither likely', 'nor unlikely']);
  });

  it('breaks a word that does not fit', () => {
    const lines = wrapText('Donaudampfschifffahrtsgesellschaft', 80, 12, 9);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('Donaudampfschifffahrtsgesellschaft');
  });

  it('marks what it leaves out', () => {
    expect(wrapText('one two three four five six', 30, 12, 2).at(-1)).toMatch(/…$/);
  });

  it('is one empty line for an empty text', () => {
    expect(wrapText('  ', 100, 12)).toEqual(['']);
  });

  it('keeps every word, in lines that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })), (words) => {
        const text = words.join(' ');
        const lines = wrapText(text, 120, 12, 1000);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(120);
      }),
    );
  });
});
