import { defineConfig } from 'vite';

/**
 * Bundles what runs in Node: the command line, the main process of the window and the processes both start. Modules keep their places, since a shell finds a
 * host by its path. Native libraries stay outside.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    // Forge's Vite plugin expects the main process here; a plain build puts it in the same place.
    outDir: '.vite/build',
    // Not a library, whatever Forge's Vite plugin makes of a main process.
    lib: false,
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rollupOptions: {
      external: ['electron'],
      input: {
        'electron/cli/main': 'electron/cli/main.ts',
        'electron/main/main': 'electron/main/main.ts',
        'electron/hosts/core-host': 'electron/hosts/core-host.ts',
        'electron/hosts/engine-host': 'electron/hosts/engine-host.ts',
        'electron/hosts/trainer-host': 'electron/hosts/trainer-host.ts',
        'electron/hosts/evaluator-host': 'electron/hosts/evaluator-host.ts',
        'electron/hosts/reader-host': 'electron/hosts/reader-host.ts',
      },
      output: { preserveModules: true, preserveModulesRoot: '.', entryFileNames: '[name].js', format: 'es' },
    },
  },
});
