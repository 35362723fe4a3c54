import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminalLanguage } from '../src/config/language';
import { projectRoot } from './support/project-root';

/** What a call of the command line writes, in a language, on either stream. */
function centroide(language: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, '../src/cli.js'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, CENTROIDE_LANG: language, ...environment },
  });
  return stdout + stderr;
}

const commands = {
  pt: [
    'servir',
    'mcp',
    'importar',
    'treinar',
    'somas',
    'treinador',
    'avaliar',
    'filmes',
    'usuarios',
    'chaves',
    'banco',
    'backup',
    'restaurar',
  ],
  en: [
    ...['serve', 'mcp', 'import', 'train', 'sums', 'trainer', 'evaluate', 'films', 'users', 'keys'],
    ...['database', 'backup', 'restore'],
  ],
};

describe('the command line', () => {
  it('says the version that package.json has', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
    expect(centroide('pt', ['--version'])).toBe(`${version}\n`);
  });

  it.each(['pt', 'en'] as const)('lists its commands for whoever asks for help, in %s', (language) => {
    const help = centroide(language, ['--help']);
    for (const command of commands[language]) expect(help).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(help).toMatch(language === 'pt' ? /^Uso: /m : /^Usage: /m);
  });

  it.each(['import', 'evaluate', 'keys create', 'train', 'sums', 'films merge', 'database distribute'])(
    'explains %s in the language of the reader',
    (words) => {
      const english = centroide('en', [...words.split(' '), '--help']);
      // Names of our columns, scopes and ways to cut are the same in both.
      expect(english).not.toMatch(/[à-ú]|arquivo|avaliações|usuário|\bsem a\b|--(escala|dados|escopo|ajustar)/);
      const portuguese = centroide('pt', [...words.split(' '), '--help']);
      expect(portuguese).not.toMatch(/\b(the|without|display|default|choices|Usage|Options)\b/);
    },
  );

  it.each([
    [
      'imprt',
      "error: unknown command 'imprt'\n(Did you mean import?)",
      "erro: comando desconhecido 'imprt'\n(seria importar?)",
    ],
    ['train 1', "error: too many arguments for 'train'. Expected 0 arguments but got 1.", 'erro: argumentos demais'],
    [
      'train --budgt 3',
      "error: unknown option '--budgt'\n(Did you mean --budget?)",
      "erro: opção desconhecida '--budgt'",
    ],
    [
      'keys create shop --scope all',
      "error: option '--scope <scope>' argument 'all' is invalid. it is one of these: read, edit, write, admin.",
      "erro: o valor 'all' da opção '--escopo <escopo>' não serve: é um destes: leitura, edicao, escrita, admin.",
    ],
  ])('says what is wrong with "%s" by the names that the reader knows', (words, english, portuguese) => {
    for (const [language, expected] of [
      ['en', english],
      ['pt', portuguese],
    ] as const) {
      expect(centroide(language, words.split(' '))).toBe(`${expected}\n`);
    }
  });

  it('takes the options by their English names, and tells what came of it in English', () => {
    const folder = mkdtempSync(join(tmpdir(), 'centroide-cli-'));
    try {
      const write = (name: string, ...lines: string[]): string => {
        writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
        return join(folder, name);
      };
      write('movies.csv', 'movieId,title,genres', '1,Heat (1995),Crime');
      write('ratings.csv', 'userId,movieId,rating,timestamp', '1,1,9,1700000000', '2,9,1,1700000000');
      const environment = { DATA_DIR: folder, DATABASE_URL: '' };
      const told = centroide('en', ['import', folder, '--scale', '10', '--dry-run'], environment);
      expect(told).toContain('ratings.csv: scale 10 → 5');
      expect(told).toContain('ratings.csv:3  film 9 does not exist');
      expect(told).toContain('A dry run: nothing was written.');
      expect(told).toContain('Would come in: 1 person, 1 film, 1 rating (1 liked, 0 disliked)');
      expect(told).not.toMatch(/[à-ú]/);
      expect(centroide('en', ['import', folder, '--scale=x'], environment)).toContain(
        "'--scale <top|from..to>' argument 'x'",
      );
      expect(centroide('en', ['import'], environment)).toBe("error: missing required argument 'path'\n");
      expect(centroide('pt', ['import'], environment)).toBe("erro: falta o argumento 'caminho'\n");
      expect(centroide('en', ['import', folder, '--column', 'rating'], environment)).toBe(
        '--column: got "rating"; takes rating=Score\n',
      );
      expect(centroide('en', ['films', 'merge', '1', '2:'], environment)).toMatch(
        /^goes: got "2:"; takes source:code, /,
      );
      expect(centroide('pt', ['filmes', 'unir', '1', '2:'], environment)).toMatch(
        /^some: recebeu "2:"; aceita fonte:codigo, /,
      );
      for (const days of ['0', '3651'])
        expect(centroide('en', ['keys', 'create', 'shop', '--days', days], environment)).toBe(
          `error: option '--days <days>' argument '${days}' is invalid. it is a whole number of days, from 1 to 3650.\n`,
        );
      expect(centroide('en', ['serve'], { PORT: 'x' })).toBe(
        'PORT: "x" will not do; it takes a whole number from 0 to 65535\n',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a process that answers no requests', () => {
  it('loads nothing that checks them or describes the API, which takes as long as all the rest', () => {
    const entries = [
      ...['access/keys.command', 'importing/import.command', 'merging/merge.command', 'evaluation/evaluate.command'],
      ...[
        'recommendation/training/train.command',
        'recommendation/training/sums.command',
        'recommendation/training/trainer.command',
      ],
      ...['importing/jobs/import-work.module', 'recommendation/training/training-work.module', 'entities'],
    ].map((entry) => join(__dirname, '../src', entry));
    const script = `
      const modules = require('node:module');
      const resolve = modules._resolveFilename;
      modules._resolveFilename = (name, ...others) => {
        if (/^(@nestjs\\/(swagger|platform-express)|class-validator)$/.test(name)) throw new Error(name + ' is loaded');
        return resolve(name, ...others);
      };
      for (const entry of ${JSON.stringify(entries)}) require(entry);
      console.log('all loaded');`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['all loaded\n', '']);
  });
});

describe('the language of the terminal', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'pt_BR.UTF-8' }, 'pt'],
    [{ LANG: 'pt_PT@euro' }, 'pt'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'pt_BR.UTF-8' }, 'pt'],
    [{ LANG: 'pt_BR.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', CENTROIDE_LANG: 'pt' }, 'pt'],
    [{ LANG: 'pt_BR.UTF-8', CENTROIDE_LANG: 'en' }, 'en'],
    [{ LANG: 'pt_BR.UTF-8', CENTROIDE_LANG: '' }, 'pt'],
    [{ LANG: 'ptolemaic' }, 'en'],
  ] as const)('%j: %s', (environment, language) => {
    expect(terminalLanguage(environment as NodeJS.ProcessEnv)).toBe(language);
  });
});
