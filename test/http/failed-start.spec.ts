import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { withSqlite } from '../support/databases';
import { databaseUrl, freePort, startProgram } from '../support/program';

withSqlite('a start that fails', (_, create) => {
  let taken: Server;
  beforeAll(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  afterAll(() => {
    taken.close();
  });

  it.each([
    {
      name: 'a port that is taken',
      environment: () => ({ PORT: String((taken.address() as AddressInfo).port) }),
      says: /^A porta \d+ já está em uso\. Pare quem a usa, ou escolha outra com PORT$/,
    },
    {
      name: 'an address of another machine',
      environment: () => ({ HOST: '192.0.2.1' }),
      says: /^HOST: 192\.0\.2\.1 não é um endereço desta máquina\. Use 127\.0\.0\.1, ou 0\.0\.0\.0 para todos$/,
    },
    {
      name: 'a database that cannot be opened',
      environment: () => ({ DATABASE_URL: 'sqlite:/dev/null/centroide.db' }),
      says: /^O banco \/dev\/null\/centroide\.db não pôde ser aberto: /,
    },
    {
      name: 'a folder in which nothing can be made',
      environment: () => ({ DATABASE_URL: '', DATA_DIR: '/proc/x' }),
      says: /^O banco \/proc\/x\/centroide\.db não pôde ser aberto: ENOENT/,
    },
    {
      name: 'a temporary folder in which nothing can be made',
      environment: () => ({ TMPDIR: '/proc/x' }),
      says: /^A pasta temporária \/proc\/x\/centroide não pode ser usada: ENOENT.*Dê outra em TMPDIR$/,
    },
  ])('says so in one line: $name', async ({ environment, says }) => {
    const settings = {
      DATABASE_URL: databaseUrl(await create()),
      PORT: String(await freePort()),
      ...{ SEED: 'none', TRAINER: 'external' },
    };
    const program = startProgram('main.js', [], { ...settings, ...environment() }, [], [1]);
    const started = performance.now();
    expect(await program.ended).toBe(1);
    expect(performance.now() - started).toBeLessThan(20_000);
    const lines = program.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0]) as { msg: string };
    expect(line.msg).toMatch(says);
    expect(line).not.toHaveProperty('stack');
    expect(line).not.toHaveProperty('err');
  });
});
