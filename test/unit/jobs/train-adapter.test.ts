import { describe, expect, it } from 'vitest';
import { learningRateAt } from '../../../electron/core/jobs/train-adapter.ts';
import { createProgressTracker } from '../../../electron/core/jobs/progress-tracker.ts';
import { aStudy } from '../../support/a-study.ts';

const settings = { ...aStudy().adaptation, learningRate: 1, warmup: 0.1 };

describe('the learning rate of a training', () => {
  it('rises over the warm-up, reaches its full value and falls to a tenth', () => {
    const rates = Array.from({ length: 100 }, (_, step) => learningRateAt(settings, step, 100));
    expect(rates[0]).toBeCloseTo(0.1);
    expect(Math.max(...rates)).toBeCloseTo(1);
    expect(rates.indexOf(Math.max(...rates))).toBe(9);
    expect(rates[99]).toBeLessThan(0.11);
    for (let step = 11; step < 100; step++) expect(rates[step]).toBeLessThanOrEqual(rates[step - 1] ?? 0);
  });

  it('is positive in a training of one step', () => {
    expect(learningRateAt(settings, 0, 1)).toBeGreaterThan(0);
  });
});

describe('the progress of a job', () => {
  it('counts the rate from the beginning of a phase, not from work taken over', () => {
    let time = 0;
    const track = createProgressTracker(() => time);
    track({ phase: 'Simulating', done: 320, total: 500, unit: 'respondents' });
    time = 10_000;
    const progress = track({ phase: 'Simulating', done: 340, total: 500, unit: 'respondents' });
    expect(progress?.rate).toBeCloseTo(2);
    expect(progress?.secondsLeft).toBeCloseTo(80);
  });

  it('passes at most ten reports a second on, but always the last', () => {
    let time = 0;
    const track = createProgressTracker(() => time);
    const passed = Array.from({ length: 100 }, (_, index) => {
      time += 10;
      return track({ phase: 'Importing', done: index + 1, total: 100, unit: 'rows' });
    }).filter((progress) => progress !== null);
    expect(passed.length).toBeLessThanOrEqual(11);
    expect(passed.at(-1)?.done).toBe(100);
  });
});
