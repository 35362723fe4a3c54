import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import type { DatabaseLocation } from '../../../src/config/settings';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { databaseUrl, startProgram } from '../../support/program';
import { eachDatabase } from '../../support/databases';
import { train } from '../../support/training';
import { addTastes } from '../../support/two-tastes';

eachDatabase('centroide somas', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;
  let folder: string;
  const change = (sql: string) => database.write((transaction) => transaction.query(sql));
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'centroide-somas-'));
    location = await create();
    database = await Database.open(location, entities);
    await addTastes(database, 40);
    // Every other rating has a moment, so that there are next films.
    await change('UPDATE avaliacoes SET avaliado_em = 1000000 * ((usuario_id * 7 + filme_id * 5) % 16) WHERE usuario_id % 4 > 0'); // prettier-ignore
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (...words: string[]): Promise<{ code: unknown; said: string }> => {
    const program = startProgram('cli.js', words, { DATABASE_URL: databaseUrl(location) });
    const code = await program.ended;
    return { code, said: program.output() };
  };

  /** Bytes of all numbers of a version. */
  const bytesOf = async (version: number): Promise<string[]> =>
    (await new ModelStore(database).load(version)).arrays
      .filter(({ name }) => name !== 'recordDigest')
      .map(({ name, data }) => {
        const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
        return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
      });

  it('makes parts that train, in any order, the very model of a training in one process', async () => {
    await train(database, { origin: 'comando', tuning: 'nunca' });
    const files = [1, 2, 3].map((part) => at(`parte-${part}.somas`));
    for (const part of [1, 2, 3]) {
      const given = part > 1 ? ['--estrutura', files[0]] : [];
      const { code, said } = await run('somas', '--parte', `${part}/3`, '-o', files[part - 1], ...given);
      expect([code, said]).toEqual([0, expect.stringMatching(/: parte \d\/3, \d+ usuários, \d+ avaliações$/m)]);
    }
    const { code, said } = await run('treinar', '--somas', files[2], files[0], files[1]);
    expect([code, said]).toEqual([0, expect.stringMatching(/^Versão 2 ativa: 512 avaliações em/m)]);
    expect(await bytesOf(2)).toEqual(await bytesOf(1));
  });

  it('adds up lines as it does the database, and a part by itself as one that is given the structure', async () => {
    const rows = await database.query<Record<string, number | null>>(
      'SELECT usuario_id, filme_id, avaliacao, avaliado_em FROM avaliacoes ORDER BY usuario_id, filme_id DESC',
    );
    writeFileSync(at('lines.csv'), rows.map((row) => `${Object.values(row).join(',')}\n`).join(''));
    // Found by itself, not taken from a part.
    expect((await run('sums', '--output', at('all.somas'))).code).toBe(0);
    const given = ['--estrutura', at('parte-1.somas'), '--entrada', at('lines.csv'), '-o', at('of-lines.somas')];
    expect((await run('somas', ...given)).code).toBe(0);
    expect(readFileSync(at('of-lines.somas')).equals(readFileSync(at('all.somas')))).toBe(true);
  });

  it('and a training from parts that are not all there leaves all as it was', async () => {
    const { code, said } = await run('treinar', '--somas', at('parte-1.somas'), at('parte-3.somas'));
    expect([code, said]).toEqual([1, expect.stringContaining('falta nos arquivos dados: parte 2/3')]);
    expect(await new ModelStore(database).activeVersion()).toBe(2);
  });
});
