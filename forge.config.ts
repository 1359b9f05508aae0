import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createShippedFilter } from './electron/packaging/is-shipped.ts';
import { bundledPackages, parseLock, shippedPackages } from './electron/packaging/shipped-packages.ts';
import { thirdPartyLicences } from './electron/packaging/third-party-licences.ts';

/** A program is put together on the system it is for, where the native packages of that system are installed. */
const target = { platform: process.platform, arch: process.arch };
const lock = parseLock(readFileSync('package-lock.json', 'utf8'));
const packages = shippedPackages(lock, target);
const isShipped = createShippedFilter(packages, target);
/** Where Electron's archive lies, for machines that download nothing. */
const { PILOTLIGHT_ELECTRON_ARCHIVES: electronArchives } = process.env;

// Any other environment would put paths of this machine into the screens.
process.env['NODE_ENV'] = 'production';

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Pilotlight',
    executableName: 'pilotlight',
    appBundleId: 'org.pilotlight.desktop',
    // Without its ending: each system has a format of its own.
    icon: 'resources/icons/pilotlight',
    ignore: (path) => !isShipped(path.replaceAll('\\', '/').replace(/^\//, '')),
    prune: false,
    // Native code opens files by their path, which leads nowhere inside an archive.
    asar: {
      unpack:
        '{**/*.node,**/node_modules/{node-llama-cpp,@node-llama-cpp,koffi,@koromix,better-sqlite3}/**,**/resources/{models,sample-studies,licences}/**}',
    },
    ...(electronArchives === undefined ? {} : { electronZipDir: electronArchives }),
  },
  // Every native package comes with its binaries.
  rebuildConfig: { onlyModules: [] },
  makers: [],
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'electron/main/main.ts', config: 'vite.config.ts', target: 'main' },
        { entry: 'electron/preload/preload.ts', config: 'vite.preload.config.ts', target: 'preload' },
      ],
      renderer: [{ name: 'screens', config: 'vite.renderer.config.ts' }],
    }),
    new FusesPlugin({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    }),
  ],
  hooks: {
    packageAfterCopy: async (_config, folder) => {
      const licences = join(folder, 'resources', 'licences');
      mkdirSync(licences, { recursive: true });
      const all = new Set([...packages, ...bundledPackages(lock)]);
      writeFileSync(join(licences, 'third-party.txt'), thirdPartyLicences(process.cwd(), all));
    },
    // It is put together in a private folder, and installed for everybody.
    postPackage: async (_config, { outputPaths }) => {
      for (const folder of outputPaths) chmodSync(folder, 0o755);
    },
  },
};

export default config;
