import { describe, expect, it } from 'vitest';
import { createFrameBatch } from '../../../../renderer/bridge/frame-batch.ts';

/** Frames that are drawn when the test says so. */
function frames() {
  const waiting = new Set<() => void>();
  return {
    schedule: (callback: () => void) => {
      waiting.add(callback);
      return () => waiting.delete(callback);
    },
    draw: () => {
      const due = [...waiting];
      waiting.clear();
      for (const callback of due) callback();
    },
    waiting,
  };
}

describe('a frame batch', () => {
  it('hands over all items of a frame together and in order', () => {
    const { schedule, draw } = frames();
    const seen: number[][] = [];
    const batch = createFrameBatch<number>((items) => seen.push([...items]), schedule);
    batch.add(1);
    batch.add(2);
    expect(seen).toEqual([]);
    draw();
    batch.add(3);
    draw();
    expect(seen).toEqual([[1, 2], [3]]);
  });

  it('schedules one frame however many items arrive', () => {
    const { schedule, waiting } = frames();
    const batch = createFrameBatch<number>(() => {}, schedule);
    for (let item = 0; item < 100; item++) batch.add(item);
    expect(waiting.size).toBe(1);
  });

  it('hands over the rest at once when it is flushed, and nothing twice', () => {
    const { schedule, draw } = frames();
    const seen: number[][] = [];
    const batch = createFrameBatch<number>((items) => seen.push([...items]), schedule);
    batch.add(1);
    batch.flush();
    draw();
    batch.flush();
    expect(seen).toEqual([[1]]);
  });

  it('hands over nothing after it was stopped', () => {
    const { schedule, draw } = frames();
    const seen: number[][] = [];
    const batch = createFrameBatch<number>((items) => seen.push([...items]), schedule);
    batch.add(1);
    batch.stop();
    draw();
    expect(seen).toEqual([]);
  });
});
