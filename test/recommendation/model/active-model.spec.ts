import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import sqlite3 from 'sqlite3';
import request from 'supertest';
import type { DatabaseLocation } from '../../../src/config/settings';
import { eachDatabase } from '../../support/databases';
import { copyVersion } from '../../support/copy-version';
import { startServer, type TestServer } from '../../support/server';
import { trainedDemonstration } from '../../support/trained-demonstration';
import { checksumOf, type Chunk } from '../../../src/recommendation/model/chunks';
import { RECORD_DIGEST } from '../../../src/recommendation/model/model-record';
import { ActiveModel } from '../../../src/recommendation/model/active-model';

/** Change the first group of a version. */
const rename = (version: number, change: string): string =>
  `UPDATE modelo_centroides SET ${change} WHERE versao_id = ${version} AND tipo = 'grupo' AND indice = 0`;

eachDatabase('a server whose newest model cannot be used', (_, create) => {
  let server: TestServer;
  let location: DatabaseLocation;
  let newest = 1;
  beforeAll(async () => {
    location = await create(trainedDemonstration);
    server = await startServer(location);
  });
  afterAll(() => server.close());

  /** Make a copy of version 1 the active one after doing `harm` to it, and tell which version answers. */
  const servedAfter = async (harm: (version: number) => string) => {
    const version = (newest += 1);
    await copyVersion(server.database, version, harm(version));
    await server.database.write((transaction) => transaction.query(`UPDATE modelo_ativo SET versao_id = ${version}`));
    await server.app.get(ActiveModel).follow();
    const { headers, body } = await request(server.url).get('/filmes/1/recomendacoes').expect(200);
    expect(body).toHaveLength(5);
    return Number(headers['x-modelo-versao']);
  };

  it('takes over a version that is whole', async () => {
    expect(await servedAfter(() => 'SELECT 1')).toBe(2);
  });

  it.each([
    ['a chunk is missing', (v: number) => `DELETE FROM modelo_blocos WHERE versao_id = ${v} AND nome = 'readout'`],
    [
      'a chunk has other bytes',
      (v: number) =>
        `UPDATE modelo_blocos SET dados = substr(dados, 1, 8) WHERE versao_id = ${v} AND nome = 'loadings'`,
    ],
    [
      'a chunk has another checksum',
      (v: number) => `UPDATE modelo_blocos SET sha256 = 'x' WHERE versao_id = ${v} AND nome = 'filmGroup'`,
    ],
    ['an older engine made it', (v: number) => `UPDATE modelo_versoes SET motor = 1 WHERE id = ${v}`],
    ['its centroids are gone', (v: number) => `DELETE FROM modelo_centroides WHERE versao_id = ${v}`],
    [
      'a centroid of taste is gone',
      (v: number) => `DELETE FROM modelo_centroides WHERE versao_id = ${v} AND tipo = 'gosto' AND indice = 1`,
    ],
    ['its centroids are garbage', (v: number) => `UPDATE modelo_centroides SET vetor = '[1, 2' WHERE versao_id = ${v}`],
    [
      'a centroid has another number',
      (v: number) =>
        `UPDATE modelo_centroides SET vetor = replace(vetor, '[', '[0.5,') WHERE versao_id = ${v} AND indice = 0`,
    ],
    ['a group has another name', (v: number) => rename(v, `nome = nome || '!'`)],
    ['a group has another size', (v: number) => rename(v, 'tamanho = tamanho + 1')],
    ['two groups have one number', (v: number) => rename(v, 'grupo_id = grupo_id + 1')],
    [
      'its record has other numbers',
      (v: number) => `UPDATE modelo_versoes SET usuarios = usuarios + 1 WHERE id = ${v}`,
    ],
    ['its record is garbage', (v: number) => `UPDATE modelo_versoes SET metricas = '{' WHERE id = ${v}`],
  ])('keeps serving the one before when %s', async (_title, harm) => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    expect(await servedAfter(harm)).toBe(2);
    // Said once, however often it is looked at.
    await server.app.get(ActiveModel).follow();
    expect(logged.mock.calls.map(([message]) => String(message))).toEqual([
      expect.stringMatching(new RegExp(`^Versão ${newest} não pôde ser lida: Error: .+; a versão 2 continua em uso$`)),
    ]);
    logged.mockRestore();
  });

  it('tells of all versions but those whose record cannot be read', async () => {
    const { body } = await request(server.url).get('/modelo/versoes').expect(200);
    const versions = (body as { versao: number }[]).map(({ versao }) => versao);
    expect(versions).toEqual(Array.from({ length: newest - 1 }, (_, n) => newest - 1 - n));
  });

  it('is stood in for, when a process starts with it, by the newest of the others that can be used', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    // Newer than version 2, which is whole: a rejected one, and those that were harmed above.
    newest += 1;
    await copyVersion(server.database, newest, `UPDATE modelo_versoes SET estado = 'rejeitado' WHERE id = ${newest}`);
    const started = await startServer(location, { logLevel: 'error' });
    const { headers } = await request(started.url).get('/filmes/1/recomendacoes').expect(200);
    const { body: model } = await request(started.url).get('/modelo').expect(200);
    const { body: ready } = await request(started.url).get('/saude/pronta').expect(200);
    await started.close();
    const lines = logged.mock.calls.map(([message]) => String(message));
    logged.mockRestore();
    expect(headers['x-modelo-versao']).toBe('2');
    const active = newest - 1;
    expect(model).toMatchObject({ versao: 2, situacao: 'pronta', no_lugar_da_versao: active });
    expect(ready).toMatchObject({ modelo: 2, no_lugar_da_versao: active });
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^Versão ${active} não pôde ser lida: .+; a versão 2 responde no lugar$`)),
    ]);
  });

  it('goes on with a whole one when it is told to', async () => {
    await server.app.get(ActiveModel).activate(1);
    const { headers } = await request(server.url).get('/filmes/1/recomendacoes').expect(200);
    expect(headers['x-modelo-versao']).toBe('1');
    const { body } = await request(server.url).get('/modelo').expect(200);
    expect(body).toMatchObject({ versao: 1, situacao: 'ativa', no_lugar_da_versao: null });
  });
});

eachDatabase('a server whose active version is none', (_, create) => {
  it('answers from the newest sound one, and says so', async () => {
    const location = await create(trainedDemonstration);
    const first = await startServer(location);
    await first.close();
    await pointNowhere(location);
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const server = await startServer(location);
    const lines = logged.mock.calls.map(([message]) => String(message));
    logged.mockRestore();
    try {
      expect(lines).toEqual(['Versão 99 não pôde ser lida: Error: version 99 is gone; a versão 1 responde no lugar']);
      const { body } = await request(server.url).get('/modelo').expect(200);
      expect(body).toMatchObject({ versao: 1, situacao: 'pronta', no_lugar_da_versao: 99 });
      for (const path of ['/grupos', '/modelo/mapa', '/modelo/versoes', '/saude/pronta'])
        expect([path, (await request(server.url).get(path)).status]).toEqual([path, 200]);
      await server.app.get(ActiveModel).activate(1);
      const { body: after } = await request(server.url).get('/modelo').expect(200);
      expect(after).toMatchObject({ versao: 1, situacao: 'ativa', no_lugar_da_versao: null });
    } finally {
      await server.close();
    }
  });
});

/** As only somebody who works on the database by hand can. */
async function pointNowhere(location: DatabaseLocation): Promise<void> {
  if (location.dialect === 'sqlite') {
    const file = new sqlite3.Database(location.file);
    await promisify(file.exec.bind(file))('UPDATE modelo_ativo SET versao_id = 99');
    await promisify(file.close.bind(file))();
    return;
  }
  const client = new Client({ connectionString: location.url });
  await client.connect();
  await client.query('ALTER TABLE modelo_ativo DROP CONSTRAINT modelo_ativo_versao_id_fkey');
  await client.query('UPDATE modelo_ativo SET versao_id = 99');
  await client.end();
}

eachDatabase('a model of an earlier release, without a digest of its record', (_, create) => {
  it('is served, unless its rows are not those of its arrays', async () => {
    const location = await create(trainedDemonstration);
    const server = await startServer(location);
    try {
      await copyVersion(
        server.database,
        2,
        `DELETE FROM modelo_blocos WHERE versao_id = 2 AND nome = '${RECORD_DIGEST}'`,
      );
      const chunks = await server.database.query<Chunk>(
        'SELECT nome, parte, sha256 FROM modelo_blocos WHERE versao_id = 2',
      );
      await server.database.write((transaction) =>
        transaction.query('UPDATE modelo_versoes SET soma = $1 WHERE id = 2', [checksumOf(chunks)]),
      );
      expect((await server.app.get(ActiveModel).activate(2)).id).toBe(2);
      await server.app.get(ActiveModel).activate(1);
      await server.database.write((transaction) =>
        transaction.query(`DELETE FROM modelo_centroides WHERE versao_id = 2 AND tipo = 'grupo' AND indice = 0`),
      );
      const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
      await expect(server.app.get(ActiveModel).activate(2)).rejects.toThrow('The data of version 2 is damaged');
      logged.mockRestore();
    } finally {
      await server.close();
    }
  });
});
