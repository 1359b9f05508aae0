import { defineConfig } from 'vite';

/** Bundles the preload script: one CommonJS file, since a sandboxed page can load no other. */
export default defineConfig({
  build: {
    target: 'chrome140',
    outDir: '.vite/preload',
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    copyPublicDir: false,
    rollupOptions: {
      input: 'electron/preload/preload.ts',
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
});
