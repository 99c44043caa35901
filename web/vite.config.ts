import { createHash } from 'node:crypto';
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
      if (!/\.(js|css|html|svg|json|webmanifest)$/.test(file)) continue;
      const path = join(here('../dist/web'), file);
      const bytes = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(bytes));
      writeFileSync(`${path}.gz`, gzipSync(bytes));
    }
  },
};

const WORKER = 'phone-worker.js';

/**
 * The phone's worker is told which files make the phone's page: everything its HTML leads to, lazily loaded pieces too, and the pictures of its
 * manifest. They are all that is kept for hours without a signal; their list is also what makes a new version of the worker another file.
 */
const phoneShell: Plugin = {
  name: 'phone-shell',
  generateBundle(_options, bundle) {
    const worker = bundle[WORKER];
    const start = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'phone' && file.isEntry);
    if (worker?.type !== 'chunk' || start?.type !== 'chunk') throw new Error('The phone’s page or its worker was not built.');
    const shell = new Set<string>();
    const walk = (name: string): void => {
      const file = bundle[name];
      if (file?.type !== 'chunk' || shell.has(name)) return;
      shell.add(name);
      const { importedCss = [], importedAssets = [] } = file.viteMetadata ?? {};
      for (const asset of [...importedCss, ...importedAssets]) shell.add(asset);
      for (const imported of [...file.imports, ...file.dynamicImports]) walk(imported);
    };
    walk(start.fileName);
    const files = [...[...shell].sort().map((file) => `/${file}`), '/phone.webmanifest', '/phone-icon-192.png'];
    const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
    worker.code = worker.code.replace('PHONE_SHELL', JSON.stringify({ version, files }));
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [vue(), phoneShell, compressed],
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
    rollupOptions: {
      // The phone is a page of its own: who stands in a village waits for nothing that belongs to the desk.
      input: { index: here('index.html'), phone: here('phone.html'), 'phone-worker': here('src/phone-worker/phone-worker.ts') },
      output: { entryFileNames: ({ name }) => (name === 'phone-worker' ? WORKER : 'assets/[name]-[hash].js') },
    },
    // ECharts is one lazily loaded piece; nothing on the first page waits for it.
    chunkSizeWarningLimit: 640,
  },
  server: {
    // The calendar and the shape of division codes are shared with the server, in src/kernel.
    fs: { allow: [here('.'), here('../src/kernel'), here('../node_modules')] },
    proxy: { '/api': 'http://localhost:3000' },
  },
});
