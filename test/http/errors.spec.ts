import { connect } from 'node:net';
import request from 'supertest';
import { KeysService } from '../../src/access/keys.service';
import type { ProblemDocument } from '../../src/http/problem-document';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { addFilms, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';

type Client = ReturnType<typeof clientOf>;

interface Expected {
  readonly title: string;
  readonly detail: string;
  readonly erros?: object[];
}

interface Case {
  readonly name: string;
  readonly status: number;
  readonly kind: string;
  readonly path: string;
  readonly send: (client: Client, server: TestServer) => request.Test;
  readonly pt: Expected;
  readonly en: Expected;
  readonly headers?: Record<string, string | RegExp>;
}

const rating = '/usuarios/1/avaliacoes/1';
const invalid = (campo: string, pt: string, en: string) => ({
  status: 422,
  kind: 'valor-invalido',
  pt: { title: 'Valor inválido', detail: `${campo}: ${pt}.`, erros: [{ campo, mensagem: pt }] },
  en: { title: 'Invalid value', detail: `${campo}: ${en}.`, erros: [{ campo, mensagem: en }] },
});

const cases: Case[] = [
  {
    name: 'a body that is no JSON',
    status: 400,
    kind: 'requisicao-malformada',
    path: rating,
    send: (client) => client.put(rating).type('json').send('{"avaliacao": 4'),
    pt: { title: 'Requisição malformada', detail: 'O corpo não é um JSON válido.' },
    en: { title: 'Bad request', detail: 'The body is not valid JSON.' },
  },
  {
    name: 'a body that is missing',
    status: 400,
    kind: 'requisicao-malformada',
    path: '/filmes/1',
    send: (client) => client.patch('/filmes/1'),
    pt: {
      title: 'Requisição malformada',
      detail: 'Falta o corpo, um objeto JSON com o cabeçalho Content-Type: application/json.',
    },
    en: {
      title: 'Bad request',
      detail: 'The body is missing, a JSON object with the header Content-Type: application/json.',
    },
  },
  {
    name: 'an address that cannot be decoded',
    status: 400,
    kind: 'requisicao-malformada',
    path: '/filmes/%ff',
    send: (_client, server) => request(server.url).get('/filmes/%ff'),
    pt: {
      title: 'Requisição malformada',
      detail: 'O endereço tem um % que não vem seguido de dois dígitos hexadecimais de UTF-8.',
    },
    en: {
      title: 'Bad request',
      detail: 'The address has a % that is not followed by two hexadecimal digits of UTF-8.',
    },
  },
  {
    name: 'no key',
    status: 401,
    kind: 'chave-ausente',
    path: rating,
    send: (_client, server) => request(server.url).put(rating).send({ avaliacao: 4 }),
    pt: {
      title: 'Chave necessária',
      detail:
        'É preciso uma chave, no cabeçalho Authorization: Bearer <chave>. Quem tem uma de escopo admin cria outras em /chaves.',
    },
    en: {
      title: 'Key required',
      detail:
        'A key is needed, in the header Authorization: Bearer <key>. Whoever has one of scope admin makes others at /chaves.',
    },
    headers: { 'www-authenticate': 'Bearer realm="centroide"' },
  },
  {
    name: 'a key that opens nothing',
    status: 401,
    kind: 'chave-invalida',
    path: '/filmes',
    send: (_client, server) => request(server.url).get('/filmes').set('Authorization', 'Bearer ctd_x'),
    pt: { title: 'Chave necessária', detail: 'A chave não existe ou foi revogada.' },
    en: { title: 'Key required', detail: 'The key does not exist or has been revoked.' },
    headers: { 'www-authenticate': 'Bearer realm="centroide", error="invalid_token"' },
  },
  {
    name: 'a key of a smaller scope',
    status: 403,
    kind: 'escopo-insuficiente',
    path: rating,
    send: (client, server) => client.put(rating, { avaliacao: 4 }).set('Authorization', server.bearer('leitura')),
    pt: { title: 'Não permitido', detail: 'A chave tem o escopo leitura; é preciso escrita.' },
    en: { title: 'Not allowed', detail: 'The key has the scope leitura; escrita is needed.' },
    headers: { 'www-authenticate': 'Bearer realm="centroide", error="insufficient_scope", scope="escrita"' },
  },
  {
    name: 'a user who is not there',
    status: 404,
    kind: 'usuario-nao-encontrado',
    path: '/filmes/6/recomendacoes',
    send: (client) => client.get('/filmes/6/recomendacoes'),
    pt: { title: 'Não encontrado', detail: 'Usuário com ID 6 não encontrado.' },
    en: { title: 'Not found', detail: 'There is no user with ID 6.' },
  },
  {
    name: 'a film that is not there',
    status: 404,
    kind: 'filme-nao-encontrado',
    path: '/filmes/77',
    send: (client) => client.get('/filmes/77'),
    pt: { title: 'Não encontrado', detail: 'Filme com ID 77 não encontrado.' },
    en: { title: 'Not found', detail: 'There is no film with ID 77.' },
  },
  {
    name: 'a rating that is not there',
    status: 404,
    kind: 'avaliacao-nao-encontrada',
    path: '/usuarios/1/avaliacoes/77',
    send: (client) => client.delete('/usuarios/1/avaliacoes/77'),
    pt: { title: 'Não encontrado', detail: 'O usuário 1 não avaliou o filme 77.' },
    en: { title: 'Not found', detail: 'User 1 has not rated film 77.' },
  },
  {
    name: 'a path that is not there',
    status: 404,
    kind: 'rota-inexistente',
    path: '/nada?x=1',
    send: (client) => client.get('/nada?x=1'),
    pt: { title: 'Não encontrado', detail: 'Não existe GET /nada. As rotas estão em /docs.' },
    en: { title: 'Not found', detail: 'There is no GET /nada. The routes are listed at /docs.' },
  },
  {
    name: 'a method that the path does not take',
    status: 405,
    kind: 'metodo-nao-permitido',
    path: '/filmes/1',
    send: (client) => client.put('/filmes/1', {}),
    pt: { title: 'Método não permitido', detail: '/filmes/1 não aceita PUT; aceita DELETE, GET, HEAD, PATCH.' },
    en: { title: 'Method not allowed', detail: '/filmes/1 does not take PUT; it takes DELETE, GET, HEAD, PATCH.' },
    headers: { allow: 'DELETE, GET, HEAD, PATCH' },
  },
  {
    name: 'an email that is taken',
    status: 409,
    kind: 'email-em-uso',
    path: '/usuarios',
    send: (client) => client.post('/usuarios', { nome: 'B', email: 'a@example.com' }),
    pt: { title: 'Conflito', detail: 'O email a@example.com já é de outro usuário.' },
    en: { title: 'Conflict', detail: 'The email a@example.com already belongs to another user.' },
  },
  {
    name: 'a body that is too large',
    status: 413,
    kind: 'corpo-grande-demais',
    path: '/usuarios',
    send: (client) => client.post('/usuarios', { nome: 'x'.repeat(200_000) }),
    pt: { title: 'Corpo grande demais', detail: 'O corpo passa do tamanho aceito.' },
    en: { title: 'Body too large', detail: 'The body is larger than what is accepted.' },
  },
  {
    name: 'a body of another type',
    status: 415,
    kind: 'tipo-nao-suportado',
    path: rating,
    send: (client) => client.put(rating).type('text/plain').send('avaliacao=4'),
    pt: {
      title: 'Tipo de conteúdo não suportado',
      detail: 'O corpo deve ser application/json, dito no cabeçalho Content-Type.',
    },
    en: {
      title: 'Unsupported media type',
      detail: 'The body must be application/json, as the Content-Type header says it.',
    },
  },
  {
    name: 'letters for an id',
    path: '/filmes/abc',
    send: (client) => client.get('/filmes/abc'),
    ...invalid(
      'id',
      'recebeu "abc"; aceita um número inteiro de 1 a 9007199254740991, ou fonte:codigo, como imdb:tt0111161',
      'got "abc"; takes a whole number from 1 to 9007199254740991, or source:code, like imdb:tt0111161',
    ),
  },
  {
    name: 'an id beyond 2^53',
    path: '/usuarios/9007199254740993/recomendacoes',
    send: (client) => client.get('/usuarios/9007199254740993/recomendacoes'),
    ...invalid(
      'usuario_id',
      'recebeu "9007199254740993"; aceita um número inteiro de 1 a 9007199254740991, ou fonte:codigo, como loja:ana',
      'got "9007199254740993"; takes a whole number from 1 to 9007199254740991, or source:code, like loja:ana',
    ),
  },
  {
    name: 'a rating of 7',
    path: rating,
    send: (client) => client.put(rating, { avaliacao: 7 }),
    ...invalid('avaliacao', 'recebeu 7; aceita um número de 0 a 5', 'got 7; takes a number from 0 to 5'),
  },
  {
    name: 'a limit of 0',
    path: '/filmes?limite=0',
    send: (client) => client.get('/filmes?limite=0'),
    ...invalid(
      'limite',
      'recebeu 0; aceita um número inteiro de 1 a 1000',
      'got 0; takes a whole number from 1 to 1000',
    ),
  },
  {
    name: 'a cursor of another list',
    path: '/filmes/1/recomendacoes?cursor=abc',
    send: (client) => client.get('/filmes/1/recomendacoes?cursor=abc'),
    ...invalid(
      'cursor',
      'não é um cursor desta lista, com estes parâmetros; use o do cabeçalho Link da página anterior',
      'is not a cursor of this list with these parameters; use the one in the Link header of the page before',
    ),
  },
  {
    name: 'ids that are none',
    path: '/filmes/1/recomendacoes?excluir=1,x',
    send: (client) => client.get('/filmes/1/recomendacoes?excluir=1,x'),
    ...invalid(
      'excluir',
      'recebeu "1,x"; aceita com vírgulas entre eles, até 400, cada um um número inteiro de 1 a 9007199254740991, ou fonte:codigo, como imdb:tt0111161',
      'got "1,x"; takes with commas between them, up to 400, each a whole number from 1 to 9007199254740991, or source:code, like imdb:tt0111161',
    ),
  },
  {
    name: 'a film that a visitor cannot have seen',
    path: '/recomendacoes',
    send: (client) => client.post('/recomendacoes', { avaliacoes: [{ filme_id: 77, avaliacao: 4 }] }),
    ...invalid('avaliacoes.0.filme_id', 'o filme 77 não existe', 'film 77 does not exist'),
  },
  {
    name: 'a film that a visitor rates twice',
    path: '/recomendacoes',
    send: (client) =>
      client.post('/recomendacoes', {
        avaliacoes: [
          { filme_id: 1, avaliacao: 4 },
          { filme_id: 1, avaliacao: 5 },
        ],
      }),
    ...invalid('avaliacoes.1.filme_id', 'o filme 1 já veio em avaliacoes.0', 'film 1 came before, in avaliacoes.0'),
  },
  {
    name: 'no list of ratings',
    path: '/recomendacoes',
    send: (client) => client.post('/recomendacoes', { avaliacoes: 5 }),
    ...invalid(
      'avaliacoes',
      'recebeu 5; aceita uma lista de até 1000 objetos',
      'got 5; takes a list of up to 1000 objects',
    ),
  },
  {
    name: 'a rating that is no object',
    path: '/recomendacoes',
    send: (client) => client.post('/recomendacoes', { avaliacoes: [null] }),
    ...invalid('avaliacoes.0', 'recebeu null; aceita um objeto', 'got null; takes an object'),
  },
  {
    name: 'unwanted films that are no ids',
    path: '/recomendacoes',
    send: (client) => client.post('/recomendacoes', { avaliacoes: [], excluir: ['1'] }),
    ...invalid(
      'excluir',
      'recebeu ["1"]; aceita uma lista de até 1000, cada um um número inteiro de 1 a 9007199254740991, ou fonte:codigo, como imdb:tt0111161',
      'got ["1"]; takes a list of up to 1000, each a whole number from 1 to 9007199254740991, or source:code, like imdb:tt0111161',
    ),
  },
  {
    name: 'a flag that is none',
    path: '/recomendacoes',
    send: (client) => client.post('/recomendacoes', { avaliacoes: [], explicar: 1 }),
    ...invalid('explicar', 'recebeu 1; aceita true ou false', 'got 1; takes true or false'),
  },
  {
    name: 'a parameter that is not known',
    path: '/filmes?cor=azul',
    send: (client) => client.get('/filmes?cor=azul'),
    ...invalid('cor', 'parâmetro desconhecido', 'unknown parameter'),
  },
  {
    name: 'a row of a batch',
    status: 422,
    kind: 'linha-invalida',
    path: '/avaliacoes/lote',
    send: (client) => client.post('/avaliacoes/lote', [{ usuario_id: 1, filme_id: 1, avaliacao: 6 }]),
    pt: {
      title: 'Valor inválido',
      detail: 'Linha 1, avaliacao: recebeu 6; aceita um número de 0 a 5. Nada foi gravado.',
      erros: [{ linha: 1, campo: 'avaliacao', mensagem: 'recebeu 6; aceita um número de 0 a 5' }],
    },
    en: {
      title: 'Invalid value',
      detail: 'Row 1, avaliacao: got 6; takes a number from 0 to 5. Nothing was written.',
      erros: [{ linha: 1, campo: 'avaliacao', mensagem: 'got 6; takes a number from 0 to 5' }],
    },
  },
];

withSqlite('an error', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const check = (answer: request.Response, expected: Omit<Case, 'name' | 'send'>, language: 'pt' | 'en') => {
    const { title, detail, erros } = expected[language];
    const document: Omit<ProblemDocument, 'erros'> = {
      type: `urn:centroide:problema:${expected.kind}`,
      title,
      status: expected.status,
      detail,
      instance: expected.path,
      error: detail,
    };
    expect(answer.body).toEqual(erros ? { ...document, erros } : document);
    expect(answer.status).toBe(expected.status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['content-language']).toBe(language === 'en' ? 'en' : 'pt-BR');
    for (const [name, value] of Object.entries(expected.headers ?? {}))
      expect(answer.headers[name]).toEqual(value instanceof RegExp ? expect.stringMatching(value) : value);
  };

  beforeAll(async () => {
    server = await startServer(await create(), { requestTimeout: 1000 });
    await addUsers(server.database, [1]);
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
    await client.post('/usuarios', { nome: 'A', email: 'a@example.com' }).expect(201);
  });
  afterAll(() => server.close());

  it.each(cases)('is told in both languages: $name', async (one) => {
    check(await one.send(client, server), one, 'pt');
    check(await one.send(client, server).set('Accept-Language', 'en-US,en;q=0.9,pt;q=0.5'), one, 'en');
  });

  it('is told in both languages: a body that takes too long', async () => {
    for (const [language, said] of [
      ['pt', 'O corpo não chegou inteiro em 1 s.'],
      ['en', 'The body did not arrive whole within 1 s.'],
    ] as const) {
      const answer = await slowly(server, language);
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
        type: 'urn:centroide:problema:tempo-esgotado',
        title: language === 'pt' ? 'Tempo esgotado' : 'Request timeout',
        status: 408,
        detail: said,
        instance: '/usuarios',
        error: said,
      });
    }
  });

  it('is told in both languages: a cursor of what has changed since', async () => {
    const other = await startServer(await create());
    await addUsers(other.database, [1]);
    await addFilms(other.database, [
      { id: 1, titulo: 'Um' },
      { id: 2, titulo: 'Dois' },
    ]);
    const { headers } = await request(other.url)
      .get('/filmes/1/recomendacoes?limite=1')
      .set('Authorization', other.bearer('leitura'))
      .expect(200);
    const path = /^<(.*)>/.exec(headers.link)![1];
    await addFilms(other.database, [{ id: 3, titulo: 'Três' }]);
    for (const language of ['pt', 'en'] as const)
      check(
        await request(other.url)
          .get(path)
          .set({ 'Accept-Language': language, Authorization: other.bearer('leitura') }),
        {
          status: 410,
          kind: 'cursor-vencido',
          path,
          pt: {
            title: 'Não vale mais',
            detail:
              'As notas, o catálogo, o modelo ou as regras mudaram desde a primeira página, ou ela é velha: peça-a de novo, sem cursor.',
          },
          en: {
            title: 'Gone',
            detail:
              'The ratings, the catalogue, the model or the rules have changed since the first page, or it is old: ask for it again, without a cursor.',
          },
        },
        language,
      );
    await other.close();
  });

  it('is told in both languages: a key that has expired', async () => {
    const { text, key } = await server.app.get(KeysService).create('visita', 'leitura');
    await server.database.write((transaction) =>
      transaction.query('UPDATE chaves SET expira_em = $1 WHERE id = $2', [Date.UTC(2026, 0, 31), key.id]),
    );
    for (const language of ['pt', 'en'] as const) {
      const sent = request(server.url).get('/filmes').set('Authorization', `Bearer ${text}`);
      check(
        await sent.set('Accept-Language', language),
        {
          status: 401,
          kind: 'chave-vencida',
          path: '/filmes',
          pt: {
            title: 'Chave necessária',
            detail: 'A chave venceu em 2026-01-31T00:00:00.000Z. Quem tem uma de escopo admin cria outra em /chaves.',
          },
          en: {
            title: 'Key required',
            detail:
              'The key expired at 2026-01-31T00:00:00.000Z. Whoever has one of scope admin makes another at /chaves.',
          },
          headers: { 'www-authenticate': 'Bearer realm="centroide", error="invalid_token"' },
        },
        language,
      );
    }
  });

  it('is told in both languages: too many requests', async () => {
    const small = await startServer(await create(), { rateLimit: 1 });
    const get = (language: string) => request(small.url).get('/filmes').set('Accept-Language', language);
    await get('pt').expect(200);
    const expected = (seconds: number) => ({
      status: 429,
      kind: 'requisicoes-demais',
      path: '/filmes',
      pt: {
        title: 'Requisições demais',
        detail: `O limite é de 1 requisições por minuto. Tente de novo em ${seconds} s.`,
      },
      en: {
        title: 'Too many requests',
        detail: `The limit is 1 requests per minute. Try again in ${seconds} s.`,
      },
    });
    for (const language of ['pt', 'en'] as const) {
      const answer = await get(language);
      check(answer, expected(Number(answer.headers['retry-after'])), language);
    }
    await small.close();
  });

  it.each([
    [
      'a database that is away',
      Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { code: 'ECONNREFUSED' }),
      {
        status: 503,
        kind: 'banco-indisponivel',
        path: '/filmes/1',
        pt: {
          title: 'Indisponível no momento',
          detail: 'O banco de dados não responde. Tente de novo em instantes.',
        },
        en: { title: 'Unavailable right now', detail: 'The database does not answer. Try again shortly.' },
        headers: { 'retry-after': '5' },
      },
    ],
    [
      'a fault of ours, of which nothing is shown',
      new Error('SELECT * FROM segredos em /srv/centroide.db'),
      {
        status: 500,
        kind: 'erro-interno',
        path: '/filmes/1',
        pt: { title: 'Erro interno', detail: 'Algo falhou aqui dentro. O registro do servidor diz o quê.' },
        en: { title: 'Internal error', detail: 'Something failed in here. The log of the server says what.' },
      },
    ],
  ])('is told in both languages: %s', async (_name, error, expected) => {
    const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const query = jest.spyOn(server.database, 'query').mockRejectedValue(error);
    try {
      for (const language of ['pt', 'en'] as const)
        check(await request(server.url).get('/filmes/1').set('Accept-Language', language), expected, language);
    } finally {
      query.mockRestore();
      log.mockRestore();
    }
  });
});

/** Begin a request and never finish it. */
function slowly(server: TestServer, language: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const head = ['POST /usuarios HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 100'];
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${[...head, `Accept-Language: ${language}`].join('\r\n')}\r\n\r\n{"nome":`);
    });
    socket
      .setEncoding('utf8')
      .on('data', (text: string) => (answer += text))
      .on('close', () => resolve(answer))
      .on('error', reject);
  });
}
