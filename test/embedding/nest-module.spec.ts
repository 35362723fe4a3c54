import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Body,
  Controller,
  Get,
  Injectable,
  Logger,
  Module,
  Post,
  type DynamicModule,
  type INestApplication,
  type LoggerService,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CentroideModule, RecommendationService, type CentroideOptions } from '../../src/nest';
import { eachDatabase, withSqlite } from '../support/databases';
import { databaseUrl } from '../support/program';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

@Injectable()
class ShopService {
  constructor(private readonly recommendations: RecommendationService) {}

  async horror(): Promise<string[]> {
    const { films } = await this.recommendations.search('alien', { genres: ['terror'] });
    return films.map(({ title }) => title);
  }
}

/** Of the application: it answers what it was sent, and what it was given. */
@Controller()
class ShopController {
  constructor(private readonly shop: ShopService) {}

  @Post('orders')
  order(@Body() body: object): object {
    return body;
  }

  @Get('filmes-de-terror')
  horror(): Promise<string[]> {
    return this.shop.horror();
  }
}

@Module({ controllers: [ShopController], providers: [ShopService] })
class ShopModule {}

@Module({})
class HostModule {
  static with(options: CentroideOptions): DynamicModule {
    return { module: HostModule, imports: [CentroideModule.forRoot(options), ShopModule] };
  }
}

class Lines implements LoggerService {
  readonly all: string[] = [];
  log = (message: unknown): void => void this.all.push(String(message));
  warn = this.log;
  error = this.log;
}

describe('an application with Centroide within it', () => {
  let folder: string;
  let app: INestApplication;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'centroide-host-'))));
  afterEach(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(options: CentroideOptions, logger: LoggerService | false = false): Promise<string> {
    app = await NestFactory.create(HostModule.with({ trainer: 'external', dataDir: folder, ...options }), {
      logger,
      abortOnError: false,
    });
    await app.listen(0, '127.0.0.1');
    return app.getUrl();
  }

  const sent = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

  eachDatabase('on', (_, create) => {
    it('serves its routes below the prefix alone, and takes bodies there itself, large ones as well', async () => {
      const database = databaseUrl(await create());
      // The name of a route of ours, and the beginning of one of the application.
      const url = await start({ database, prefix: '/filmes', firstKey: 'file' });
      const key = (await readFile(join(folder, 'primeira-chave'), 'utf8')).trim();
      // More than the application's own parser takes.
      const films = Array.from({ length: 2000 }, (_film, n) => ({ titulo: `Filme ${n + 1} ${'x'.repeat(80)}` }));
      const made = await fetch(`${url}/filmes/filmes/lote`, sent(films, { Authorization: `Bearer ${key}` }));
      expect(made.status).toBe(200);
      const list = await fetch(`${url}/filmes/filmes?limite=1`);
      expect(list.headers.get('x-total-count')).toBe('2000');
      expect(list.headers.get('link')).toMatch(/^<\/filmes\/filmes\?limite=1&cursor=/);
      expect((await fetch(`${url}/filmes/filmes/1`)).status).toBe(200);
      expect(await (await fetch(`${url}/filmes/filmes/9999`)).json()).toMatchObject({
        instance: '/filmes/filmes/9999',
      });
      expect(await (await fetch(`${url}/filmes-de-terror`)).json()).toEqual([]);
    });

    it('gives its other code what its routes answer, in English', async () => {
      const database = databaseUrl(await create(trainedDemonstration));
      const url = await start({ database, prefix: 'films', firstKey: 'file' });
      const key = (await readFile(join(folder, 'primeira-chave'), 'utf8')).trim();
      const ask = async (path: string): Promise<never> => {
        const headers = { Authorization: `Bearer ${key}`, 'Accept-Language': 'en' };
        return (await (await fetch(`${url}/films${path}`, { headers })).json()) as never;
      };
      const service = app.get(RecommendationService);

      const routed: Record<string, unknown>[] = await ask(
        '/usuarios/1/recomendacoes?limite=3&explicar=true&genero=drama,comédia&ano_min=1990&excluir=25',
      );
      const list = await service.recommend(1, {
        ...{ limit: 3, explain: true, genres: ['drama', 'comédia'], yearFrom: 1990, exclude: [25] },
      });
      expect(list).toMatchObject({ origin: 'model', modelVersion: 1, recommendationId: null });
      expect(list.films).toHaveLength(3);
      expect(list.films.map(({ id, rank, score, because }) => [id, rank, score, because])).toEqual(
        routed.map(({ id, posicao, pontuacao, porque }) => [id, posicao, pontuacao, porque]),
      );
      expect(list.films[0].reasons.map(({ text, share }) => [text, share])).toEqual(
        (routed[0].motivos as { texto: string; parte: number }[]).map(({ texto, parte }) => [texto, parte]),
      );
      const next = await service.recommend(1, {
        ...{ limit: 3, genres: ['drama', 'comédia'], yearFrom: 1990, exclude: [25], cursor: list.next! },
      });
      expect(next.films[0].rank).toBe(4);

      const first = list.films[0];
      const explained = await service.explain(1, first.id, { language: 'pt' });
      expect(explained).toMatchObject({ id: first.id, score: first.score });
      expect(explained!.reasons.map(({ share }) => share)).toEqual(first.reasons.map(({ share }) => share));
      expect(explained!.because).not.toBe(first.because);

      const similar: Record<string, unknown>[] = await ask('/filmes/89/similares?limite=4');
      expect((await service.similar(89, { limit: 4 })).map(({ id, similarity }) => [id, similarity])).toEqual(
        similar.map(({ id, similaridade }) => [id, similaridade]),
      );

      expect((await service.search('alien')).films[0]).toMatchObject({
        ...{ id: 89, title: 'Alien', year: 1979, genres: ['ficção científica', 'terror'], directors: ['Ridley Scott'] },
      });
    });

    it('notes what its other code is told, which counts at once', async () => {
      await start({ database: databaseUrl(await create(trainedDemonstration)), routes: false });
      const service = app.get(RecommendationService);
      const at = new Date('2026-10-31T21:15:00Z');
      const rated = await service.rate('shop:ana', 89, 5, { createUser: true, at });
      expect(rated).toMatchObject({ filmId: 89, rating: 5, ratedAt: at, earlier: null });
      expect(await service.recommend(rated.userId)).toEqual(await service.recommend('shop:ana'));
      expect((await service.rate('shop:ana', 89, 4.5)).earlier).toEqual({ rating: 5, ratedAt: at });
      const { films } = await service.recommend('shop:ana', { limit: 100, explain: true });
      expect(films.map(({ id }) => id)).not.toContain(89);
      expect(films.flatMap(({ reasons }) => reasons.map(({ film }) => film?.title))).toContain('Alien');
      const { films: others } = await service.recommend('shop:ana', { limit: 100, includeRated: true });
      expect(others.find(({ id }) => id === 89)?.rated).toBe(true);
    });
  });

  withSqlite('and', (_, create) => {
    it.each<[string, number, (service: RecommendationService) => Promise<unknown>]>([
      ['There is no user with ID 999.', 404, (service) => service.recommend(999)],
      ['There is no user with ID shop:bia.', 404, (service) => service.rate('shop:bia', 89, 3)],
      ['There is no film with ID 9999.', 404, (service) => service.explain(1, 9999)],
      ['There is no film with ID imdb:tt0000009.', 404, (service) => service.similar('imdb:tt9')],
      ['rating: got 6; takes a number from 0 to 5', 422, (service) => service.rate(1, 89, 6)],
      ['at: got "Invalid Date"; takes a moment', 422, (service) => service.rate(1, 89, 4, { at: new Date('soon') })],
      ['limit: got 0; takes a whole number from 1 to 100', 422, (service) => service.recommend(1, { limit: 0 })],
      ['variety: got 2; takes a number from 0 to 1', 422, (service) => service.recommend(1, { variety: 2 })],
      [
        'exclude: film imdb:tt0000009 does not exist',
        422,
        (service) => service.recommend(1, { exclude: ['imdb:tt9'] }),
      ],
      ['user: got "ana"; takes a whole number', 422, (service) => service.recommend('ana')],
      ['film: got "-1"; takes a whole number', 422, (service) => service.similar(-1)],
      ['only: got ""', 422, (service) => service.recommend(1, { only: [] })],
      ['language: got "fr"; takes en or pt', 422, (service) => service.recommend(1, { language: 'fr' as never })],
      ['limt: is no option; there are ', 422, (service) => service.search('alien', { limt: 3 } as never)],
    ])('tells its other code what is wrong: %s', async (message, statusCode, ask) => {
      await start({ database: databaseUrl(await create(trainedDemonstration)), routes: false });
      const failed = await ask(app.get(RecommendationService)).catch((error: unknown) => error);
      expect(failed).toMatchObject({ name: 'CentroideError', statusCode, message: expect.stringContaining(message) });
    });

    it('leaves the routes, the log and the end of the application as they are', async () => {
      const lines = new Lines();
      const listening = process.listenerCount('SIGTERM');
      const url = await start({ database: databaseUrl(await create()), seed: 'none' }, lines);
      expect(await (await fetch(`${url}/orders`, sent({ film: 3 }))).json()).toEqual({ film: 3 });
      const none = await fetch(`${url}/filmes`);
      expect([none.status, none.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
      expect(none.headers.get('content-security-policy')).toBeNull();
      expect((await fetch(`${url}/centroide/saude/pronta`)).headers.get('content-security-policy')).not.toBeNull();
      new Logger('Shop').log('open');
      expect(lines.all).toContain('open');
      expect(process.listenerCount('SIGTERM')).toBe(listening);
    });

    it('ends with the application, also where somebody follows a training', async () => {
      const database = databaseUrl(await create(trainedDemonstration));
      // It is asked for, and nobody does it.
      const url = await start({ database, firstKey: 'file' });
      const key = (await readFile(join(folder, 'primeira-chave'), 'utf8')).trim();
      const asked = await fetch(`${url}/centroide/modelo/treinos`, sent({}, { Authorization: `Bearer ${key}` }));
      const { id } = (await asked.json()) as { id: number };
      const stream = await fetch(`${url}/centroide/modelo/treinos/${id}/eventos`);
      const events = stream.body!.getReader();
      let told = '';
      while (!told.includes('"estado":"na_fila"')) told += Buffer.from((await events.read()).value).toString();
      const service = app.get(RecommendationService);
      await app.close();
      for (let ended = false; !ended;) ({ done: ended } = await events.read());
      await expect(service.search('alien')).rejects.toThrow();
    });

    it('is there for code without HTTP as well', async () => {
      const options = { database: databaseUrl(await create(trainedDemonstration)), trainer: 'external' } as const;
      const context = await NestFactory.createApplicationContext(HostModule.with(options), { logger: false });
      app = context as INestApplication;
      expect(await context.get(ShopService).horror()).toEqual(['Alien']);
    });

    it('is there twice where each is imported in a module of its own, which names its service', async () => {
      const named = (name: string, database: string): DynamicModule => ({
        module: moduleOfItsOwn(),
        imports: [CentroideModule.forRoot({ database, prefix: name, trainer: 'external', dataDir: folder })],
        providers: [{ provide: name, useExisting: RecommendationService }],
        exports: [name],
      });
      const imports = [
        named('series', databaseUrl(await create())),
        named('films', databaseUrl(await create(trainedDemonstration))),
      ];
      app = await NestFactory.create({ module: HostModule, imports }, { logger: false, abortOnError: false });
      await app.listen(0, '127.0.0.1');
      for (const [name, films] of [
        ['series', 0],
        ['films', 2],
      ] as const) {
        const service = app.get<RecommendationService>(name, { strict: false });
        expect((await service.search('alien')).total).toBe(films);
        const found = await fetch(`${await app.getUrl()}/${name}/filmes?busca=alien`);
        expect(found.headers.get('x-total-count')).toBe(String(films));
      }
    });

    it('trains in a process of its own', async () => {
      await start({ database: databaseUrl(await create()), seed: 'demo', trainer: 'embedded', routes: false });
      const service = app.get(RecommendationService);
      await until('a list by the model', async () => (await service.recommend(1)).origin === 'model');
      expect((await service.recommend(1)).modelVersion).toBe(1);
    });
  });
});

/** Nest tells modules apart by their class. */
function moduleOfItsOwn(): Type {
  @Module({})
  class Named {}
  return Named;
}
