import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { BadRequestException, type CanActivate, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../src/app.module';
import { showSome } from '../src/programme';

const folder = mkdtempSync(join(tmpdir(), 'cinema-'));
let app: INestApplication;
let url: string;

/** The cinema's own guard: every request of its routes names a member. */
class Members implements CanActivate {
  canActivate(context: Parameters<CanActivate['canActivate']>[0]) {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string> }>();
    if (!headers['x-member']) throw new BadRequestException('Which member?');
    return true;
  }
}

before(async () => {
  app = await NestFactory.create(AppModule.in(folder), { logger: ['error', 'warn'] });
  app.setGlobalPrefix('api');
  app.useGlobalGuards(new Members());
  await showSome(app);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});

after(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(path: string, init: RequestInit = {}) {
  const answer = await fetch(url + path, {
    ...init,
    headers: { 'X-Member': 'ana', 'Content-Type': 'application/json', 'Accept-Language': 'en' },
  });
  return { status: answer.status, body: (await answer.json()) as never };
}

/** The first model is trained in a process of its own, from the files of the package. */
async function untilTrained() {
  for (const end = Date.now() + 180_000; Date.now() < end; await pause(100))
    if ((await ask('/films/modelo')).status === 200) return;
  throw new Error('waited 180 s in vain for a model');
}

test('what is on is told to a member by what they have rated, with a reason', async () => {
  await untilTrained();
  const found: { id: number; title: string }[] = (await ask('/api/tonight/search?q=aliens')).body;
  assert.equal(found[0].title, 'Aliens');
  const rated = await ask(`/api/tonight/ratings/${found[0].id}`, { method: 'PUT', body: '{"stars": 5}' });
  assert.deepEqual(rated, { status: 200, body: { stars: 5 } });

  const { status, body } = await ask('/api/tonight');
  assert.equal(status, 200);
  const tonight: { title: string; because: string }[] = body;
  assert.deepEqual(tonight.map(({ title }) => title).sort(), ['Alien', 'Casablanca', 'Toy Story']);
  for (const { because } of tonight) assert.ok(because);
});

test('why, what is like it, and what is not there', async () => {
  const [{ id }]: { id: number }[] = (await ask('/api/tonight/search?q=alien')).body;
  assert.notEqual(((await ask(`/api/tonight/why/${id}`)).body as string[]).length, 0);
  assert.equal(((await ask(`/api/tonight/like/${id}`)).body as string[]).length, 3);
  const unknown = await ask('/api/tonight/like/999999');
  assert.equal(unknown.status, 404);
  assert.match((unknown.body as { message: string }).message, /no film with ID 999999/);
});

test('the routes and the page of Centroide stand below their prefix, with their own rules and not those of the cinema', async () => {
  const films = await fetch(`${url}/films/filmes?limite=1`);
  assert.equal(films.status, 200);
  assert.match(films.headers.get('link') ?? '', /^<\/films\/filmes\?limite=1&cursor=/);
  assert.match(await (await fetch(`${url}/films/painel`)).text(), /\/films\/painel\/assets\//);
  const refused = await fetch(`${url}/films/usuarios/1/avaliacoes`);
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  const member = await fetch(`${url}/api/tonight`);
  assert.equal(member.status, 400);
  assert.equal(member.headers.get('content-security-policy'), null);
  assert.equal((await fetch(`${url}/filmes`)).status, 404);
});
