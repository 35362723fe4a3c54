import { execFile, type ChildProcess, type ExecFileException } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { eachDatabase, withSqlite } from '../support/databases';
import { fileWith, films, folderWith, importFiles, lines, removeFiles } from './files';
import { until } from '../support/until';

afterAll(removeFiles);

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Run `centroide importar` as a process of its own. */
function importar(location: DatabaseLocation, args: string[], node: string[] = []): Promise<Ended> {
  return new Promise((resolve) => {
    start(location, args, node, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

function start(
  location: DatabaseLocation,
  args: string[],
  node: string[],
  ended: (error: ExecFileException | null, stdout: string, stderr: string) => void,
): ChildProcess {
  const DATABASE_URL = location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url;
  const command = [...node, join(__dirname, '../../src/cli.js'), 'importar', ...args];
  return execFile(process.execPath, command, { env: { ...process.env, DATABASE_URL } }, ended);
}

const filmes = lines('id,titulo', '1,Um', '2,Dois', '3,');
const avaliacoes = lines('userId,movieId,rating', '1,1,8', '1,2,10', '1,99,10');

eachDatabase('centroide importar', (_open, create) => {
  it('sums up what it did, the scale, the rejected rows and the next step', async () => {
    const location = await create();
    const folder = await folderWith({ 'filmes.csv': filmes, 'ratings.csv': avaliacoes, 'leia.txt': '' });
    const { code, stdout, stderr } = await importar(location, [folder]);
    expect(stderr).toBe('');
    expect(stdout.replace(/em [\d,.]+ s \([\d.]+ por/, 'em S s (N por')).toBe(
      lines(
        'ratings.csv: escala 10 → 5',
        'Sem uso: leia.txt',
        '',
        '            novos  alterados  iguais  rejeitados',
        'filmes          2          0       0           1',
        'usuários        1          0       0           0',
        'avaliações      2          0       0           1',
        '',
        'Linhas rejeitadas:',
        '  filmes.csv:4  titulo vazio',
        '  ratings.csv:4  filme 99 não existe',
        '',
        'Atenção: avaliações de filmes ou usuários que não existem: 1',
        '6 linhas em S s (N por segundo)',
        'Entraram: 1 pessoa, 2 filmes, 2 avaliações (gostou de 2, não gostou de 0)',
        'Por exemplo:',
        '  usuário 1, filme 1 (Um): 4 de 5',
        '  usuário 1, filme 2 (Dois): 5 de 5',
        'Próximo passo: npx centroide treinar',
        'Perdas: 2 de 6 linhas (33,3%) não entraram. Com --aceitar-perdas o comando termina com 0 mesmo assim.',
      ),
    );
    expect(code).toBe(3);
    expect((await importar(location, [folder, '--aceitar-perdas'])).code).toBe(0);
    const again = await importar(location, [folder]);
    expect(again.stdout).toMatch(/filmes +0 +0 +2 +1\n/);
    expect(again.code).toBe(3);
    // Nothing is new: a training would learn nothing.
    expect(again.stdout).not.toContain('Próximo passo');
  });

  it('names a training as the next step where what came says what somebody prefers', async () => {
    const location = await create();
    const events = (tipo: string) => lines('usuario_id,filme_id,tipo,quando', `1,1,${tipo},2026-01-01T00:00:00Z`);
    const users = lines('id,nome', '1,Ana');
    const last = async (tipo: string) => {
      const folder = await folderWith({ 'filmes.csv': filmes, 'usuarios.csv': users, 'eventos.csv': events(tipo) });
      const { stdout } = await importar(location, [folder, '--aceitar-perdas']);
      expect(stdout).toMatch(/eventos +1 +0 +0 +0\n/);
      return stdout.includes('Próximo passo: npx centroide treinar');
    };
    expect(await last('visto')).toBe(false);
    expect(await last('assistiu')).toBe(true);
  });

  it('that is killed is completed by doing it again', async () => {
    const location = await create();
    const database = await Database.open(location);
    const stored = async () => (await database.query('SELECT filme_id FROM avaliacoes')).length;
    const rows = Array.from({ length: 60_000 }, (_, n) => `${1 + Math.floor(n / 100)},${1 + (n % 100)},4,${n}`);
    const folder = await folderWith({
      'filmes.csv': lines('id,titulo', ...Array.from({ length: 100 }, (_, n) => `${n + 1},Filme`)),
      'ratings.csv': lines('userId,movieId,rating,timestamp', ...rows),
    });
    const child = start(location, [folder], [], () => undefined);
    await until('the first ratings', async () => (await stored()) > 0, { everyMs: 5 });
    child.kill('SIGKILL');
    await once(child, 'close');
    const landed = await stored();
    expect(landed).toBeLessThan(60_000);
    const { stdout } = await importar(location, [folder]);
    expect(stdout.replaceAll('.', '')).toMatch(new RegExp(`avaliações +${60_000 - landed} +0 +${landed} +0\n`));
    expect(await stored()).toBe(60_000);
    await database.close();
  });
});

withSqlite('centroide importar', (_open, create) => {
  it('writes all rejected rows to a file, as CSV or NDJSON', async () => {
    const location = await create();
    const folder = await folderWith({});
    const path = await fileWith(
      'filmes.csv',
      `id,titulo\n9999999999999999,"a ""b"", c"\n${'9999999999999999,z\n'.repeat(20)}`,
    );
    await importar(location, [path, '--rejeitados', join(folder, 'r.csv')]);
    const csv = (await readFile(join(folder, 'r.csv'), 'utf8')).split('\n');
    expect(csv.slice(0, 2)).toEqual([
      'arquivo,linha,motivo,conteudo',
      'filmes.csv,2,"id ""9999999999999999"" não é um número inteiro de 1 a 4503599627370496","9999999999999999,""a """"b"""", c"""',
    ]);
    expect(csv).toHaveLength(23);
    await importar(location, [path, '--rejeitados', join(folder, 'r.ndjson')]);
    const [first] = (await readFile(join(folder, 'r.ndjson'), 'utf8')).split('\n');
    expect(JSON.parse(first)).toEqual({
      arquivo: 'filmes.csv',
      linha: 2,
      motivo: 'id "9999999999999999" não é um número inteiro de 1 a 4503599627370496',
      conteudo: '9999999999999999,"a ""b"", c"',
    });
  });

  it('ends with 1 when nothing could be used, and says why', async () => {
    const location = await create();
    const garbage = await importar(location, [await fileWith('a.csv', 'nada\n1\n')]);
    expect([garbage.code, garbage.stdout]).toEqual([1, '']);
    expect(garbage.stderr).toMatch(/^a\.csv: cabeçalho não reconhecido\n {2}encontrado: nada\n/);
    const rejected = await importar(location, [await fileWith('a.csv', 'id,titulo\n1,\n')]);
    expect(rejected.code).toBe(1);
    expect(rejected.stdout).toMatch(/filmes +0 +0 +0 +1\n/);
    const scale = await importar(location, ['a.csv', '--escala', 'dez']);
    expect(scale.code).toBe(1);
    expect(scale.stderr).toContain('é um número maior que 0');
    const unwritable = await importar(location, [await fileWith('filmes.csv', filmes), '--rejeitados', '/nao/existe']);
    expect(unwritable.code).toBe(1);
    expect(unwritable.stderr).toMatch(/^\/nao\/existe: não pode ser gravado/);
  });

  it('ends with 0 when there is nothing new, not even a row', async () => {
    const location = await create();
    const { code, stdout } = await importar(location, [await fileWith('a.csv', 'id,titulo\n')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0 linhas/m);
  });

  it('takes --simular, --escala, --manter and --substituir', async () => {
    const location = await create();
    const folder = await folderWith({ 'filmes.csv': filmes, 'ratings.csv': avaliacoes });
    const planned = await importar(location, [folder, '--simular', '--escala', '20']);
    expect(planned.stdout).toMatch(/escala 20 → 5[^]*filmes +2 [^]*Simulação: nada foi gravado\.\nPerdas: .+\n$/);
    const database = await Database.open(location);
    expect(await films(database)).toEqual([]);
    await importFiles(database, { 'filmes.csv': lines('id,titulo', '5,Cinco') });
    await database.write((transaction) => transaction.query(`INSERT INTO sistema VALUES ('demo', 'pronta')`));
    const refused = await importar(location, [folder]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('--substituir');
    expect((await importar(location, [folder, '--manter'])).code).toBe(3);
    expect(await films(database)).toHaveLength(3);
    expect((await importar(location, [folder, '--manter', '--substituir'])).code).toBe(1);
    expect((await importar(location, [folder, '--substituir', '--sim'])).code).toBe(3);
    expect(await films(database)).toHaveLength(2);
    await database.close();
  });

  it('reads a line of 150 MB in 64 MB of memory', async () => {
    const location = await create();
    const path = await fileWith('filmes.csv', '');
    const file = createWriteStream(path);
    const piece = 'x'.repeat(1_000_000);
    file.write('id,titulo\n1,Um\n2,');
    for (let n = 0; n < 150; n++) if (!file.write(piece)) await once(file, 'drain');
    file.end('\n3,Três\n');
    await once(file, 'close');
    const { code, stdout, stderr } = await importar(location, [path], ['--max-old-space-size=64']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/filmes +2 +0 +0 +1\n[^]*filmes\.csv:3 +linha com mais de 32768 caracteres/);
    expect(code).toBe(3);
  });
});
