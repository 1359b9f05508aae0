import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Pictures of every screen and state; run by hand with `npm run screenshots`, never part of the tests. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    name: 'screenshots',
    include: ['test/screenshots/*.shots.ts'],
    globalSetup: ['test/support/build-screens.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
