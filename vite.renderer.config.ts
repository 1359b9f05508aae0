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
    rollupOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Chunks run in an order of their own: what tells zod not to compile code has to run with zod, before any schema is made.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|configure-zod/, priority: 2 },
            // What the page needs to say that it opens, and to connect.
            { name: 'contract', test: /[\\/]shared[\\/](?:errors|rpc|contract)\b/, priority: 1 },
            { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 1 },
            // What every step is made of, in one file in place of many.
            { name: 'ui', test: /renderer[\\/]ui[\\/]/ },
          ],
        },
      },
    },
  },
});
