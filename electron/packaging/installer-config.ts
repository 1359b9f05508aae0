import type { Configuration } from 'electron-builder';

/**
 * How electron-builder makes installers of the program that Forge has put together: AppImage and deb, NSIS, dmg. Nothing is
 * published and no updater is put in.
 */
export const installerConfig: Configuration = {
  appId: 'org.pilotlight.desktop',
  productName: 'Pilotlight',
  directories: { output: 'out/installers' },
  publish: null,
  // A deb must name both. The program has no page in the web.
  extraMetadata: { homepage: 'https://pilotlight.invalid', author: 'Pilotlight <pilotlight@localhost>' },
  npmRebuild: false,
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Science',
    executableName: 'pilotlight',
    icon: 'resources/icons/png',
    // A desktop knows by this name which window belongs to which icon.
    syncDesktopName: true,
    synopsis: 'Simulated respondents from a small human pilot',
    maintainer: 'Pilotlight <pilotlight@localhost>',
  },
  win: { target: ['nsis'], icon: 'resources/icons/pilotlight.ico' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, differentialPackage: false },
  mac: { target: ['dmg'], category: 'public.app-category.education', icon: 'resources/icons/pilotlight.icns' },
};
