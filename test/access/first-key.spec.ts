import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFirstKey } from '../../src/access/first-key';
import { KeysService } from '../../src/access/keys.service';
import { ApiKey } from '../../src/access/api-key.entity';
import { Database } from '../../src/database/database';
import { eachDatabase } from '../support/databases';

const URL = 'http://127.0.0.1:3000';
const how = 'centroide chaves criar <nome> --escopo leitura|edicao|escrita|admin';

eachDatabase('the first key', (_, create) => {
  let database: Database;
  let keys: KeysService;
  let dataDir: string;
  let file: string;
  const make = (firstKey: 'none' | 'log' | 'file') => makeFirstKey(keys, { firstKey, dataDir }, URL);
  const scopeOf = async (text: string) => (await keys.identify(text))?.scope;

  beforeEach(async () => {
    database = await Database.open(await create(), [ApiKey]);
    keys = new KeysService(
      database,
      () => 1_000_000,
      () => 1_000_000,
    );
    dataDir = join(await mkdtemp(join(tmpdir(), 'centroide-first-key-')), 'dados');
    file = join(dataDir, 'primeira-chave');
  });
  afterEach(async () => {
    await database.close().catch(() => undefined);
    await rm(join(dataDir, '..'), { recursive: true });
  });

  it('is not made where none is wanted; how to make one is said until there is one', async () => {
    expect(await make('none')).toEqual({ text: `Ainda não há chave. Para criar uma: ${how}`, secret: false });
    expect(await keys.list()).toEqual([]);
    await keys.create('loja', 'leitura');
    expect(await make('none')).toBeNull();
  });

  it('is shown once, as a secret, with all that is done with it', async () => {
    const { text, secret } = (await make('log'))!;
    const [key] = /ctd_[0-9a-f]{12}_[\w-]{43}/.exec(text)!;
    expect([secret, await scopeOf(key)]).toEqual([true, 'admin']);
    expect(text.split('\n')).toEqual([
      '',
      'Primeira chave (admin). Guarde-a: ela não é mostrada de novo.',
      '',
      `  ${key}`,
      '',
      'No painel, já com ela:',
      '',
      `  ${URL}/painel#chave=${key}`,
      '',
      'Quem escreve a manda no cabeçalho Authorization:',
      '',
      `  curl -X PUT ${URL}/usuarios/1/avaliacoes/3 -H 'Authorization: Bearer ${key}' \\`,
      `    -H 'Content-Type: application/json' -d '{"avaliacao": 5}'`,
      '',
      `Outras chaves: ${how}`,
      '',
    ]);
    expect(await make('log')).toBeNull();
    expect(await keys.list()).toMatchObject([{ name: 'primeira chave', scope: 'admin', revokedAt: null }]);
  });

  it('is in a file that only we may read, whatever was there, and what is said does not hold it', async () => {
    await mkdir(dataDir);
    await writeFile(file, 'de antes');
    await chmod(file, 0o644);
    const text = `Primeira chave (admin): no arquivo ${file}. No painel, ${URL}/painel: "Informar chave".`;
    expect(await make('file')).toEqual({ text, secret: false });
    const kept = await readFile(file, 'utf8');
    expect(kept).toMatch(/^ctd_\S+\n$/);
    expect([await scopeOf(kept.trim()), (await stat(file)).mode & 0o777]).toEqual(['admin', 0o600]);
    expect(await make('file')).toBeNull();
    expect(await readFile(file, 'utf8')).toBe(kept);
  });

  it('is not made where the file cannot be written, and is when it can be', async () => {
    // A file where the folder should be.
    await writeFile(dataDir, '');
    const { text, secret } = (await make('file'))!;
    expect(text).toMatch(/^A primeira chave não foi criada: não se grava em .*primeira-chave \(E[A-Z]+\)\. Para criar/);
    expect([text.endsWith(`Para criar uma: ${how}`), secret, await keys.list()]).toEqual([true, false, []]);
    await rm(dataDir);
    expect((await make('file'))?.text).toContain(file);
    expect(await keys.list()).toHaveLength(1);
  });

  it('fails as the database does: that is no file that cannot be written', async () => {
    await database.close();
    await expect(make('file')).rejects.toThrow();
  });
});
