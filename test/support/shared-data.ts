import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Path of a file of the optional test data (PILOTLIGHT_SHARED_DATA, or ../shared/data beside the repository), or undefined with a
 * printed reason where it is not there.
 */
export function sharedDataFile(...names: readonly string[]): string | undefined {
  const beside = fileURLToPath(new URL('../../../shared/data', import.meta.url));
  const path = join(process.env['PILOTLIGHT_SHARED_DATA'] ?? beside, ...names);
  if (existsSync(path)) return path;
  console.info(`Skipped: ${path} is not there; set PILOTLIGHT_SHARED_DATA to the folder with the test data.`);
  return undefined;
}
