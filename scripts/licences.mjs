// Writes the licence texts of the packages that the server runs with (npm run licences), and checks them and those that
// Vite wrote for the page: each package has a text, and a licence that scripts/licences.json allows. Another folder than
// dist: given as the first argument.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import satisfies from 'spdx-satisfies';

const root = join(import.meta.dirname, '..');
const dist = process.argv[2] ?? join(root, 'dist');
const { allowed, namedOtherwise, mitWithoutText } = JSON.parse(
  await readFile(join(root, 'scripts/licences.json'), 'utf8'),
);
const PERMISSION = /permission is hereby granted|waived all\s+copyright/i;
/** What every MIT licence says below its copyright line, as ours does. */
const mit = (await readFile(join(root, 'LICENSE'), 'utf8')).split('\n').slice(4).join('\n').trim();

/**
 * Of each package that package-lock.json has for more than the build, and that is installed on this system, its name, version,
 * licence and text ('' where it has none).
 */
async function ofServer() {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const folders = Object.keys(packages).filter((path) => !packages[path].dev && existsSync(join(root, path)));
  const all = await Promise.all(folders.map((path) => ofPackage(join(root, path))));
  const once = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  return [...once.keys()].sort().map((id) => once.get(id));
}

async function ofPackage(folder) {
  const { name, version, license, licenses } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = await readdir(folder);
  const read = (pattern) =>
    Promise.all(files.filter((file) => pattern.test(file)).map((file) => readFile(join(folder, file), 'utf8')));
  const texts = await read(/^(un)?licen[cs]e|^copying|^notice/i);
  // Some have their licence at the end of their README.
  if (texts.length === 0) texts.push(...(await read(/^readme/i)).filter((text) => PERMISSION.test(text)));
  const holder = Object.entries(mitWithoutText).find(([pattern]) => matches(name, pattern));
  if (texts.length === 0 && holder) texts.push(`${holder[1]}\n\n${mit}`);
  // As packages once said it.
  const licence = namedOtherwise[name] ?? license ?? licenses?.map(({ type }) => type).join(' OR ');
  return { name, version, licence, text: texts.join('\n').trim() };
}

function matches(name, pattern) {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** Those that Vite took into files of ours. */
async function taken(file) {
  // Some licence texts have headings of their own.
  const [, ...sections] = (await readFile(join(dist, file), 'utf8')).split(/^## (?=\S+ - \d+\.\S+(?: \(.*\))?$)/m);
  return sections.map((section) => {
    const [title, ...text] = section.split('\n');
    const [, name, version, licence] = /^(\S+) - (\S+)(?: \((.*)\))?$/.exec(title);
    return { name, version, licence, text: text.join('\n').trim() };
  });
}

function isAllowed(licence) {
  try {
    return satisfies(licence, allowed);
  } catch {
    return false;
  }
}

const installed = await ofServer();
const isInstalled = ({ name, version }) => installed.some((one) => one.name === name && one.version === version);
const bundled = (await taken('src/bundled/licencas.txt')).filter((one) => !isInstalled(one));
const server = [...installed, ...bundled];
const page = await taken('painel/licencas.txt');
const faults = [...server, ...page].flatMap(({ name, version, licence, text }) => [
  ...(isAllowed(licence) ? [] : [`${name} ${version}: ${licence} is not among the allowed licences`]),
  ...(text === '' ? [`${name} ${version}: has no licence text`] : []),
]);
if (server.length === 0 || page.length === 0) faults.push('no packages found');
if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exit(1);
}
const sections = server.map(({ name, version, licence, text }) => `## ${name} ${version} (${licence})\n\n${text}\n`);
await writeFile(join(dist, 'THIRD-PARTY-LICENCES.txt'), sections.join('\n'));
process.stdout.write(`${server.length} packages of the server, ${page.length} of the page\n`);
