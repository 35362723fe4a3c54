import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The page of src/dashboard/page. It lies beside the compiled server, wherever that is (`--outDir` for the tests). */
export default defineConfig({
  root: resolve(import.meta.dirname, 'src/dashboard/page'),
  base: '/painel/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/painel'),
    emptyOutDir: true,
    target: 'es2022',
    // Scripts and styles as data: addresses would need a weaker policy than "from here only".
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The licence texts of what is bundled.
    license: { fileName: 'licencas.txt' },
    // ECharts in one piece, loaded by the pages that draw.
    chunkSizeWarningLimit: 700,
  },
});
