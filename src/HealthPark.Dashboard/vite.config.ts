import { defineConfig } from 'vite';

// No asset is inlined and no polyfill injected: the page's Content-Security-Policy allows files of its own origin only.
export default defineConfig({
  build: { outDir: 'dist', target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false, chunkSizeWarningLimit: 600 },
  server: { proxy: { '/v1': 'http://127.0.0.1:5080' } },
});
