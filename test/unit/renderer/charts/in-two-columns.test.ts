import { describe, expect, it } from 'vitest';
import { inTwoColumns, numbersOf, pictureHeight } from '../../../../renderer/charts/in-two-columns.ts';
import type { Chart } from '../../../../shared/charts/chart.ts';

function chart(id: string, height: number, rows: readonly (readonly string[])[] = [['1']]): Chart {
  const spec = { width: 10, height, data: { values: [] }, layer: [] };
  const columns = [{ label: 'n', numeric: true }];
  return { id, title: id, subtitle: '', caption: '', alternative: '', spec, table: { columns, rows } };
}

const idsOf = (charts: readonly Chart[]): string[] => charts.map(({ id }) => id);

describe('charts in two columns', () => {
  it('keep their order, first down the left one', () => {
    const [left, right] = inTwoColumns([chart('a', 300), chart('b', 300), chart('c', 300), chart('d', 300)]);
    expect([idsOf(left), idsOf(right)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('are about as high on both sides', () => {
    const [left, right] = inTwoColumns([chart('long', 1200), chart('b', 300), chart('c', 300)]);
    expect([idsOf(left), idsOf(right)]).toEqual([['long'], ['b', 'c']]);
  });

  it('stand alone on the left where there is one, and nowhere where there is none', () => {
    expect(inTwoColumns([chart('a', 300)]).map(idsOf)).toEqual([['a'], []]);
    expect(inTwoColumns([]).map(idsOf)).toEqual([[], []]);
  });

  it('have room kept for them that is at least that of the picture', () => {
    expect(pictureHeight(chart('a', 300))).toBeGreaterThanOrEqual(300);
  });
});

describe('the numbers of a chart', () => {
  it('are those of all pages for every page of it', () => {
    const pages = [chart('items-1', 300, [['7'], ['8']]), chart('items-2', 300, [])];
    expect(pages.map((page) => numbersOf(page, pages).rows)).toEqual([
      [['7'], ['8']],
      [['7'], ['8']],
    ]);
  });

  it('are none where no page has any', () => {
    const alone = chart('items', 300, []);
    expect(numbersOf(alone, [alone]).rows).toEqual([]);
  });
});
