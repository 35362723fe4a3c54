// Makes one program of the built files and of the packages that they use (npm run build, and the tests' build): a process that
// loads a few files starts in a third of the time that thousands take. What a process or a thread begins with is then in its old place and
// loads src/bundled; as it was compiled it stays beside it, as `*.unbundled.js`. `centroide/nest` becomes one program without
// packages: it shares those of the application that embeds it. Another folder than dist: given as the first argument.
import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import process from 'node:process';

const root = resolve(import.meta.dirname, '..');
const src = resolve(process.argv[2] ?? resolve(root, 'dist'), 'src');

/** What begins a process, and keeps what is compiled of it; what begins a thread; what another program requires. */
const processes = ['main', 'cli', 'job', 'healthcheck'];
const threads = [
  'recommendation/training/engine-worker',
  'recommendation/training/team-worker',
  'recommendation/map/map-picture-worker',
];
const embedding = 'nest';
/** Required by its name where it is first needed: `mcp/mcp-on-demand`. */
const onDemand = 'mcp/mcp-tools.module';

/**
 * Packages that stay outside: with native parts or files of their own, and those that OpenTelemetry patches as Node loads them.
 */
const outside = /^(sqlite3|@napi-rs\/canvas|dejavu-fonts-ttf|swagger-ui-dist|express|pg|pg-copy-streams)(\/|$)/;

const beginnings = [...processes, ...threads, embedding];
const compiledAs = (name) => join(src, `${name}.unbundled.js`);
const first = '// Written by scripts/bundle.mjs.';

if (await isNew()) process.exit();

for (const name of beginnings) if (!(await isBundled(name))) await copyFile(join(src, `${name}.js`), compiledAs(name));
await bundle('bundled', ['config/keep-compiled', ...processes, ...threads, onDemand], (name) => outside.test(name));
await bundle('embedded', [embedding, onDemand], (name) => !name.startsWith('.') && !isAbsolute(name));
for (const name of beginnings) await writeFile(join(src, `${name}.js`), await beginning(name));

/** Bundle these files into a folder of src; what is left to Node to load, `isLeft` says. */
async function bundle(folder, names, isLeft) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: {
      // Its sources, since the file that it has for `require` does not tell whose work is in it.
      alias: [{ find: /^echarts$/, replacement: resolve(root, 'node_modules/echarts/index.js') }],
    },
    // As Node finds packages, so that each is there once, however it is required.
    ssr: { noExternal: true, resolve: { conditions: ['node'], mainFields: ['main'] } },
    plugins: [asCompiled(), withBundledValidator()],
    build: {
      ssr: true,
      outDir: join(src, folder),
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      target: 'node20.19',
      license: { fileName: 'licencas.txt' },
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [basename(name), join(src, `${name}.js`)])),
        external: isLeft,
        // Nest and TypeORM tell classes by their names.
        output: {
          format: 'cjs',
          keepNames: true,
          comments: { legal: true, annotation: false, jsdoc: false },
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
        },
      },
    },
  });
}

/** What began as it was compiled, and for `__dirname` the folder that a file was compiled into. */
function asCompiled() {
  return {
    name: 'as-compiled',
    load: {
      filter: { id: beginnings.map((name) => join(src, `${name}.js`)) },
      handler: (id) => readFile(compiledAs(relative(src, id).slice(0, -'.js'.length)), 'utf8'),
    },
    transform: {
      filter: { id: `${src}/**`, code: '__dirname' },
      handler: (code, id) =>
        code.replaceAll('__dirname', `(__dirname + ${JSON.stringify(`/../${relative(src, dirname(id))}`)})`),
    },
  };
}

/** Its types that are made of others require class-validator past the bundle, which has one already. */
function withBundledValidator() {
  const past = 'const require = createRequire(import.meta.url);';
  return {
    name: 'with-bundled-validator',
    transform: {
      filter: { id: '**/@nestjs/mapped-types/dist/type-helpers.utils.js' },
      handler(code, id) {
        if (!code.includes(past)) throw new Error(`${id} does not require as it did`);
        return code.replace(past, '');
      },
    },
  };
}

/** What stands where a process or a thread begins. Compiled code is kept from before the first file of the bundle on. */
async function beginning(name) {
  const [shebang] = /^#!.*\n/.exec(await readFile(compiledAs(name), 'utf8')) ?? [''];
  const requiring = (file, folder) => `require('./${relative(dirname(join(src, name)), join(src, folder, file))}.js')`;
  if (name === embedding) return `${first}\n'use strict';\nmodule.exports = ${requiring(name, 'embedded')};\n`;
  const kept = processes.includes(name) ? `${requiring('keep-compiled', 'bundled')};\n` : '';
  return `${shebang}${first}\n'use strict';\n${kept}${requiring(basename(name), 'bundled')};\n`;
}

async function isBundled(name) {
  return (await readFile(join(src, `${name}.js`), 'utf8')).includes(first);
}

/** Whether nothing was compiled or installed since the last time. */
async function isNew() {
  if (!existsSync(join(src, 'bundled')) || !(await Promise.all(beginnings.map(isBundled))).every(Boolean)) return false;
  const files = (folder) =>
    readdir(folder, { recursive: true }).then((names) => names.map((name) => join(folder, name)));
  const compiled = [...(await files(src)), ...(await files(join(src, '../seed')))].filter(
    // Not what this writes itself: its files are of one moment, any of them the last.
    (file) =>
      file.endsWith('.js') &&
      !/^(bundled|embedded)/.test(relative(src, file)) &&
      !beginnings.includes(relative(src, file).slice(0, -'.js'.length)),
  );
  const from = [...compiled, import.meta.filename, join(root, 'package-lock.json')];
  const times = await Promise.all(from.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...times) <= (await stat(join(src, 'embedded/nest.js'))).mtimeMs;
}
