// Writes the licence texts of the packages that the server runs with (npm run licences), and checks them and those that
// Vite wrote for the page: each package has a text, and a licence that scripts/licences.json allows. Another folder than
// dist: given as the first argument.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import checker from 'license-checker-rseidelsohn';
import satisfies from 'spdx-satisfies';

const root = join(import.meta.dirname, '..');
const dist = process.argv[2] ?? join(root, 'dist');
const { allowed, namedOtherwise, mitWithoutText } = JSON.parse(
  await readFile(join(root, 'scripts/licences.json'), 'utf8'),
);
/** What every MIT licence says below its copyright line, as ours does. */
const mit = (await readFile(join(root, 'LICENSE'), 'utf8')).split('\n').slice(4).join('\n').trim();

/** Of each package its name, version, licence and text ('' where it has none). */
async function ofServer() {
  const packages = await promisify(checker.init)({ start: root, production: true, excludePrivatePackages: true });
  return Promise.all(
    Object.entries(packages).map(async ([id, { licenses, licenseFile, noticeFile }]) => {
      const name = id.slice(0, id.lastIndexOf('@'));
      const version = id.slice(name.length + 1);
      const licence = namedOtherwise[name] ?? String(licenses);
      const texts = [await textOf(name, licenseFile), noticeFile ? await readFile(noticeFile, 'utf8') : ''];
      return { name, version, licence, text: texts.join('\n').trim() };
    }),
  );
}

async function textOf(name, file) {
  const text = file ? await readFile(file, 'utf8') : '';
  // Some have their licence at the end of their README, and some READMEs have none.
  if (!/readme/i.test(file ?? '') || /permission is hereby granted|waived all\s+copyright/i.test(text)) return text;
  const holder = Object.entries(mitWithoutText).find(([pattern]) => matches(name, pattern));
  return holder ? `${holder[1]}\n\n${mit}` : '';
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
