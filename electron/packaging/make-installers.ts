import { Platform, build } from 'electron-builder';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installerConfig } from './installer-config.ts';

/** Makes the installers of this system from the program that `electron-forge package` has put into `out`. */
const folder = join('out', `Pilotlight-${process.platform}-${process.arch}`);
const program = process.platform === 'darwin' ? join(folder, 'Pilotlight.app') : folder;
if (!existsSync(program)) throw new Error(`${program} is missing. Run: npx electron-forge package`);
const made = await build({ targets: Platform.current().createTarget(), prepackaged: program, config: installerConfig });
process.stdout.write(`${made.join('\n')}\n`);
