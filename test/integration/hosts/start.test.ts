import { expect, it } from 'vitest';
import { z } from 'zod';
import { runChildScript } from '../../support/child-script.ts';

/** Every module that is loaded with one of the program. */
async function modulesOf(path: string): Promise<string[]> {
  const entry = new URL(`../../../electron/${path}`, import.meta.url);
  const child = runChildScript(new URL('./list-modules.child.ts', import.meta.url), [entry.href]);
  return z.array(z.string()).parse(JSON.parse(await child.nextLine()));
}

it('opens a project without what only jobs, recipes and reports need', async () => {
  const modules = await modulesOf('core/create-core.ts');
  expect(modules.some((url) => url.includes('better-sqlite3'))).toBe(true);
  const late = /node_modules\/(?:@stdlib|vega|d3-|docx|yaml|csv-parse|koffi|node-llama-cpp)/;
  expect(modules.filter((url) => late.test(url)).slice(0, 3)).toEqual([]);
});

it('begins to serve with the server alone: the core is in another process', async () => {
  const modules = await modulesOf('cli/serve/serve-command.ts');
  expect(modules.filter((url) => url.includes('/electron/core/database/'))).toEqual([]);
  const program = await modulesOf('cli/program/create-program.ts');
  expect(program.filter((url) => url.includes('/electron/core/'))).toEqual([]);
});
