import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import type { DatabaseLocation } from '../../src/config/settings';
import { ModelStore } from '../../src/recommendation/model/model-store';
import { ModelVersion } from '../../src/recommendation/model/model-version.entity';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { copyVersion } from '../support/copy-version';
import { startServer, type TestServer } from '../support/server';
import { addTastes } from '../support/two-tastes';
import { until } from '../support/until';
import { some } from '../support/some';

interface Version {
  versao: number;
  situacao: string;
  motivo: string | null;
  ativavel: boolean;
  ativado_em: string | null;
}

eachDatabase('activating a version', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  const client = clientOf(() => server, 'admin');
  const activate = (version: number) => client.post(`/modelo/versoes/${version}/ativar`);
  const versions = async () => (await client.get('/modelo/versoes').expect(200)).body as Version[];
  const served = async (of: TestServer = server) =>
    Number((await request(of.url).get('/filmes/1/recomendacoes').expect(200)).headers['x-modelo-versao']);

  beforeEach(async () => {
    location = await create();
    server = await startServer(location);
    await addTastes(server.database);
    await server.train();
    await server.train();
  });
  afterEach(() => server.close());

  it('rolls back and forward, and is in the next answer', async () => {
    const before = Date.now();
    const { body } = await activate(1).expect(200);
    expect(body).toMatchObject({ versao: 1, situacao: 'ativa', ativavel: true });
    expect(Date.parse(body.ativado_em)).toBeGreaterThanOrEqual(before);
    expect(await served()).toBe(1);
    expect((await client.get('/modelo')).body).toMatchObject({ versao: 1, ativado_em: body.ativado_em });
    expect((await versions()).map(({ versao, situacao }) => [versao, situacao])).toEqual([
      [2, 'pronta'],
      [1, 'ativa'],
    ]);
    // Asking again changes nothing.
    expect((await activate(1).expect(200)).body).toEqual(body);
    await activate(2).expect(200);
    expect(await served()).toBe(2);
  });

  it('refuses a version that cannot be used, says why in both languages, and serves on', async () => {
    const change = (version: number, sql: string) => copyVersion(server.database, version, sql);
    await change(3, `UPDATE modelo_versoes SET estado = 'rejeitado', motivo = 'pior', ativado_em = NULL WHERE id = 3`);
    await change(4, 'DELETE FROM modelo_blocos WHERE versao_id = 4');
    await change(5, 'UPDATE modelo_versoes SET motor = 1 WHERE id = 5');
    await change(6, `UPDATE modelo_blocos SET sha256 = 'x' WHERE versao_id = 6 AND nome = 'readout'`);
    await change(7, `UPDATE modelo_versoes SET metricas = '{' WHERE id = 7`);
    const expected: [number, number, string, string, string][] = [
      [99, 404, 'versao-nao-encontrada', 'Versão 99 do modelo não encontrada.', 'There is no version 99 of the model.'],
      [
        3,
        409,
        'versao-rejeitada',
        'A versão 3 foi rejeitada e não pode ser ativada: pior.',
        'Version 3 was rejected and cannot be activated: pior.',
      ],
      [
        4,
        409,
        'versao-sem-dados',
        'Os dados da versão 4 já foram removidos. As que podem ser ativadas dizem "ativavel": true em /modelo/versoes.',
        'The data of version 4 has been removed. Those that can be activated say "ativavel": true at /modelo/versoes.',
      ],
      [
        5,
        409,
        'versao-de-outro-motor',
        'A versão 5 foi treinada pelo motor 1, e este é o motor 4. Treine de novo.',
        'Version 5 was trained by engine 1, and this is engine 4. Train again.',
      ],
      [
        6,
        409,
        'versao-danificada',
        'Os dados da versão 6 estão danificados; a que estava em uso continua. O registro do servidor diz mais.',
        'The data of version 6 is damaged; the one in use stays. The log of the server says more.',
      ],
      [
        7,
        409,
        'versao-danificada',
        'Os dados da versão 7 estão danificados; a que estava em uso continua. O registro do servidor diz mais.',
        'The data of version 7 is damaged; the one in use stays. The log of the server says more.',
      ],
    ];
    for (const [version, status, kind, pt, en] of expected) {
      const { body } = await activate(version).expect(status);
      expect(body).toMatchObject({ type: `urn:centroide:problema:${kind}`, detail: pt });
      expect((await activate(version).set('Accept-Language', 'en').expect(status)).body.detail).toBe(en);
    }
    expect(await new ModelStore(server.database).activeVersion()).toBe(2);
    expect(await served()).toBe(2);
    expect((await versions()).map(({ versao, ativavel }) => [versao, ativavel])).toEqual([
      [6, true],
      [5, false],
      [4, false],
      [3, false],
      [2, true],
      [1, true],
    ]);
  });

  it('tells in the language asked for why a version was rejected, or in the words of the release that did it', async () => {
    const sql = (version: number) =>
      `UPDATE modelo_versoes SET estado = 'rejeitado', motivo = 'pior que antes', ativado_em = NULL WHERE id = ${version}`;
    for (const version of [3, 4]) await copyVersion(server.database, version, sql(version));
    const { findings } = (await new ModelStore(server.database).version(4))!;
    await server.database.write((transaction) =>
      transaction.update(
        ModelVersion,
        { id: 4 },
        { findings: { ...findings, rejection: { kind: 'popular', ours: 0.1, other: 0.25 } } },
      ),
    );
    const reasons = async (language: string) =>
      ((await client.get('/modelo/versoes').set('Accept-Language', language).expect(200)).body as Version[])
        .slice(0, 2)
        .map(({ motivo }) => motivo);
    expect(await reasons('pt-BR')).toEqual([
      'NDCG@10 de 0,1000 não passa do de filmes populares, 0,2500',
      'pior que antes',
    ]);
    expect(await reasons('en')).toEqual([
      'its NDCG@10 of 0.1000 is no better than that of popular films, 0.2500',
      'pior que antes',
    ]);
    const { body } = await activate(4).set('Accept-Language', 'en').expect(409);
    expect(body.detail).toBe(
      'Version 4 was rejected and cannot be activated: its NDCG@10 of 0.1000 is no better than that of popular films, 0.2500.',
    );
  });

  it('finds the last ten versions, the active one and the one before it; older data is removed', async () => {
    await copyVersion(server.database, 3);
    // Neither the newest nor the first that was activated is the one before the active one.
    for (const version of [3, 2, 1]) await activate(version).expect(200);
    for (let version = 4; version <= 14; version += 1)
      // Made, and found not to be good enough: nobody ever activated them.
      await copyVersion(
        server.database,
        version,
        `UPDATE modelo_versoes SET estado = 'rejeitado', ativado_em = NULL WHERE id = ${version}`,
      );
    await new ModelStore(server.database).prune();
    const kept = (await versions()).map(({ versao }) => versao);
    expect(kept).toHaveLength(14);
    const withData = async (table: string) =>
      (
        await server.database.query<{ v: number }>(`SELECT DISTINCT versao_id AS v FROM ${table} ORDER BY versao_id`)
      ).map(({ v }) => v);
    // 1 is active, 2 was before it, and 5 to 14 are the newest.
    for (const table of ['modelo_blocos', 'modelo_centroides'])
      expect(await withData(table)).toEqual([1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    await activate(3).expect(409);
    await activate(2).expect(200);
  });

  it('reaches every replica within five seconds, back and forth, and no request fails on the way', async () => {
    const second = await startServer(location);
    const replicas = [server, second];
    let stop = false;
    const seen = new Map<string, number>();
    const ask = async (replica: TestServer) => {
      for (let user = 1; !stop; user = (user % 12) + 1) {
        const response = await fetch(`${replica.url}/filmes/${user}/recomendacoes?limite=3`, {
          headers: { Authorization: replica.bearer('leitura') },
        });
        const films = (await response.json()) as object[];
        const what = `${response.status} ${response.headers.get('x-modelo-versao')} ${films.length}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
        await pause(20);
      }
    };
    const load = replicas.flatMap((replica) => [ask(replica), ask(replica), ask(replica)]);
    try {
      for (let round = 0; round < 6; round += 1) {
        const version = 1 + (round % 2);
        // Whichever replica is asked; the other one has to hear of it.
        const [asked, other] = round < 3 ? replicas : [...replicas].reverse();
        await request(asked.url)
          .post(`/modelo/versoes/${version}/ativar`)
          .set('Authorization', server.bearer('admin'))
          .expect(200);
        expect(await served(asked)).toBe(version);
        await until(`version ${version}`, async () => (await served(other)) === version, { seconds: 5 });
      }
    } finally {
      stop = true;
      await Promise.all(load);
      await second.close();
    }
    // Every answer is whole, and made by one of the two.
    expect([...seen.keys()].sort()).toEqual(['200 1 3', '200 2 3']);
    for (const count of some(seen.values())) expect(count).toBeGreaterThan(10);
  });
});
