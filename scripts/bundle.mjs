// Takes packages that are large, and of which a file or two needs a small part, into those files of the built server
// (npm run build): whoever installs it is spared the rest. Their licence texts lie in dist/src/bundled. Another folder than dist: given as
// the first argument.
import { isAbsolute, resolve } from 'node:path';
import process from 'node:process';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');
const src = resolve(process.argv[2] ?? resolve(root, 'dist'), 'src');

/** ECharts draws the map of the films; OpenTelemetry sends traces. */
const taking = ['recommendation/map/map-picture', 'observability/tracing'];
const taken = /^(echarts|@opentelemetry\/(?!api$))/;

/** What the files themselves require is left to Node, but for those packages; what these require is taken with them. */
function isLeft(name, importer) {
  // A file that a name stands for: it was asked about by its name.
  if (isAbsolute(name)) return false;
  return importer?.startsWith(src) ? !taken.test(name) : name === '@opentelemetry/api';
}

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  // Its sources, since the file that it has for `require` does not tell whose work is in it.
  resolve: { alias: [{ find: /^echarts$/, replacement: resolve(root, 'node_modules/echarts/index.js') }] },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: src,
    emptyOutDir: false,
    copyPublicDir: false,
    minify: true,
    target: 'node20.19',
    license: { fileName: 'bundled/licencas.txt' },
    rolldownOptions: {
      input: Object.fromEntries(taking.map((name) => [name, resolve(src, `${name}.js`)])),
      external: isLeft,
      output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'bundled/[name].js' },
    },
  },
});
