import { describe, expect, it } from 'vitest';
import { leakageTables } from '../../../../../renderer/views/evaluate/leakage-tables.ts';
import type { LeakageBlock } from '../../../../../shared/evaluation/leakage/leakage-results.ts';
import { sampleReport } from '../../../../support/sample-report.ts';

const estimate = (value: number) => ({ value, low: value - 0.1, high: value + 0.1, level: 0.95, n: 120, reason: null });

const leakage: LeakageBlock = {
  definitions: [],
  copying: {
    items: ['a', 'b'],
    pilot: 60,
    pilotStructures: 41,
    human: estimate(0.5),
    sources: [{ source: 'adapted', simulated: estimate(0.7), excess: estimate(0.2) }],
  },
  membership: {
    members: 60,
    nonMembers: 120,
    allowed: 0.01,
    attacks: [{ attack: 'loss', auc: estimate(0.55), truePositiveRate: estimate(0.12), falsePositiveRate: 0.01 }],
  },
  canaries: {
    planted: 2,
    items: ['a'],
    most: 10,
    exact: true,
    exposures: [3, 5],
    mean: 4,
    expected: 1.44,
    p: 0.0001,
  },
};

describe('the tables of leakage', () => {
  const { evaluation } = sampleReport();

  it('set the simulation beside the human sample', () => {
    const [copying] = leakageTables(leakage, evaluation);
    expect(copying?.table.rows.map(([source]) => source)).toEqual(['human sample', expect.any(String)]);
    expect(copying?.note).toContain('60 pilot-train respondents');
  });

  it('say how many were told apart, and by what', () => {
    const membership = leakageTables(leakage, evaluation)[1];
    expect(membership?.table.rows[0]?.[0]).toBe('by the loss under the adapted model');
    expect(membership?.table.columns.map(({ label }) => label)).toContain('Recognised at 1\u202f% false positives');
  });

  it('write a small p as a bound', () => {
    expect(leakageTables(leakage, evaluation)[2]?.table.rows[0]?.at(-1)).toContain('< .001');
  });

  it('leave out what was not measured', () => {
    const nothing = { definitions: [], copying: null, membership: null, canaries: null };
    expect(leakageTables(nothing, evaluation)).toEqual([]);
  });
});
