import { join } from 'node:path';
import { installationFolder } from '../../installation/installed-files.ts';

/** Where `npm run build` puts the screens. */
export function screensFolder(): string {
  return join(installationFolder() ?? '.', 'build', 'renderer');
}
