import { UsersService } from '../../src/users/users.service';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

const people = [
  ['Ana Beatriz da Silva', 'zz@example.com'],
  ['Silva & Filhos', null],
  ["João D'Ávila", 'joao@example.com'],
  ['Łucja Ærø', null],
  ['Ana', 'silva@example.com'],
  ['Mariana Luz', null],
  ['100% Ana_B!', null],
  ['Anna Maria', null],
] as const;

eachDatabase('people are found', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const names = async (busca: string): Promise<string[]> => {
    const { body } = await client.get('/usuarios').query({ busca }).expect(200);
    return (body as { nome: string }[]).map(({ nome }) => nome);
  };

  beforeAll(async () => {
    server = await startServer(await create());
    for (const [nome, email] of people) await client.post('/usuarios', { nome, email }).expect(201);
  });
  afterAll(() => server.close());

  it.each([
    ['ana', ['Ana', '100% Ana_B!', 'Ana Beatriz da Silva']],
    ['SILVA ana', ['Ana Beatriz da Silva']],
    ['sil', ['Silva & Filhos', 'Ana Beatriz da Silva']],
    ['silva and filhos', ['Silva & Filhos']],
    ['joao davila', ["João D'Ávila"]],
    ['d’avila, joão', ["João D'Ávila"]],
    ['lucja aero', ['Łucja Ærø']],
    ['annamaria', ['Anna Maria']],
    ['ana_b', ['100% Ana_B!', 'Ana Beatriz da Silva']],
    ['3', ["João D'Ávila"]],
    ['%', []],
    ['_', []],
    ['!', []],
    ['joao@example', []],
    ['zz', []],
    ['marinaa', ['Mariana Luz']],
    ['luz mariaana', ['Mariana Luz']],
    ['filohs silva', ['Silva & Filhos']],
    ['sivla', ['Silva & Filhos', 'Ana Beatriz da Silva']],
    ['joaa', []],
    ['marinaa lux', []],
    ['mraianna', []],
  ])('by %s', async (busca, expected) => {
    expect(await names(busca)).toEqual(expected);
  });

  it('whose number it is before those of that name', async () => {
    const { body: first } = await client.post('/usuarios', { nome: 'Pessoa' }).expect(201);
    await client.post('/usuarios', { nome: `${first.id}` }).expect(201);
    expect(await names(`${first.id}`)).toEqual(['Pessoa', `${first.id}`]);
  });

  it.each(['silva', 'beatriz'])('whatever letter of %s is wrong, and it alone', async (word) => {
    const places = Array.from(word, (_, n) => [word.slice(0, n), word.slice(n)]);
    const wrong = new Set(
      places.flatMap(([before, after]) => [
        `${before}w${after}`,
        `${before}w${after.slice(1)}`,
        ...(before && [before + after.slice(1), before.slice(0, -1) + after[0] + before.slice(-1) + after.slice(1)]),
      ]),
    );
    const users = new UsersService(server.database);
    for (const text of [...wrong, `${word}w`].filter(({ length }) => length >= 5)) {
      const { items } = await users.list({ busca: `${text} ana`, limite: 20 });
      expect([text, items.map(({ nome }) => nome)]).toEqual([text, ['Ana Beatriz da Silva']]);
    }
  });

  it('in pages, each once, and counted', async () => {
    const found = await walk<{ nome: string }>(client.get, '/usuarios?busca=ana&limite=1');
    expect(found.map(({ nome }) => nome)).toEqual(['Ana', '100% Ana_B!', 'Ana Beatriz da Silva']);
    const { headers } = await client.get('/usuarios?busca=ana&limite=1');
    expect(headers['x-total-count']).toBe('3');
    const [, cursor] = /cursor=([^>&]+)/.exec(headers.link)!;
    const { body } = await client.get(`/usuarios?cursor=${cursor}`).expect(422);
    expect(body.erros[0].campo).toBe('cursor');
  });

  it('by their new names, and by whoever may list them only', async () => {
    const { body: user } = await client.post('/usuarios', { nome: 'Zoé' }).expect(201);
    await client.patch(`/usuarios/${user.id}`, { nome: 'Íris' }).expect(200);
    expect(await names('zoe')).toEqual([]);
    expect(await names('iris')).toEqual(['Íris']);
    await clientOf(() => server, 'leitura')
      .get('/usuarios?busca=ana')
      .expect(403);
  });
});
