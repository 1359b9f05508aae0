import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Adds to package-lock.json the optional platform packages of node-llama-cpp that a registry does not list, so that `npm ci`
 * passes and other platforms still resolve them. Run it after `npm install --package-lock-only`.
 */
const lockSchema = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
});
const systems: Readonly<Record<string, string>> = { win: 'win32', mac: 'darwin', linux: 'linux' };

const lock = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
for (const [name, version] of Object.entries(
  lock.packages['node_modules/node-llama-cpp']?.optionalDependencies ?? {},
)) {
  const [system = '', processor = ''] = (name.split('/')[1] ?? '').split('-');
  lock.packages[`node_modules/${name}`] ??= {
    version,
    os: [systems[system] ?? system],
    cpu: [processor === 'armv7l' ? 'arm' : processor],
    license: 'MIT',
    optional: true,
  };
}
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
