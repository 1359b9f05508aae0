import { describe, expect, it } from 'vitest';
import { chartCsv } from '../../../../renderer/charts/chart-csv.ts';
import { finishedSvg } from '../../../../renderer/charts/finished-svg.ts';
import { keepTogether } from '../../../../renderer/charts/keep-together.ts';

const columns = [
  { label: 'Item', numeric: false },
  { label: 'Distance', numeric: true },
];

describe('the numbers of a chart as CSV', () => {
  it('have a header and lines that end as the standard asks', () => {
    expect(chartCsv({ columns, rows: [['Trust', '0.12']] })).toBe('Item,Distance\r\nTrust,0.12\r\n');
  });

  it('quote cells with commas, quotes and line breaks', () => {
    const rows = [['He said "no", twice', '0.12 [0.10, 0.14]']];
    expect(chartCsv({ columns, rows })).toBe('Item,Distance\r\n"He said ""no"", twice","0.12 [0.10, 0.14]"\r\n');
  });

  it('are written with a plain minus and without thin spaces', () => {
    expect(chartCsv({ columns, rows: [['a', '\u22121\u202f234']] })).toContain('a,-1234\r\n');
  });

  it('hold no formula that a spreadsheet would run, and leave negative numbers alone', () => {
    const rows = [
      ['=HYPERLINK("http://example.org")', '-0.5'],
      ['-cmd', '-.5'],
      ['@sum', '+1'],
    ];
    const lines = chartCsv({ columns, rows }).split('\r\n');
    expect(lines[1]).toBe(`"'=HYPERLINK(""http://example.org"")",-0.5`);
    expect(lines[2]).toBe("'-cmd,-.5");
    expect(lines[3]).toBe("'@sum,'+1");
  });
});

describe('a picture as a file', () => {
  it('is named, described and has a background, whatever its title holds', () => {
    const svg = finishedSvg(
      '<svg width="2" height="1"><g/></svg>',
      { title: 'A < B', description: 'C & D' },
      '#ffffff',
    );
    expect(svg).toBe(
      '<svg width="2" height="1"><title>A &lt; B</title><desc>C &amp; D</desc><rect width="100%" height="100%" fill="#ffffff"/><g/></svg>',
    );
  });

  it('keeps dollar signs of a title as they are', () => {
    expect(finishedSvg('<svg></svg>', { title: '$1 and $`', description: '' }, '#000')).toContain(
      '<title>$1 and $`</title>',
    );
  });
});

describe('words of a chart', () => {
  it('keep a number of people with its sign on one line', () => {
    expect(keepTogether('Items (n = 464); n = all')).toBe('Items (n\u00a0=\u00a0464); n = all');
  });
});
