import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lane, LaneAxis } from '../../../shared/charts/lane.ts';
import { laneDomain, laneTicks, linearTicks, onAxis } from '../../../shared/charts/lane-axis.ts';
import { humanStyle } from '../../../shared/charts/source-style.ts';
import { lightTheme } from '../../../shared/charts/theme.ts';

const axis: LaneAxis = { title: '', scale: 'linear', unit: 'number', references: [], include: [], limits: null };
const style = humanStyle(lightTheme);

function groupsOf(...estimates: readonly (readonly [number, number, number])[]) {
  const lanes: Lane[] = estimates.map(([low, value, high]) => ({ style, value, low, high, text: '', band: null }));
  return [{ label: '', note: '', lanes, band: null }];
}

describe('the scale of a chart', () => {
  it('holds every interval with some room', () => {
    const [low, high] = laneDomain({ groups: groupsOf([0.2, 0.3, 0.6]), axis });
    expect(low).toBeLessThan(0.2);
    expect(high).toBeGreaterThan(0.6);
  });

  it('starts at a bound that means something', () => {
    expect(laneDomain({ groups: groupsOf([0.2, 0.3, 0.6]), axis: { ...axis, include: [0], limits: [0, 1] } })[0]).toBe(
      0,
    );
  });

  it('has its reference line inside, with room on both sides', () => {
    const [low] = laneDomain({ groups: groupsOf([0.2, 0.3, 0.6]), axis: { ...axis, references: [0] } });
    expect(low).toBeLessThan(0);
  });

  it('does not leave its limits, whatever the values', () => {
    const limits = [-2, 1.5] as const;
    expect(laneDomain({ groups: groupsOf([-900, -40, 7]), axis: { ...axis, limits } })).toEqual([-2, 1.5]);
  });

  it('leaves out of a logarithmic scale what has no logarithm', () => {
    const log: LaneAxis = { ...axis, scale: 'log', references: [1], limits: [1 / 64, 64] };
    const [low, high] = laneDomain({ groups: groupsOf([0, 0, 0.5], [-1, 2, 3]), axis: log });
    expect(low).toBeGreaterThan(0);
    expect(high).toBeGreaterThan(3);
  });

  it('exists without any value', () => {
    expect(laneDomain({ groups: [], axis })).toEqual([0, 1]);
  });

  it('pulls values beyond it to its edges', () => {
    expect([-5, 0.5, 9].map((value) => onAxis(value, [0, 1]))).toEqual([0, 0.5, 1]);
  });
});

describe('the ticks of a scale', () => {
  it('are round numbers that include zero where it is inside', () => {
    expect(linearTicks([-0.31, 0.62], 5)).toEqual([-0.2, 0, 0.2, 0.4, 0.6]);
  });

  it('are at least two, however little fits', () => {
    expect(linearTicks([-4.8, 4.8], 2)).toEqual([-4, -2, 0, 2, 4]);
    expect(linearTicks([0.61, 0.79], 2)).toEqual([0.65, 0.7, 0.75]);
  });

  it('are powers of two on a logarithmic scale, with 1 among them', () => {
    const log: LaneAxis = { ...axis, scale: 'log' };
    expect(laneTicks(log, [0.2, 3], 400)).toEqual([0.25, 0.5, 1, 2]);
    expect(laneTicks(log, [1 / 64, 64], 300)).toContain(1);
  });

  it('lie inside, in order, and are not too many', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (low, range) => {
          const ticks = linearTicks([low, low + range], 6);
          expect(ticks.length).toBeLessThanOrEqual(8);
          const slack = 1e-6 * Math.max(range, Math.abs(low) * 1e-6);
          for (const tick of ticks) expect(tick >= low - slack && tick <= low + range + slack).toBe(true);
        },
      ),
    );
  });
});
