import { defineConfig } from 'vite';

/**
 * Bundles what runs in Node: the command line and the processes it starts. Modules keep their places, since a shell finds a
 * host by its path. Native libraries stay outside.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'build',
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rollupOptions: {
      input: {
        'electron/cli/main': 'electron/cli/main.ts',
        'electron/hosts/engine-host': 'electron/hosts/engine-host.ts',
        'electron/hosts/trainer-host': 'electron/hosts/trainer-host.ts',
        'electron/hosts/evaluator-host': 'electron/hosts/evaluator-host.ts',
      },
      output: { preserveModules: true, preserveModulesRoot: '.', entryFileNames: '[name].js', format: 'es' },
    },
  },
});
