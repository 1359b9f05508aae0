import { beforeAll, describe, expect, it } from 'vitest';
import { renderHtmlReport } from '../../../electron/core/files/exporters/html-report.ts';
import { findingRules } from '../../../shared/evaluation/finding-rules.ts';
import type { ReportDocument } from '../../../shared/evaluation/report-document.ts';
import { markup } from '../../support/sample-evaluation-input.ts';
import { sampleReport } from '../../support/sample-report.ts';

let document: ReportDocument;
let report: string;
beforeAll(async () => {
  document = sampleReport();
  report = await renderHtmlReport(document);
});

/** Text of the page without tags, with entities resolved. */
function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
    )
    .replace(/[\s\u00a0]+/g, ' ');
}

/** As `textOf`, without the definitions, which speak of undefined numbers. */
function valuesOf(html: string): string {
  return textOf(html.replace(/<section id="definitions".*?<\/section>/s, ''));
}

describe('the report as a file', () => {
  it('asks for nothing outside itself', () => {
    expect(report.replaceAll('xmlns="http://www.w3.org/2000/svg"', '').match(/https?:\/\//i)).toBeNull();
    expect(report.match(/\ssrc=|url\(|@import|<link|<iframe|<object|<embed|<form|<base/i)).toBeNull();
  });

  it('runs nothing, and forbids whatever a browser might try', () => {
    expect(report.match(/<script|javascript:|\son[a-z]+=/i)).toBeNull();
    expect(report).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
  });

  it('is well formed: every element that opens is closed in order', () => {
    const open: string[] = [];
    const faults: string[] = [];
    const voids = new Set(['meta', 'br', 'wbr', '!doctype']);
    for (const [tag = '', slash, name = '', self] of report.matchAll(/<(\/?)([a-z!][a-z0-9]*)[^>]*?(\/?)>/gi)) {
      if (voids.has(name.toLowerCase()) || self === '/') continue;
      if (slash !== '/') open.push(name);
      else if (open.pop() !== name) faults.push(tag);
    }
    expect(faults).toEqual([]);
    expect(open).toEqual([]);
  });

  it('prints the rules by which statements speak for a model or against it', () => {
    const text = textOf(report);
    for (const { title, text: rule } of findingRules) expect(text).toContain(`${title} ${rule}`.replace(/\s+/g, ' '));
  });

  it('keeps the rows under one heading of a table together on paper', () => {
    expect(report).toContain('<tbody class="whole">');
    const headed = [...report.matchAll(/<tbody class="whole">(.*?)<\/tbody>/gs)].map(([, rows = '']) => rows);
    for (const rows of headed) expect(rows.match(/scope="rowgroup"/g)).toHaveLength(1);
  });

  it('gives no two headings the same words', () => {
    const titles = [...report.matchAll(/<h[23][^>]*>(.*?)<\/h[23]>/gs)].map(([, title = '']) => title);
    expect(titles.length).toBeGreaterThan(20);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('has no identifier twice, and every link inside it arrives', () => {
    const ids = [...report.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of report.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
    for (const [, label = ''] of report.matchAll(/aria-(?:labelledby|describedby)="([^"]*)"/g))
      expect(ids).toContain(label);
  });

  it('is the same for the same document, without times or paths', async () => {
    expect(await renderHtmlReport(document)).toBe(report);
    expect(textOf(report).match(/\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\/home\/|\/work\/|C:\\/)).toBeNull();
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(renderHtmlReport(document, { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('texts from the data', () => {
  it('are shown as they are and never taken for markup', () => {
    expect(report).not.toContain('<script');
    expect(textOf(report)).toContain(`Hearsay ${markup}`);
    expect(report).toContain('Messages about neighbours &amp; officials &lt;pilot&gt;');
  });

  it('cannot break out of attributes, style or title', async () => {
    const hostile = '"><img src=x onerror=alert(1)></style></title>\u0000\u001b';
    const { evaluation } = document;
    const attacked: ReportDocument = {
      ...document,
      evaluation: {
        ...evaluation,
        study: { ...evaluation.study, title: hostile, notice: hostile },
        sources: evaluation.sources.map((source) => ({ ...source, label: `${source.label} ${hostile}` })),
        sample: {
          ...evaluation.sample,
          subgroups: evaluation.sample.subgroups.map((entry) => ({ ...entry, label: hostile })),
        },
        headline: evaluation.headline.map((entry) => ({ ...entry, text: hostile })),
      },
    };
    const page = await renderHtmlReport(attacked);
    expect(page.match(/<img|(?![\t\n])\p{Cc}/gu)).toBeNull();
    expect(page.match(/<\/style>/g)?.length).toBe(1);
    expect(page.match(/<\/title>/g)?.length).toBe(1);
  });
});

describe('what the report says', () => {
  it('puts the notice, the synthetic data and the model before any number', () => {
    const text = textOf(report);
    const first = text.indexOf('Findings Each statement');
    for (const sentence of [
      'Synthetic data. All data of this study are made up.',
      'Model: Nano demonstration model. A demonstration model of no scientific meaning',
      'They are not answers of people.',
    ]) {
      expect(text.indexOf(sentence)).toBeGreaterThan(-1);
      expect(text.indexOf(sentence)).toBeLessThan(first);
    }
  });

  it('gives every headline with what it says of the model', () => {
    const text = textOf(report);
    for (const { text: sentence } of document.evaluation.headline.filter(
      ({ id }) => !id.startsWith('subgroups-region'),
    )) {
      expect(text).toContain(sentence.replace(/\s+/g, ' '));
    }
    expect(text).toMatch(/in favour/);
  });

  it('puts the verdicts before everything else, a row a purpose with its reasons, and prints their rules', () => {
    const order = [...report.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id);
    expect(order[0]).toBe('verdicts');
    const text = textOf(
      report.slice(report.indexOf('<section id="verdicts"'), report.indexOf('<section id="findings"')),
    );
    for (const { reasons, verdict, source, needed } of document.evaluation.verdicts?.verdicts ?? []) {
      if (source !== 'adapted') continue;
      expect(text).toContain(` ${verdict} ${reasons[0] ?? ''}`.replace(/\s+/g, ' '));
      if (needed !== null) expect(text).toContain(`To say more: ${needed.text}`.replace(/\s+/g, ' '));
    }
    for (const threshold of ['Margin: 0.1 (one answer in ten)', '0.2 standard deviations', 'ratios from 0.8 to 1.25'])
      expect(text).toContain(threshold);
  });

  it('says when a baseline does better, as the first finding', () => {
    const [first] = document.evaluation.headline;
    expect(first?.id).toBe('baselines:adapted');
    expect(textOf(report)).toMatch(/Details (against A baseline does better|\w+( favour)? No baseline does better)/);
  });

  it('has a chapter of its own for calibration, classifier, effects and rectified estimates', () => {
    const text = textOf(report);
    for (const chapter of ['calibration', 'distinguishability', 'effects', 'rectification'])
      expect(report).toContain(`<section id="${chapter}"`);
    expect(text).toMatch(/The twins of Adapted model are worth, in further humans: means \+\d+/);
    expect(text).toMatch(
      /Means: The twins follow the humans \(ρ² = 0\.\d+ \[.*?\]\): 150 rectification humans count as/,
    );
    expect(text).toContain('How many simulated rows pay off');
  });

  it('says that the worth of twins cannot be told without rectification humans, and how many would do', async () => {
    const text = textOf(await renderHtmlReport(sampleReport(200, 100, 0)));
    expect(text).toMatch(
      /Rectified estimates .*Cannot say: the study has no part "rectification".*About 77 such humans/,
    );
  });

  it('prints the table of signs and its four counts', () => {
    const adapted = document.evaluation.regressions?.overall.find(({ source }) => source === 'adapted')?.recovery;
    const { truePositives, falsePositives, falseNegatives, trueNegatives } = adapted ?? {};
    const text = textOf(report);
    expect(text).toContain(
      `TP ${truePositives}, FP ${falsePositives}, FN ${falseNegatives}, TN ${trueNegatives}, flipped`,
    );
    expect(text).toMatch(/human n\.s\. \d+ \d+ \d+/);
  });

  it('has every definition with its citation, every hash and every version', () => {
    const text = textOf(report);
    for (const { title, citation } of Object.values(document.evaluation.definitions)) {
      expect(text).toContain(title);
      expect(text).toContain(citation);
    }
    for (const digit of 'abcdef') expect(text).toContain(digit.repeat(64));
    expect(text).toContain('node-llama-cpp 3.22.1');
  });

  it('speaks of simulated answers, never of what respondents said', () => {
    const text = textOf(report);
    expect(text).toMatch(/simulated answers/);
    expect(text.match(/respondents? said|participants? said|AI-powered|\bwe\b|oops|!/i)).toBeNull();
  });

  it('shows no subgroup of fewer than ten people, neither in words, charts nor tables', () => {
    const text = textOf(report);
    expect(text).not.toContain('Overseas territories');
    expect(text).toContain('2 groups of Region are left out: those with fewer than 10 people, and what would reveal');
    expect(text).not.toContain('Region: East');
    expect(text.match(/Only 6 respondents/)).toBeNull();
  });

  it('shows them when the reader of the project asks for it', async () => {
    expect(textOf(await renderHtmlReport(document, { smallestCell: 0 }))).toContain('Overseas territories');
  });

  it('leaves no value undefined or badly written', () => {
    expect(valuesOf(report).match(/undefined|NaN|\[object|\bnull\b|-0\.\d/)).toBeNull();
  });
});

describe('a study without adaptation, rule and regressions', () => {
  it('has a report without those chapters', async () => {
    const { evaluation, provenance } = document;
    const bare: ReportDocument = {
      ...document,
      training: null,
      evaluation: {
        ...evaluation,
        sources: evaluation.sources.filter(({ id }) => id !== 'adapted'),
        headline: [],
        coherence: null,
        regressions: null,
        warnings: [],
      },
      provenance: { ...provenance, adapter: null, seeds: { ...provenance.seeds, adaptation: null } },
    };
    const page = await renderHtmlReport(bare);
    expect(page.match(/<section id="(training|regressions)"/)).toBeNull();
    // Actions and beliefs are compared without a rule too.
    expect(page).toMatch(/<section id="coherence"/);
    expect(textOf(page)).toContain('Actions and beliefs without a rule');
    expect(textOf(page)).not.toContain('What the rule says of the rows');
    expect(textOf(page)).toContain('No model was adapted');
    expect(textOf(page)).toContain('There is no model to make a statement about');
    expect(valuesOf(page).match(/undefined|NaN/)).toBeNull();
  });
});
