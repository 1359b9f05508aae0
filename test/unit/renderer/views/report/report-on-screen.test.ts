import { describe, expect, it } from 'vitest';
import { renderHtmlReport } from '../../../../../electron/core/files/exporters/html-report.ts';
import { previewParts } from '../../../../../renderer/views/report/preview-parts.ts';
import { allFiles, contentOf, proposedFolder } from '../../../../../renderer/views/report/report-files.ts';
import { sampleReport } from '../../../../support/sample-report.ts';

describe('the preview of a report', () => {
  it('takes its colours from the page around it and leaves the page itself alone', async () => {
    const { style } = previewParts(await renderHtmlReport(sampleReport(), { sections: ['coherence'] }));
    expect(style).not.toMatch(/:root|prefers-color-scheme|@media print|(^|[}\s])(html|body)\{/);
    expect(style).toContain('.body{');
    expect(style).toContain('figure{');
  });

  it('holds the body without landmarks and contents', async () => {
    const { body } = previewParts(await renderHtmlReport(sampleReport(), { sections: ['coherence'] }));
    expect(body).not.toMatch(/<\/?(main|nav|style|script)\b/);
    expect(body).toContain('id="verdicts"');
    expect(body).toContain('<svg');
  });

  it('puts its headings below the one of the page, in their order and with their looks', async () => {
    const html = await renderHtmlReport(sampleReport(), { sections: ['coherence'] });
    const { style, body } = previewParts(html);
    expect(html).toContain('<h1');
    expect(`${style}${body}`).not.toMatch(/\bh1\b/);
    const levels = (text: string): number[] => [...text.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels(body)).toEqual(levels(html).map((level) => level + 1));
    expect(style).toContain('h3{');
  });

  it('is empty for a page without a body', () => {
    expect(previewParts('').body).toBe('');
  });
});

describe('the files of a report', () => {
  it('are listed with the manifest, once', () => {
    expect(allFiles(['report.html'])).toEqual(['report.html', 'manifest.json']);
    expect(allFiles(['manifest.json'])).toEqual(['manifest.json']);
  });

  it('say what they hold where it is known', () => {
    expect(contentOf('report.html')).toContain('report');
    expect(contentOf('notes.txt')).toBe('');
  });

  it('are proposed to lie beside the project file', () => {
    expect(proposedFolder('/home/a/study.pilotlight')).toBe('/home/a/report');
    expect(proposedFolder('C:\\work\\study.pilotlight')).toBe('C:\\work\\report');
    expect(proposedFolder('study.pilotlight')).toBe('');
  });
});
