import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder for all test files of a run: the built screens in `screens`, and what the files share. */
    readonly workspaceFolder: string;
  }
}

/** Builds the screens once for all tests that look at them in a browser; with React's own checks, whose findings are errors in the console. */
export default async function buildScreens({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'pilotlight-e2e-'));
  await build({
    configFile: 'vite.renderer.config.ts',
    logLevel: 'error',
    build: { outDir: join(folder, 'screens'), emptyOutDir: true },
  });
  provide('workspaceFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
