import { defineConfig } from 'vitest/config';

/** Far above what anything takes here: a test that hangs ends, a slow machine fails nothing. */
const limits = { testTimeout: 600_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...limits,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/benchmark/**', 'test/e2e/**', 'node_modules/**'],
          // Two cores: one native engine at a time, since ggml's threads spin while they wait.
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...limits,
          // Whole journeys with a browser and models, one after the other and after everything else.
          name: 'screens',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build-screens.ts'],
          testTimeout: 900_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
