import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Builds the browser's part into `public/build/`, with a manifest from which the worker links it. */
export default defineConfig({
  publicDir: false,
  plugins: [tailwindcss()],
  build: {
    outDir: 'public/build',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: false,
    rollupOptions: { input: 'src/client/main.ts' },
  },
  base: '/build/',
});
