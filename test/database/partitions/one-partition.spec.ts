import type { Test } from 'supertest';
import type { Logger } from 'typeorm';
import type { SqlValue } from '../../../src/database/sql-value';
import { clientOf } from '../../support/client';
import { onPartitions, withPostgres } from '../../support/databases';
import { embyStop, jellyfinStop, plexScrobble, traktWatched } from '../../support/notifications';
import { allOperations, type Document } from '../../support/openapi';
import { startServer, type TestServer } from '../../support/server';
import { twiceTrained } from '../../support/twice-trained';
import { until } from '../../support/until';

/**
 * The statements that are not about one person, by what they are for. All others are answered from one partition. (Before the first
 * model, likes are counted as well.)
 */
const aboutMany: Readonly<Record<string, RegExp>> = {
  'how many there are, or are newer than the model, for health and metrics':
    /^SELECT COUNT\(\*\) AS total FROM \w+( WHERE \w+ > \$1.*)?$/,
  'what rises': /^SELECT \+?filme_id AS "filmId", (avaliado_em|quando) \//,
  'the most liked films': /^SELECT \+?filme_id AS "filmId", COUNT\(\*\) AS rated/,
  'how often films are rated':
    /^SELECT string_agg\(.* FROM \(SELECT filme_id AS id, COUNT\(\*\) AS total FROM avaliacoes/,
  'what everybody did': /^SELECT numero, .* FROM eventos (WHERE (quando|filme_id|tipo).*)?ORDER BY quando DESC/,
  'who likes a film': /^SELECT avaliacao AS rating, COUNT\(\*\) AS count FROM avaliacoes WHERE filme_id = \$1/,
  'what else they like who like a film': /^SELECT filme_id AS "filmId", COUNT\(\*\) AS likes FROM avaliacoes/,
  'whose rating goes with a film': /^SELECT DISTINCT usuario_id FROM avaliacoes WHERE filme_id IN/,
  'two people that are one': /^(SELECT|UPDATE|DELETE|INSERT)\b.*\busuario_id = \$2/,
  'two films that are one': /^(SELECT COUNT|SELECT usuario_id FROM|UPDATE|DELETE|INSERT)\b.*\bfilme_id = \$[12]/,
  'what events say of films': /^SELECT usuario_id, string_agg\(.* FROM eventos WHERE usuario_id > \$1/,
  'films by how often they are rated': /\(SELECT COUNT\(\*\) FROM avaliacoes WHERE filme_id = filmes\.id\) AS valor/,
  'what came of an experiment': /^WITH listas AS \(SELECT \* FROM exposicoes/,
  'all ratings, for an export': /^SELECT .* FROM avaliacoes WHERE \(usuario_id, filme_id\) > /,
  'all events, for an export': /^SELECT .* FROM eventos WHERE numero > \$1/,
};

/** Routes that hand work to another process, and tell of it, or ask another server: what they read themselves is no rating. */
const notAsked = [
  'get /filmes/{id}/capa',
  'get /importacoes/{id}',
  'get /modelo/treinos/{id}/eventos',
  'post /importacoes',
];

interface Statement {
  readonly route: string;
  readonly sql: string;
  readonly parameters: SqlValue[];
}

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly Plans?: PlanNode[];
}

onPartitions(32, () =>
  withPostgres('the statements of every route', (_, create) => {
    let server: TestServer;
    const admin = clientOf(() => server, 'admin');
    const statements: Statement[] = [];
    const failed: unknown[] = [];
    const asked = new Set<string>();
    let route = '';
    let before: Logger;

    beforeAll(async () => {
      server = await startServer(await create(twiceTrained), { webhookPrivate: true });
      const recorder: Partial<Logger> = {
        logQuery: (sql, parameters: SqlValue[] = []) => {
          if (/\b(avaliacoes|eventos)\b/.test(sql)) statements.push({ route, sql, parameters });
        },
        logQueryError: () => undefined,
        logQuerySlow: () => undefined,
      };
      before = server.database.manager.connection.logger;
      server.database.manager.connection.logger = recorder as Logger;
    });
    afterAll(() => server.close());

    /** Ask for a route of the document, and let it succeed. */
    const ask = async (name: string, path: string, body?: object): Promise<Record<string, unknown>> => {
      asked.add((route = name));
      const method = name.split(' ')[0] as 'get' | 'delete' | 'post' | 'put' | 'patch';
      const sent: Test = method === 'get' || method === 'delete' ? admin[method](path) : admin[method](path, body);
      const { status, body: answer } = await sent;
      if (status >= 300) failed.push([name, path, status, answer]);
      return answer as Record<string, unknown>;
    };

    it('are all asked for', async () => {
      for (const path of ['/', '/saude/viva', '/saude/pronta', '/metrics', '/chaves', '/chaves/atual'])
        await ask(`get ${path}`, path);
      const key = await ask('post /chaves', '/chaves', { nome: 'x', escopo: 'leitura' });
      await ask('delete /chaves/{id}', `/chaves/${String(key.id)}`);

      // What one person is answered.
      await ask('get /filmes/{usuario_id}/recomendacoes', '/filmes/1/recomendacoes');
      await ask(
        'get /usuarios/{usuario_id}/recomendacoes',
        '/usuarios/1/recomendacoes?explicar=true&rotacao=1&lembrar=true',
      );
      await ask('get /usuarios/{usuario_id}/vitrine', '/usuarios/1/vitrine?rotacao=1&lembrar=true');
      await ask('get /usuarios/{usuario_id}/vitrine/{chave}', '/usuarios/1/vitrine/para_voce');
      await ask('get /usuarios/{id}/perfil', '/usuarios/1/perfil');
      await ask('post /recomendacoes/juntos', '/recomendacoes/juntos', {
        usuarios: [1],
        visitantes: [{ avaliacoes: [{ filme_id: 29, avaliacao: 5 }] }],
      });
      await ask('get /modelo/versoes/{versao}/comparacao/{outra}', '/modelo/versoes/1/comparacao/2?usuarios=1');
      await ask('get /usuarios', '/usuarios?busca=a');
      await ask('get /usuarios/{id}', '/usuarios/1');
      await ask('get /usuarios/{usuario_id}/avaliacoes', '/usuarios/1/avaliacoes');
      await ask('get /usuarios/{usuario_id}/eventos', '/usuarios/1/eventos');
      await ask('get /usuarios/{usuario_id}/dados', '/usuarios/1/dados');

      // What one person does, and what is told of them.
      const { id } = await ask('post /usuarios', '/usuarios', { nome: 'Ana', email: 'ana@example.com' });
      const person = `/usuarios/${String(id)}`;
      await ask('patch /usuarios/{id}', person, { email: 'ana2@example.com' });
      await ask('put /usuarios/{usuario_id}/avaliacoes/{filme_id}', `${person}/avaliacoes/4`, { avaliacao: 5 });
      await ask('put /usuarios/{usuario_id}/avaliacoes/{filme_id}', `${person}/avaliacoes/4`, { avaliacao: 4 });
      await ask('get /usuarios/{usuario_id}/avaliacoes/{filme_id}', `${person}/avaliacoes/4`);
      await ask('post /avaliacoes', '/avaliacoes', { usuario_id: id, filme_id: 5, avaliacao: 2 });
      await ask('post /avaliacoes/lote', '/avaliacoes/lote', [
        { usuario_id: id, filme_id: 6, avaliacao: 2 },
        { usuario_id: id, filme_id: 4, avaliacao: 1 },
      ]);
      await ask('delete /usuarios/{usuario_id}/avaliacoes/{filme_id}', `${person}/avaliacoes/5`);
      await ask('post /eventos', '/eventos', [
        { usuario_id: id, filme_id: 12, tipo: 'assistiu', valor: 0.9 },
        { usuario_id: id, filme_id: 7, tipo: 'sem_interesse' },
      ]);
      await admin.patch('/filmes/1', { identificadores: ['imdb:tt0078748', 'tmdb:348'] }).expect(200);
      await ask('post /ganchos/jellyfin', '/ganchos/jellyfin', jellyfinStop);
      await ask('post /ganchos/emby', '/ganchos/emby', embyStop);
      asked.add((route = 'post /ganchos/plex'));
      await admin.post('/ganchos/plex').field('payload', JSON.stringify(plexScrobble)).expect(200);
      await ask('post /ganchos/trakt', '/ganchos/trakt?usuario=trakt:ana', traktWatched);
      await ask('post /usuarios/lote', '/usuarios/lote', [{ nome: 'Rui' }]);
      await ask('post /usuarios/{id}/tokens', `${person}/tokens`, {});
      await ask('delete /usuarios/{id}/tokens', `${person}/tokens`);
      await ask('post /usuarios/{id}/unir', `${person}/unir`, { usuario_id: 3 });
      await ask('delete /usuarios/{id}', person);

      // Visitors, the catalogue, the model.
      const visitor = { avaliacoes: [{ filme_id: 4, avaliacao: 5 }] };
      await ask('post /recomendacoes', '/recomendacoes', visitor);
      await ask('post /vitrine', '/vitrine', visitor);
      await ask('post /vitrine/{chave}', '/vitrine/para_voce', visitor);
      asked.add((route = 'post /importacoes/visitante'));
      const letterboxd = 'Date,Name,Year,Letterboxd URI,Rating\n2024-06-15,Alien,1979,https://boxd.it/aaaa,4.5\n';
      await admin.post('/importacoes/visitante').attach('arquivo', Buffer.from(letterboxd), 'ratings.csv').expect(200);
      for (const path of [
        '/recomendacoes/inicio',
        '/filmes/populares',
        '/generos',
        '/filmes',
        '/grupos',
        '/grupos/nomes',
        '/modelo',
        '/modelo/versoes',
        '/modelo/treinos',
        '/modelo/mapa',
        '/modelo/mapa.svg',
        '/modelo/mapa.png',
        '/eventos',
        '/importacoes',
      ])
        await ask(`get ${path}`, path);
      await ask('get /filmes/populares', '/filmes/populares?dias=30');
      await ask('get /filmes', '/filmes?ordem=popularidade');
      await ask('get /filmes', '/filmes?busca=the');
      await ask('get /eventos', '/eventos?usuario_id=1');
      await ask('get /filmes/{id}', '/filmes/4');
      await ask('get /filmes/{id}/similares', '/filmes/4/similares');
      await ask('get /filmes/{id}/avaliacoes/resumo', '/filmes/4/avaliacoes/resumo');
      const [group] = (await ask('get /grupos', '/grupos')) as unknown as { id: number }[];
      await ask('get /grupos/{id}', `/grupos/${group.id}`);
      await ask('get /grupos/{id}/filmes', `/grupos/${group.id}/filmes`);
      await ask('patch /grupos/{id}', `/grupos/${group.id}`, { nome: 'Outro' });
      await ask('delete /grupos/{id}/nome', `/grupos/${group.id}/nome`);
      const film = (await ask('post /filmes', '/filmes', { titulo: 'Novo' })).id as number;
      await ask('patch /filmes/{id}', `/filmes/${film}`, { ano: 2020 });
      await ask('post /filmes/lote', '/filmes/lote', [{ titulo: 'Outro' }]);
      await ask('post /filmes/{id}/unir', '/filmes/40/unir', { filme_id: film });
      await ask('delete /filmes/{id}', '/filmes/41');
      await ask('post /filmes/lote/apagar', '/filmes/lote/apagar', { ids: [42] });
      await ask('post /modelo/versoes/{versao}/ativar', '/modelo/versoes/1/ativar');
      const training = (await ask('post /modelo/treinos', '/modelo/treinos', {})).id as number;
      await ask('get /modelo/treinos/{id}', `/modelo/treinos/${training}`);

      // Editors, experiments, others who are told.
      const pin = { nome: 'Estreia', tipo: 'fixar', filme_id: 3, posicao: 1 };
      const rule = (await ask('post /regras', '/regras', pin)).id as number;
      await ask('post /regras/simular', '/regras/simular', { regras: [pin], pessoas: 12 });
      await ask('get /regras', '/regras');
      await ask('get /regras/{id}', `/regras/${rule}`);
      await ask('patch /regras/{id}', `/regras/${rule}`, { nome: 'Outra' });
      await ask('delete /regras/{id}', `/regras/${rule}`);
      const tried = {
        nome: 'teste',
        variantes: [{ nome: 'controle' }, { nome: 'variada', parametros: { diversidade: 0.9 } }],
      };
      const trial = (await ask('post /experimentos', '/experimentos', tried)).id as number;
      await ask('get /experimentos', '/experimentos');
      await ask('get /experimentos/padroes', '/experimentos/padroes');
      await ask('post /experimentos/{id}/iniciar', `/experimentos/${trial}/iniciar`);
      await ask('get /usuarios/{usuario_id}/recomendacoes', '/usuarios/2/recomendacoes');
      await until(
        'the list is noted',
        async () => (await server.database.query('SELECT 1 FROM exposicoes')).length > 0,
      );
      await ask('get /experimentos/{id}', `/experimentos/${trial}`);
      await ask('post /experimentos/{id}/encerrar', `/experimentos/${trial}/encerrar`, { variante: 'variada' });
      await ask('delete /experimentos/{id}/adocao', `/experimentos/${trial}/adocao`);
      const draft = (await ask('post /experimentos', '/experimentos', tried)).id as number;
      await ask('delete /experimentos/{id}', `/experimentos/${draft}`);
      const hook = (await ask('post /webhooks', '/webhooks', { url: 'http://127.0.0.1:9/', tipos: ['modelo.ativado'] }))
        .id as number;
      await ask('get /webhooks', '/webhooks');
      await ask('post /webhooks/{id}/teste', `/webhooks/${hook}/teste`);
      await ask('get /webhooks/{id}/entregas', `/webhooks/${hook}/entregas`);
      await ask('delete /webhooks/{id}', `/webhooks/${hook}`);

      // All of it.
      asked.add((route = 'get /exportacao'));
      await admin.get('/exportacao').expect(200);
      server.database.manager.connection.logger = before;
      expect(failed).toEqual([]);
      const document = (await admin.get('/docs-json').expect(200)).body as Document;
      expect(
        allOperations(document)
          .map(({ name }) => name)
          .filter((name) => !asked.has(name))
          .sort(),
      ).toEqual(notAsked);
    });

    it('look into one partition, but for those in the list', async () => {
      const unlisted: { route: string; sql: string; partitions: number }[] = [];
      const used = new Set<string>();
      for (const statement of statements) {
        const partitions = await partitionsPlanned(statement);
        if (partitions < 2) continue;
        const sql = statement.sql.replace(/\s+/g, ' ').trim();
        const listed = Object.keys(aboutMany).filter((what) => aboutMany[what].test(sql));
        for (const what of listed) used.add(what);
        if (listed.length === 0) unlisted.push({ route: statement.route, sql, partitions });
      }
      expect(unlisted).toEqual([]);
      expect([...used].sort()).toEqual(Object.keys(aboutMany).sort());
    }, 300_000);

    /** Into how many partitions PostgreSQL means to look for a statement: planning each costs time, though none of it were read. */
    async function partitionsPlanned({ sql, parameters }: Statement): Promise<number> {
      const [row] = await server.database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (FORMAT JSON) ${sql}`,
        parameters,
      );
      const planned = new Set<string>();
      const walk = (node: PlanNode): void => {
        const number = /_(\d+)_de_32$/.exec(node['Relation Name'] ?? '')?.[1];
        if (number !== undefined) planned.add(number);
        node.Plans?.forEach(walk);
      };
      walk(row['QUERY PLAN'][0].Plan);
      return planned.size;
    }
  }),
);
