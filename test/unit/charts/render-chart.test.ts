import type { TopLevelSpec } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { renderChart } from '../../../electron/core/files/exporters/render-chart.ts';

function textSpec(text: string): TopLevelSpec {
  return {
    width: 100,
    height: 20,
    data: { values: [{ text }] },
    mark: 'text',
    encoding: { text: { field: 'text', type: 'nominal' } },
    config: { aria: false },
  };
}

describe('drawing a chart', () => {
  it('refuses to load data from anywhere', async () => {
    for (const url of ['https://example.org/data.json', 'file:///etc/passwd', 'data.csv']) {
      const spec: TopLevelSpec = {
        data: { url },
        mark: 'point',
        encoding: { x: { field: 'a', type: 'quantitative' } },
      };
      await expect(renderChart(spec)).rejects.toThrow(/could not be drawn|load nothing/);
    }
  });

  it('escapes what the data hold', async () => {
    const { svg } = await renderChart(textSpec('<script>alert("x")</script> & more'));
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toContain('<script');
  });

  it('leaves texts alone that look like attributes of the drawing', async () => {
    const text = 'a class="b" role="c" 1.23456789 font-family="x"';
    const { svg } = await renderChart(textSpec(text));
    const [, content = ''] = /<text[^>]*>([^<]*)</.exec(svg) ?? [];
    expect(content.replaceAll('&quot;', '"')).toBe(text);
  });

  it('names its size and stands alone', async () => {
    const { svg, width, height } = await renderChart(textSpec('n'));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
    expect(width).toBeGreaterThan(100);
  });

  it('takes a warning for a fault', async () => {
    const spec: TopLevelSpec = {
      data: { values: [{ a: 1 }] },
      mark: 'point',
      encoding: { x: { field: 'a', type: 'quantitative', scale: { type: 'log', zero: true } } },
    };
    await expect(renderChart(spec)).rejects.toMatchObject({ code: 'internal' });
  });
});
