import { resolve } from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vite';

const jsx = { runtime: 'automatic', importSource: 'preact' };

/** The page of src/dashboard/page. It lies beside the compiled server, wherever that is (`--outDir` for the tests). */
export default defineConfig(({ command }) => ({
  root: resolve(import.meta.dirname, 'src/dashboard/page'),
  // Under which path it is served, a proxy decides: files name each other from where they are.
  base: command === 'serve' ? '/painel/' : './',
  oxc: { jsx },
  optimizeDeps: { rolldownOptions: { transform: { jsx } } },
  plugins: [withoutSlash()],
  // npm run dev: the page with hot reload; everything else is asked of the server.
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '^/(?!painel(/|$))': `http://127.0.0.1:${process.env.PORT ?? 8000}` },
  },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/painel'),
    emptyOutDir: true,
    target: 'es2022',
    // Scripts and styles as data: addresses would need a weaker policy than "from here only".
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The licence texts of what is bundled.
    license: { fileName: 'licencas.txt' },
  },
}));

/** The page's first address is /painel; the development server of Vite only knows /painel/. */
function withoutSlash() {
  return {
    name: 'without-slash',
    configureServer({ middlewares }) {
      middlewares.use((request, _, next) => {
        request.url = request.url.replace(/^\/painel(?=\?|$)/, '/painel/');
        next();
      });
    },
  };
}
