import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Bundles the screen. Everything it needs lies beside it, fonts too: the content policy allows nothing else. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    target: 'es2023',
    outDir: '../build/renderer',
    emptyOutDir: true,
    // The content policy knows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
  },
});
