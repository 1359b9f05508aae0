import { describe, expect, it } from 'vitest';
import { decidingReasons } from '../../../../../shared/evaluation/deciding-reasons.ts';
import { toggled } from '../../../../../renderer/views/evaluate/toggled.ts';
import { verdictHeading } from '../../../../../renderer/views/evaluate/verdict-heading.ts';
import type { VerdictValue } from '../../../../../shared/evaluation/verdict-results.ts';
import { purposes } from '../../../../../shared/evaluation/verdict-results.ts';
import type { VerdictTable } from '../../../../../shared/evaluation/verdict-table.ts';
import { purposeTitles } from '../../../../../shared/evaluation/verdict-table.ts';

function tableOf(values: readonly VerdictValue[]): VerdictTable {
  const rows = values.map((verdict, index) => {
    const purpose = purposes[index] ?? 'effect-sign';
    return { purpose, title: purposeTitles[purpose], verdict, reasons: [], needed: null, rule: '', others: [] };
  });
  return { subject: 'Adapted model', others: [], rows };
}

describe('the heading of an evaluation', () => {
  it('names few purposes and counts many', () => {
    const heading = verdictHeading(
      tableOf(['supported', 'not supported', 'not supported', 'not supported', 'not supported', 'cannot say']),
    );
    expect(heading).toBe(
      'Supported for pretest of a questionnaire; not supported for 4; cannot say for inference on coefficients',
    );
  });

  it('says out of how many where it counts first', () => {
    const limited = tableOf(['supported with limits', 'supported with limits', 'supported with limits', 'cannot say']);
    expect(verdictHeading(limited)).toBe('Supported with limits for 3 of 4 purposes; cannot say for sign of an effect');
  });

  it('names purposes for which a baseline is better', () => {
    const beaten = tableOf(['baseline is better', 'supported']);
    expect(verdictHeading(beaten)).toBe(
      'Supported for variance of an item; a baseline is better for pretest of a questionnaire',
    );
  });

  it('says so where there is no verdict', () => {
    expect(verdictHeading(tableOf([]))).toBe('No verdict');
  });
});

describe('the reasons beside a verdict', () => {
  const reasons = ['the error', 'the units', 'the baseline'];

  it('are the first one, and what limits the support', () => {
    expect(decidingReasons({ verdict: 'supported with limits', reasons })).toEqual(['the error', 'the baseline']);
    expect(decidingReasons({ verdict: 'baseline is better', reasons })).toEqual(['the error', 'the baseline']);
    expect(decidingReasons({ verdict: 'not supported', reasons })).toEqual(['the error']);
  });

  it('are not said twice', () => {
    expect(decidingReasons({ verdict: 'supported with limits', reasons: ['alone'] })).toEqual(['alone']);
  });
});

describe('a choice of sources or questions', () => {
  const all = ['a', 'b', 'c'];

  it('leaves one out and takes it back, which is all of them again', () => {
    expect(toggled(all, null, 'b', false)).toEqual(['a', 'c']);
    expect(toggled(all, ['a', 'c'], 'b', true)).toBeNull();
  });

  it('keeps the order of the results', () => {
    expect(toggled(all, ['c'], 'a', true)).toEqual(['a', 'c']);
  });

  it('never becomes empty', () => {
    expect(toggled(all, ['c'], 'c', false)).toEqual(['c']);
    expect(toggled(['a'], null, 'a', false)).toBeNull();
  });
});
