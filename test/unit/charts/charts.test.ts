import { beforeAll, describe, expect, it } from 'vitest';
import { renderChart } from '../../../electron/core/files/exporters/render-chart.ts';
import type { Chart, ChartOptions } from '../../../shared/charts/chart.ts';
import { joinWords } from '../../../shared/charts/chart.ts';
import type { ChartSection } from '../../../shared/charts/index.ts';
import { chartsOf } from '../../../shared/charts/index.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';
import type { ReportDocument } from '../../../shared/evaluation/report-document.ts';
import { sampleReport } from '../../support/sample-report.ts';

const options: ChartOptions = { theme: lightTheme, width: 736, smallestCell: 0 };
const sections: readonly ChartSection[] = [
  'likelihood',
  'calibration',
  'divergence',
  'subgroups',
  'heterogeneity',
  'distinguishability',
  'coherence',
  'effects',
  'regressions',
  'rectification',
  'training',
];

function allCharts(document: ReportDocument, own: ChartOptions = options): Chart[] {
  return sections.flatMap((section) => chartsOf(section, document, own));
}

/** Every datum that a specification holds, at any depth. */
function dataOf(spec: unknown): Record<string, unknown>[] {
  if (Array.isArray(spec)) return spec.flatMap(dataOf);
  if (typeof spec !== 'object' || spec === null) return [];
  return Object.entries(spec).flatMap(([name, value]) =>
    name === 'values' && Array.isArray(value)
      ? value.filter((datum): datum is Record<string, unknown> => typeof datum === 'object' && datum !== null)
      : dataOf(value),
  );
}

let document: ReportDocument;
let charts: Chart[];
beforeAll(() => {
  document = sampleReport();
  charts = allCharts(document);
});

function chart(id: string): Chart {
  const found = charts.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no chart ${id} among ${charts.map((one) => one.id).join(', ')}`);
  return found;
}

describe('every chart', () => {
  it('has an id of its own', () => {
    const ids = charts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/);
  });

  it('says what it shows, what was found, how it is defined, and everything again in words', () => {
    for (const { title, subtitle, caption, alternative } of charts) {
      for (const text of [title, subtitle, caption, alternative]) {
        expect(text.length).toBeGreaterThan(3);
        expect(text).not.toMatch(/undefined|NaN|null|\[object/);
      }
      expect(subtitle).toMatch(/\.$/);
    }
  });

  it('loads nothing', () => {
    for (const { spec } of charts) expect(JSON.stringify(spec)).not.toMatch(/"url"|https?:|"href"|"lookup"/);
  });

  it('has a table whose rows fit its columns', () => {
    for (const { table } of charts) {
      for (const row of table.rows) {
        expect(row.length).toBe(table.columns.length);
        for (const cell of row) expect(cell).not.toMatch(/undefined|NaN|null/);
      }
    }
  });

  it('is drawn without a warning, the same each time, and as wide as asked', async () => {
    for (const { spec } of charts) {
      const first = await renderChart(spec);
      expect((await renderChart(spec)).svg).toBe(first.svg);
      expect(first.width).toBeLessThanOrEqual(options.width + 12);
      expect(first.width).toBeGreaterThan(options.width - 90);
      expect(first.svg).not.toMatch(/NaN|undefined|<script|url\(| id="/);
    }
  });

  it('never calls simulated answers those of respondents', () => {
    for (const { subtitle, caption, alternative } of charts) {
      expect(`${subtitle} ${caption} ${alternative}`).not.toMatch(
        /respondents said|simulated respondents? (said|think)/i,
      );
    }
  });
});

describe('the likelihood chart', () => {
  it('draws one estimate with its interval for every source', () => {
    const values = dataOf(chart('likelihood').spec);
    for (const { negativeLogLikelihood } of document.evaluation.likelihood.overall) {
      expect(values).toContainEqual(expect.objectContaining({ value: negativeLogLikelihood.value }));
      expect(values).toContainEqual(
        expect.objectContaining({ value: negativeLogLikelihood.low, end: negativeLogLikelihood.high }),
      );
    }
  });

  it('says whether the adapted model beats the base model and how many baselines', () => {
    expect(chart('likelihood').subtitle).toMatch(
      /more probable than the base model does, and more probable than \d of 5/,
    );
  });
});

describe('the charts of differences', () => {
  it('show the adapted model against every other source, with the line at zero inside', () => {
    for (const id of ['likelihood-differences', 'divergence-differences']) {
      const { alternative, spec } = chart(id);
      for (const { label, kind } of document.evaluation.sources) {
        expect(alternative.includes(`− ${label} `)).toBe(kind !== 'adapted');
      }
      expect(dataOf(spec)).toContainEqual(expect.objectContaining({ value: 0 }));
    }
  });

  it('are about the base model where nothing was adapted', () => {
    const { evaluation } = document;
    const sources = evaluation.sources.filter(({ kind }) => kind !== 'adapted');
    const differences = evaluation.likelihood.differences.filter(({ source }) => source !== 'adapted');
    const likelihood = { ...evaluation.likelihood, differences };
    const [, differenceOf] = chartsOf(
      'likelihood',
      { ...document, evaluation: { ...evaluation, sources, likelihood } },
      options,
    );
    expect(differenceOf?.subtitle).toMatch(/^Base model: /);
  });
});

describe('the distance charts', () => {
  it('put the human-human distance of the same regime behind each source', () => {
    const values = dataOf(chart('divergence-by-item').spec);
    for (const cell of document.evaluation.divergence.cells.filter(({ group }) => group === null)) {
      const { low, high } = cell.exactCeiling.jensenShannon;
      expect(values).toContainEqual(expect.objectContaining({ value: low, end: high }));
    }
  });

  it('show models and the closest baseline only, and all sources in the table', () => {
    const { table, alternative } = chart('divergence-by-item');
    const items = document.evaluation.sample.items.length;
    expect(table.rows.length).toBe(items * document.evaluation.sources.length);
    const baselines = document.evaluation.sources.filter(({ kind }) => kind === 'baseline');
    expect(baselines.filter(({ label }) => alternative.includes(`${label} 0`)).length).toBe(1);
  });

  it('measure skill against the reference, which is not drawn itself', () => {
    const { alternative, caption } = chart('skill');
    expect(caption).toContain('the reference is: Base model');
    expect(alternative).not.toContain('Base model');
  });
});

describe('the charts of answers', () => {
  it('keep the order of ordered options', () => {
    const options = chart('distributions').table.rows.filter(([item]) => item === 'Trust in neighbours');
    expect(options.map(([, option]) => option)).toEqual([
      'Disagree strongly',
      'Disagree',
      'Neither',
      'Agree',
      'Agree strongly',
    ]);
  });

  it('draw humans last, on top of everything but labels', () => {
    const text = JSON.stringify(chart('distributions').spec);
    expect(text.lastIndexOf(`"size":56,"color":"${lightTheme.adapted}"`)).toBeGreaterThan(0);
    const [shares = ''] = text.split('simulated − human');
    const key = shares.indexOf('human sample');
    expect(shares.slice(0, key).lastIndexOf(lightTheme.human)).toBeGreaterThan(
      shares.slice(0, key).indexOf(lightTheme.adapted),
    );
  });

  it('leave out human shares that rest on few answers, and one more so that they cannot be worked out', () => {
    const [shown] = chartsOf('divergence', document, { ...options, smallestCell: 10 }).filter(
      ({ id }) => id === 'distributions',
    );
    const hidden = shown?.table.rows.filter((row) => row[2] === 'not shown').map(([item]) => item) ?? [];
    expect(hidden.length).toBeGreaterThan(0);
    for (const item of new Set(hidden)) expect(hidden.filter((name) => name === item).length).toBeGreaterThan(1);
  });

  it('have an interval at every difference from the humans, and none where the human share is hidden', () => {
    const [shown] = chartsOf('divergence', document, { ...options, smallestCell: 10 }).filter(
      ({ id }) => id === 'distributions',
    );
    expect(shown?.table.columns.map(({ label }) => label).slice(-3)).toEqual([
      'Base model − human, points',
      'Adapted model − human, points',
      'n',
    ]);
    for (const [, , human, , , base, adapted] of shown?.table.rows ?? []) {
      for (const cell of [base, adapted]) {
        if (human === 'not shown') expect(cell).toBe('not shown');
        else expect(cell).toMatch(/^[+−]?\d+\.\d \[−?\d+\.\d, −?\d+\.\d\]$/);
      }
    }
  });

  it('go over several pictures when there are many options, with every item on one of them', () => {
    const [item] = document.evaluation.sample.items;
    const [cell] = document.evaluation.divergence.cells;
    if (item === undefined || cell === undefined) throw new Error('the sample has no items');
    const names = Array.from({ length: 14 }, (_, index) => `item-${index}`);
    const many = {
      ...document,
      evaluation: {
        ...document.evaluation,
        sample: { ...document.evaluation.sample, items: names.map((name) => ({ ...item, name, label: name })) },
        divergence: {
          ...document.evaluation.divergence,
          cells: names.map((name) => ({ ...cell, item: name, group: null })),
        },
      },
    };
    const pages = chartsOf('divergence', many, options).filter(({ id }) => id.startsWith('distributions'));
    expect(pages.map(({ id }) => id)).toEqual([
      'distributions-1',
      'distributions-2',
      'distributions-3',
      'distributions-4',
    ]);
    const shown = pages.flatMap(({ table }) => table.rows.map(([name]) => name));
    expect(new Set(shown)).toEqual(new Set(names));
  });
});

describe('the coefficient charts', () => {
  it('show every term but the intercept, with the human interval as a band', () => {
    const { spec, alternative } = chart('coefficients-disclosure');
    const [model] = document.evaluation.regressions?.models ?? [];
    const rows = model?.sources[0]?.coefficients ?? [];
    const [intercept] = rows.filter((row) => row.intercept);
    expect(alternative).not.toContain(`${intercept?.term}:`);
    for (const { human } of rows.filter((row) => !row.intercept)) {
      expect(dataOf(spec)).toContainEqual(expect.objectContaining({ value: human.low, end: human.high }));
    }
  });

  it('do not let an estimate that has run away press the others together', () => {
    const run = structuredClone(document);
    const side = run.evaluation.regressions?.models[0]?.sources[0]?.coefficients[1]?.simulated;
    if (side === undefined) throw new Error('the sample has no coefficients');
    Object.assign(side, { b: 4e6, low: -8e6, high: 1.6e7 });
    const [wild] = chartsOf('regressions', run, options).filter(({ id }) => id === 'coefficients-disclosure');
    const drawn = dataOf(wild?.spec).flatMap(({ value }) => (typeof value === 'number' ? [Math.abs(value)] : []));
    expect(Math.max(...drawn)).toBeLessThan(100);
    expect(JSON.stringify(wild?.spec)).toContain('triangle-right');
  });
});

describe('the variance chart', () => {
  it('draws a ratio of zero at the edge of its logarithmic scale', async () => {
    const run = structuredClone(document);
    const ratio = run.evaluation.heterogeneity.variance[0]?.sources[0]?.withinRatio;
    if (ratio === undefined) throw new Error('the sample has no variances');
    Object.assign(ratio, { value: 0, low: 0, high: 0 });
    const [flat] = chartsOf('heterogeneity', run, options).filter(({ id }) => id === 'variance');
    if (flat === undefined) throw new Error('no variance chart');
    expect((await renderChart(flat.spec)).svg).not.toMatch(/NaN|Infinity/);
    expect(JSON.stringify(flat.spec)).toContain('triangle-left');
  });
});

describe('the loss chart', () => {
  it('says where the loss started, how far it fell and which epoch was kept', () => {
    expect(chart('loss').subtitle).toBe(
      'The loss on pilot-validation fell from 1.66 to 1.14 nats per answer; the adapter of epoch 3 was kept, and training stopped early.',
    );
  });

  it('does not claim a fall that did not happen', () => {
    const { training } = document;
    if (training === null) throw new Error('the sample has no training');
    const rising = { ...training, losses: training.losses.map((point) => ({ ...point, loss: 1 + point.epoch / 10 })) };
    const [loss] = chartsOf('training', { ...document, training: rising }, options);
    expect(loss?.subtitle).toMatch(/did not fall/);
  });
});

describe('a study that has less', () => {
  it('has no charts for what it lacks', () => {
    const {
      effects: _,
      calibration: __,
      distinguishability: ___,
      rectification: ____,
      associations: _____,
      ...evaluation
    } = document.evaluation;
    const bare: ReportDocument = {
      ...document,
      training: null,
      evaluation: {
        ...evaluation,
        coherence: null,
        regressions: null,
        subgroupAlignment: { ...evaluation.subgroupAlignment, variables: [] },
        heterogeneity: { ...evaluation.heterogeneity, structures: null, variance: [] },
        divergence: { ...evaluation.divergence, reference: null, joint: null, differences: [] },
      },
    };
    expect(allCharts(bare).map(({ id }) => id)).toEqual([
      'likelihood',
      'likelihood-differences',
      'divergence-overall',
      'divergence-by-item',
      'distributions',
    ]);
  });

  it('draws undefined numbers as words', async () => {
    const text = JSON.stringify(document, (name, value: unknown) =>
      name === 'jensenShannon' && typeof value === 'object' && value !== null && 'distance' in value
        ? emptyComparison(value)
        : value,
    );
    const blank: ReportDocument = JSON.parse(text);
    for (const { spec } of chartsOf('divergence', blank, options)) {
      const { svg } = await renderChart(spec);
      expect(svg).not.toMatch(/NaN/);
    }
    const [overall] = chartsOf('divergence', blank, options);
    expect(JSON.stringify(overall?.spec)).toContain('not defined');
  });
});

function emptyComparison(comparison: object): object {
  const undefinedEstimate = { value: null, low: null, high: null, level: 0.95, n: 0, reason: 'no-answers' };
  return Object.fromEntries(Object.keys(comparison).map((name) => [name, undefinedEstimate]));
}

describe('words in a row', () => {
  it('are joined as in a sentence', () => {
    expect(joinWords([])).toBe('');
    expect(joinWords(['a'])).toBe('a');
    expect(joinWords(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
