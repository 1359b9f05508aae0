import { describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import type { EvaluationInput } from '../../../shared/evaluation/evaluation-input.ts';
import type { ExportedSides } from '../../../shared/evaluation/reproduction/exported-sides.ts';
import { csvText, exportedRows } from '../../../shared/evaluation/reproduction/exported-rows.ts';
import { missingVariables, rowsLayout } from '../../../shared/evaluation/reproduction/rows-layout.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';
import { action, belief, constantSource, smallStudy } from '../../support/small-study.ts';

const region = aVariable('region', { scale: 'nominal', options: numberedOptions('north', 'south') });
const age = aVariable('age');
const unused = aVariable('town', { scale: 'text' });
const village = aVariable('village', { role: 'cluster', scale: 'text' });

/** Three people; the second one has no answer to the belief. */
function input(): EvaluationInput {
  return smallStudy({
    items: [belief('risk', 2), action('tells', 2)],
    human: [
      [0, -1, 1],
      [1, 0, 0],
    ],
    sources: [
      constantSource(
        'base',
        'base',
        3,
        [
          [0.25, 0.75],
          [0.5, 0.5],
        ],
        2,
      ),
    ],
    columns: [
      { variable: region, values: ['2', '1', '1'] },
      { variable: age, values: [50, 40, null] },
      { variable: unused, values: ['Ashby', 'Brook', 'Carrow'] },
      { variable: village, values: ['x "1"', 'y', 'x "1"'] },
    ],
    regressions: [{ name: 'one', model: 'ols', formula: 'risk ~ age', covariance: 'cluster' }],
    subgroups: ['region'],
  });
}

function exported(sides: ExportedSides) {
  const own = input();
  const layout = rowsLayout({ codebook: own.codebook, regressions: [...own.regressions], evaluation: own.settings });
  return exportedRows(own, layout, sides, [7, 8]);
}

describe('exported rows', () => {
  it('hold the variables that regressions and subgroups use, and the answers, and no others', () => {
    expect(exported('humans').header).toEqual([
      '.source',
      '.seed',
      '.respondent',
      '.cluster',
      'region',
      'age',
      'risk',
      'tells',
    ]);
    expect(JSON.stringify(exported('both'))).not.toMatch(/Ashby|Brook|Carrow|x \\"1|"y"/);
  });

  it('have one row a human and one a twin and seed, with the probabilities of the twins', () => {
    const { header, rows } = exported('both');
    const own = ['human null', 'base 7', 'base 8', 'baseline-uniform 7', 'baseline-uniform 8'];
    expect(rows.map(([source, seed]) => `${source} ${seed}`)).toEqual(Array.from({ length: 3 }, () => own).flat());
    expect(header.slice(-4)).toEqual(['.p:risk:1', '.p:risk:2', '.p:tells:1', '.p:tells:2']);
    expect(rows[1]?.slice(-4)).toEqual(expect.arrayContaining([0.5]));
  });

  it('hold baselines only where the scripts are to redo all numbers', () => {
    expect(new Set(exported('twins').rows.map(([source]) => source))).toEqual(new Set(['base']));
    expect(new Set(exported('both').rows.map(([source]) => source))).toContain('baseline-uniform');
  });

  it('leave a twin empty where the human gave no answer', () => {
    const { header, rows } = exported('twins');
    const [risk, probability] = [header.indexOf('risk'), header.indexOf('.p:risk:1')];
    const empty = rows.filter((row) => row[risk] === null);
    expect(empty.length).toBe(2);
    expect(empty.map((row) => row[probability])).toEqual([null, null]);
  });

  it('are sorted by content, with respondents and clusters numbered anew', () => {
    const { rows } = exported('humans');
    expect(rows.map((row) => row.slice(2))).toEqual([
      [1, 1, '1', 40, null, '1'],
      [2, 2, '1', null, '2', '1'],
      [3, 2, '2', 50, '1', '2'],
    ]);
  });

  it('count the respondents who are alone with what is told of them', () => {
    expect(exported('humans')).toMatchObject({ respondents: 3, alone: 3 });
  });

  it('hold the rectification humans and their twins beside both others, and tell the parts', () => {
    const own = input();
    const twelve = Array.from({ length: 12 }, (_, r) => r % 2);
    const source = constantSource('base', 'base', 12, [
      [0.25, 0.75],
      [0.5, 0.5],
    ]);
    const rectification = {
      n: 12,
      frame: { region: twelve.map((r) => String(r + 1)), age: twelve.map((r) => 30 + r) },
      answers: [Int16Array.from(twelve), Int16Array.from(twelve)],
      sources: [{ id: 'base', probabilities: source.probabilities, draws: source.draws }],
    };
    const alone = aVariable('village', { role: 'cluster', scale: 'text' });
    const independent = { ...own, frame: { ...own.frame, [alone.name]: ['a', 'b', 'c'] }, rectification };
    const layout = rowsLayout({ codebook: own.codebook, regressions: [...own.regressions], evaluation: own.settings });
    const both = exportedRows(independent, layout, 'both', [7, 8]);
    expect(both.header[0]).toBe('.part');
    expect(both.respondents).toBe(15);
    const parts = both.rows.map(([part, of]) => `${part} ${of}`);
    expect(parts.filter((part) => part === 'rectification human').length).toBe(12);
    expect(parts.filter((part) => part === 'rectification base').length).toBe(24);
    expect(parts.filter((part) => part === 'evaluation human').length).toBe(3);
    // Where nothing is rectified, as with three people in villages, nobody of that part leaves the project.
    expect(exportedRows({ ...own, rectification }, layout, 'both', [7, 8]).respondents).toBe(3);
    expect(exportedRows(independent, layout, 'humans', [7, 8])).toMatchObject({ respondents: 3 });
  });

  it('are CSV that other programs read back', () => {
    const rows = [
      ['a "quote"', 1.5, null],
      ['two\nlines, one comma', 0.1 + 0.2, 'x'],
    ];
    const text = csvText({ header: ['text', 'number', 'empty'], rows });
    expect(parse(text)).toEqual([
      ['text', 'number', 'empty'],
      ['a "quote"', '1.5', ''],
      ['two\nlines, one comma', '0.30000000000000004', 'x'],
    ]);
  });
});

describe('a formula', () => {
  it('names what is not exported, such as a cluster that is also a regressor', () => {
    const { codebook } = input();
    expect(missingVariables('risk ~ age + village', codebook)).toEqual(['village']);
    expect(missingVariables('risk ~ age', codebook)).toEqual([]);
  });
});
