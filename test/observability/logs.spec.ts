import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { KeysService } from '../../src/access/keys.service';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { errorRecord } from '../../src/observability/error-record';
import { eachDatabase } from '../support/databases';
import { databaseUrl, startServerProgram } from '../support/program';

const run = promisify(execFile);
const CLI = join(__dirname, '../../src/cli.js');

/** What must not be in any line. */
const personal = {
  name: 'Zuleica Quaresma',
  email: 'zuleica@example.org',
  other: 'outra@example.org',
  film: 'Título Secreto',
  upload: 'arquivo-da-zuleica.csv',
};

interface Line {
  level: string;
  time: string;
  msg: string;
  requestId?: string;
  route?: string;
  method?: string;
  status?: number;
  ms?: number;
  context?: string;
  err?: { message: string; stack?: string };
}

function linesOf(output: string): Line[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Code that the process runs besides the server's: it crashes on a signal. */
function crashOnSignal(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'centroide-test-')), 'crash.js');
  writeFileSync(file, `process.on('SIGUSR2', () => { throw new Error('made to fail'); });`);
  return `--require ${file}`;
}

eachDatabase('the log of a server', (open, create) => {
  it('is JSON line by line, has a line for each request, and nothing personal in any', async () => {
    const location = await create();
    await (await Database.open(location, entities)).close();
    const made = await run(process.execPath, [CLI, 'chaves', 'criar', 'Chave da Zuleica', '--escopo', 'admin'], {
      env: { ...process.env, DATABASE_URL: databaseUrl(location) },
    });
    const key = made.stdout.trim();
    const server = await startServerProgram(location, { LOG_LEVEL: 'verbose', NODE_OPTIONS: crashOnSignal() });
    const send = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
      request(server.url)[method](path).set('Authorization', `Bearer ${key}`).set('X-Request-Id', 'pedido-1');
    const wrongKey = `ctd_000000000000_${'x'.repeat(43)}`;

    const user = await send('post', '/usuarios').send({ nome: personal.name, email: personal.email }).expect(201);
    expect(user.headers['x-request-id']).toBe('pedido-1');
    const { id } = user.body;
    await send('post', '/usuarios').send({ nome: personal.name, email: personal.email }).expect(409);
    await send('post', '/usuarios').send({ nome: personal.name, email: 7 }).expect(422);
    await send('post', '/usuarios').type('json').send(`{"nome": "${personal.name}", `).expect(400);
    await send('post', '/usuarios/lote')
      .send([{ nome: personal.name, email: personal.email }])
      .expect(422);
    const film = await send('post', '/filmes').send({ titulo: personal.film }).expect(201);
    await send('put', `/usuarios/${id}/avaliacoes/${film.body.id}`)
      .send({ avaliacao: 5 })
      .expect(200 + 1);
    await send('get', `/usuarios/${id}/dados`);
    await send('get', `/filmes?busca=${encodeURIComponent(personal.email)}`);
    await send('get', `/usuarios/${encodeURIComponent(personal.email)}`).expect(422);
    await send('get', `/nada/${encodeURIComponent(personal.email)}`).expect(404);
    await send('get', `/filmes/${id}/recomendacoes`).expect(200);
    await send('post', '/importacoes')
      .attach(
        'arquivo',
        Buffer.from(`id,nome,email\n9,${personal.name},${personal.other}\n10,x,${personal.email}\n`),
        personal.upload,
      )
      .expect(202);
    const failed = await request(server.url).get('/usuarios').set('Authorization', `Bearer ${wrongKey}`).expect(401);
    expect(failed.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const forged = await request(server.url).get('/saude/viva').set('X-Request-Id', `${personal.email} "x`).expect(200);
    expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    await send('delete', `/usuarios/${id}`).expect(204);

    expect(await server.kill('SIGUSR2')).toBe(1);

    const output = server.output();
    for (const secret of [
      ...Object.values(personal),
      ...Object.values(personal).map(encodeURIComponent),
      'Zuleica',
      key,
      key.slice(17),
      wrongKey,
    ])
      expect(output).not.toContain(secret);
    const lines = linesOf(output);
    expect(lines.find(({ status }) => status === 201)).toMatchObject({
      level: 'info',
      requestId: 'pedido-1',
      method: 'POST',
      route: '/usuarios',
      ms: expect.any(Number),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    const statuses = new Set(lines.map(({ status }) => status));
    for (const status of [200, 201, 202, 204, 400, 401, 404, 409, 422]) expect(statuses).toContain(status);
    expect(lines.find(({ route }) => route === '/saude/viva')?.level).toBe('debug');
    expect(lines.find(({ level }) => level === 'fatal')).toMatchObject({
      err: { message: 'made to fail', stack: expect.any(String) },
    });
  });

  it('says what failed inside with the id of the request, and not with what', async () => {
    const location = await create();
    const server = await startServerProgram(location, { LOG_LEVEL: 'log' });
    const database = await Database.open(location, entities);
    const { text: key } = await new KeysService(database, Date.now, () => performance.now()).create('teste', 'escrita');
    await database.write((transaction) => transaction.query('ALTER TABLE usuarios RENAME COLUMN email TO correio'));
    await database.close();
    await request(server.url)
      .post('/usuarios')
      .set('Authorization', `Bearer ${key}`)
      .send({ nome: personal.name, email: personal.email })
      .expect(500);
    expect(await server.kill('SIGTERM')).toBe(0);
    const output = server.output().replace(/^\nPrimeira chave[^]*?admin\n\n/m, '');
    const lines = linesOf(output);
    const error = lines.find(({ level }) => level === 'error');
    expect(error).toMatchObject({ context: 'HTTP', requestId: expect.any(String), err: { stack: expect.any(String) } });
    expect(lines.find(({ status }) => status === 500)?.requestId).toBe(error?.requestId);
    expect(output).not.toContain(personal.email);
    expect(output).not.toContain(personal.name);
  });

  it('keeps values out of what it tells of an error of the database', async () => {
    const database = await open();
    const sql = database.dialect.name === 'postgres' ? 'SELECT CAST($1 AS BIGINT)' : `SELECT json_extract($1, '$')`;
    const error: unknown = await database.query(sql, [personal.email]).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(errorRecord(error))).not.toContain(personal.email);
    expect(errorRecord(error)).toMatchObject({ type: 'QueryFailedError', code: expect.any(String) });
  });
});
