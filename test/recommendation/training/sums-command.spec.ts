import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import type { DatabaseLocation } from '../../../src/config/settings';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { modelBytes } from '../../support/model-bytes';
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
    await change('UPDATE avaliacoes SET avaliado_em = 1600000000000 + 1000000 * ((usuario_id * 7 + filme_id * 5) % 16) WHERE usuario_id % 4 > 0'); // prettier-ignore
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
    expect(await modelBytes(database, 2)).toEqual(await modelBytes(database, 1));
  });

  it('adds up files as it does the database, and a part by itself as one that is given the structure', async () => {
    const rows = await database.query<Record<string, number | null>>(
      'SELECT usuario_id, filme_id, avaliacao, avaliado_em FROM avaliacoes ORDER BY usuario_id, filme_id DESC',
    );
    const moment = ({ avaliado_em: at }: (typeof rows)[number]) => (at === null ? null : new Date(at));
    const [early, late] = [true, false].map((isEarly) => rows.filter((row) => row.usuario_id! < 20 === isEarly));
    await mkdir(at('ratings'));
    const lines = early.map((row) => [row.usuario_id, row.filme_id, row.avaliacao, moment(row)?.toISOString()].join());
    writeFileSync(at('ratings/a.csv'), `usuario_id,filme_id,avaliacao,avaliado_em\n${lines.join('\n')}\n`);
    const whole = (name: string) => late.map((row) => BigInt(row[name]!));
    const parquet = parquetWriteBuffer({
      columnData: [
        { name: 'userId', data: whole('usuario_id'), type: 'INT64' },
        { name: 'movieId', data: whole('filme_id'), type: 'INT64' },
        { name: 'rating', data: late.map(({ avaliacao }) => avaliacao), type: 'DOUBLE' },
        { name: 'timestamp', data: late.map(moment), type: 'TIMESTAMP' },
      ],
    });
    writeFileSync(at('ratings/b.parquet'), Buffer.from(parquet));
    // Found by itself, not taken from a part.
    expect((await run('sums', '--output', at('all.somas'))).code).toBe(0);
    const given = ['--estrutura', at('parte-1.somas'), '--entrada', at('ratings'), '-o', at('of-files.somas')];
    expect(await run('somas', ...given)).toEqual({
      code: 0,
      said: expect.stringMatching(/40 usuários, 512 avaliações/) as unknown,
    });
    expect(readFileSync(at('of-files.somas')).equals(readFileSync(at('all.somas')))).toBe(true);
  });

  it('says what is wrong with a file that it cannot read', async () => {
    writeFileSync(at('other.csv'), 'a,b\n1,2\n');
    const words = ['--estrutura', at('parte-1.somas'), '--entrada', at('other.csv'), '-o', at('none.somas')];
    expect(await run('somas', ...words)).toEqual({ code: 1, said: expect.stringMatching(/^other.csv/) as unknown });
    expect(existsSync(at('none.somas'))).toBe(false);
  });

  it('and a training from parts that are not all there leaves all as it was', async () => {
    const { code, said } = await run('treinar', '--somas', at('parte-1.somas'), at('parte-3.somas'));
    expect([code, said]).toEqual([1, expect.stringContaining('falta nos arquivos dados: parte 2/3')]);
    expect(await new ModelStore(database).activeVersion()).toBe(2);
  });
});
