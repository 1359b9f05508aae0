import { expect, it } from 'vitest';
import { createErrorTail } from '../../../electron/hosts/ports/error-tail.ts';

it('names the error of a program that ended with its stack', () => {
  const tail = createErrorTail();
  tail.add('/app/host.ts:3\n    throw new TypeError("No");\n    ^\n\nTypeError: No model was given.\n    at run (/app');
  tail.add('/host.ts:3:9)\n\nNode.js v24.21.0\n');
  expect(tail.explain('exit code 1')).toBe('exit code 1: TypeError: No model was given.');
});

it('takes the last line of a native library', () => {
  const tail = createErrorTail();
  tail.add('loading\nGGML_ASSERT(n > 0) failed\n');
  expect(tail.explain('signal SIGABRT')).toBe('signal SIGABRT: GGML_ASSERT(n > 0) failed');
});

it('prefers the reason of a fatal error to what follows it', () => {
  const tail = createErrorTail();
  tail.add('FATAL ERROR: Reached heap limit\n1: 0xb8\n2: 0xc7\n');
  expect(tail.explain('signal SIGABRT')).toBe('signal SIGABRT: FATAL ERROR: Reached heap limit');
});

it('says how a process ended that told nothing, and keeps no more than the end of long output', () => {
  expect(createErrorTail().explain('signal SIGKILL')).toBe('signal SIGKILL');
  const tail = createErrorTail();
  tail.add(`Error: early\n${'x\n'.repeat(10_000)}`);
  expect(tail.explain('exit code 1')).toBe('exit code 1: x');
});
