import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Beside each file of text the same, compressed once and as small as can be: the server sends what the browser takes. */
const compressed: Plugin = {
  name: 'compressed',
  closeBundle() {
    for (const file of readdirSync(here('../dist/web'), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|html|svg|json)$/.test(file)) continue;
      const path = join(here('../dist/web'), file);
      const bytes = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(bytes));
      writeFileSync(`${path}.gz`, gzipSync(bytes));
    }
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [vue(), compressed],
  // Options API and devtools are not used; leaving them out keeps the first page small on a weak signal.
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false, __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    // County offices still run browsers built on Chromium of 2021.
    target: ['chrome91', 'edge91', 'firefox90', 'safari14.1'],
    // Inlined assets would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // ECharts is one lazily loaded piece; nothing on the first page waits for it.
    chunkSizeWarningLimit: 640,
  },
  server: {
    // The calendar and the shape of division codes are shared with the server, in src/kernel.
    fs: { allow: [here('.'), here('../src/kernel'), here('../node_modules')] },
    proxy: { '/api': 'http://localhost:3000' },
  },
});
