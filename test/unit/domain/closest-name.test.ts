import { describe, expect, test } from 'vitest';
import { closestName } from '../../../shared/domain/closest-name.ts';

describe('the name that was probably meant', () => {
  test.each([
    ['lable', 'label'],
    ['Labels', 'label'],
    ['learningrate', 'learning_rate'],
    ['learning-rate', 'learning_rate'],
    ['seeds', 'seed'],
    ['wieght', 'weight'],
  ])('for %s is %s', (typed, meant) => {
    expect(closestName(typed, ['label', 'learning_rate', 'seed', 'weight'])).toBe(meant);
  });

  test.each(['colour', 'x', 'wide'])('is unknown for %s', (typed) => {
    expect(closestName(typed, ['label', 'learning_rate', 'seed'])).toBeUndefined();
  });
});
