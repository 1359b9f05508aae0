import { join } from 'node:path';
import { installationFolder } from '../../cli/installed-files.ts';

/** Where `npm run build` puts the screens. */
export function screensFolder(): string {
  return join(installationFolder() ?? '.', 'build', 'renderer');
}
