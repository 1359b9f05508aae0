import { expect, it } from 'vitest';
import { createHiddenLine } from '../../../electron/cli/passphrase.ts';

it('reads a line character by character, however it arrives', () => {
  const line = createHiddenLine();
  expect(line.type('se').state).toBe('typing');
  expect(line.type('cret\r')).toEqual({ state: 'complete', rest: '' });
  expect(line.text()).toBe('secret');
});

it('takes back whole characters, also those outside the basic plane, and the whole line', () => {
  const line = createHiddenLine();
  line.type('wrong\u0015a🔑b\u007f\u007f\b\u007fpass\n');
  expect(line.text()).toBe('pass');
});

it('leaves what was typed ahead to the next question', () => {
  const line = createHiddenLine();
  expect(line.type('first\nsecond\n')).toEqual({ state: 'complete', rest: 'second\n' });
  expect(line.text()).toBe('first');
});

it.each(['\u0003', '\u0004'])('ends with Ctrl-C and Ctrl-D (%j)', (key) => {
  expect(createHiddenLine().type(`half${key}`).state).toBe('ended');
});
