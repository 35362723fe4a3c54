import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { readSettings } from '../../src/config/settings';
import { troubleOf } from '../../src/database/database-errors';
import { setUpDocumentation } from '../../src/documentation';
import { FilmNotFound } from '../../src/films/film-not-found';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../src/http/api-docs';
import { Deprecated, type Deprecation } from '../../src/http/deprecated';
import { IdPipe } from '../../src/http/id.pipe';
import { setUpHttp } from '../../src/http/set-up-http';
import type { Document } from '../support/openapi';

/** A route of each kind; none of the program's own will go at the moment. */
@ApiTags('films')
@Controller()
class FilmsOfBefore {
  @Get('antigos/:id')
  @Deprecated({ since: '2027-03-01', until: '2027-09-01', instead: 'GET /filmes/{id}' })
  @ApiOperation({
    operationId: 'getFilmAsBefore',
    summary: { pt: 'Um filme', en: 'A film' },
    description: { pt: 'Como era.', en: 'As it was.' },
  })
  @ApiOkResponse({ schema: { type: 'object', example: { id: 1 } } })
  before(@Param('id', IdPipe) id: number): object {
    if (id === 404) throw new FilmNotFound(id);
    return { id };
  }

  @Get('filmes/:id')
  @ApiOperation({ operationId: 'getFilm', summary: { pt: 'Um filme', en: 'A film' } })
  @ApiOkResponse({ schema: { type: 'object', example: { id: 1 } } })
  now(@Param('id', IdPipe) id: number): object {
    return { id };
  }
}

@Module({ controllers: [FilmsOfBefore] })
class BeforeModule {}

const told = { deprecation: '@1803859200', sunset: 'Wed, 01 Sep 2027 00:00:00 GMT' };

describe('a route that will go', () => {
  let app: NestExpressApplication;
  let url: string;
  beforeAll(async () => {
    app = await NestFactory.create<NestExpressApplication>(BeforeModule, { logger: false, bodyParser: false });
    const settings = readSettings({ CORS_ORIGIN: 'https://a.example' });
    setUpHttp(app, settings, { of: troubleOf, onDamage: () => undefined });
    setUpDocumentation(app);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(() => app.close());

  it('answers as before, and says since when and until when, to HEAD and in a 304 as well', async () => {
    const { headers, body } = await request(url).get('/antigos/7').expect(200);
    expect(body).toEqual({ id: 7 });
    expect(headers).toMatchObject(told);
    expect((await request(url).head('/antigos/7').expect(200)).headers).toMatchObject(told);
    const same = await request(url).get('/antigos/7').set('If-None-Match', headers.etag).expect(304);
    expect(same.headers).toMatchObject(told);
  });

  it('says so where it refuses', async () => {
    expect((await request(url).get('/antigos/404').expect(404)).headers).toMatchObject(told);
    expect((await request(url).get('/antigos/x').expect(422)).headers).toMatchObject(told);
  });

  it('lets pages of other origins read it', async () => {
    const { headers } = await request(url).get('/antigos/7').set('Origin', 'https://a.example').expect(200);
    const exposed = headers['access-control-expose-headers'].split(',');
    expect(exposed).toEqual(expect.arrayContaining(['Deprecation', 'Sunset']));
  });

  it('says nothing of routes that stay', async () => {
    const { headers } = await request(url).get('/filmes/7').expect(200);
    expect(headers).not.toHaveProperty('deprecation');
    expect(headers).not.toHaveProperty('sunset');
  });

  it.each([
    {
      language: 'pt',
      description:
        'De saída desde 2027-03-01: use `GET /filmes/{id}`. Responde como antes até 2027-09-01, ao menos.\n\nComo era.',
      since: 'Desde quando esta rota está de saída: segundos desde 1970 depois de um @ (RFC 9745)',
      until: 'Até quando, ao menos, ela responde (RFC 8594)',
    },
    {
      language: 'en',
      description:
        'On its way out since 2027-03-01: use `GET /filmes/{id}`. It answers as before until 2027-09-01, at least.\n\nAs it was.',
      since: 'Since when this route is on its way out: seconds since 1970 behind an @ (RFC 9745)',
      until: 'Until when, at least, it is answered (RFC 8594)',
    },
  ])('stands in the document as such ($language), with what takes its place', async (says) => {
    const answer = await request(url).get('/docs-json').set('Accept-Language', says.language).expect(200);
    const { paths } = answer.body as Document;
    const before = paths['/antigos/{id}'].get;
    expect(before).toMatchObject({
      deprecated: true,
      'x-descontinuada': { desde: '2027-03-01', ate: '2027-09-01', em_lugar: 'GET /filmes/{id}' },
      description: says.description,
    });
    expect(before.responses['200']).toMatchObject({
      headers: {
        Deprecation: { description: says.since, schema: { type: 'string', example: told.deprecation } },
        Sunset: { description: says.until, schema: { type: 'string', example: told.sunset } },
      },
    });
    const now = paths['/filmes/{id}'].get;
    expect(now).not.toHaveProperty('deprecated');
    expect(now.responses['200']).not.toHaveProperty('headers');
  });

  it.each<[string, Partial<Deprecation>, string]>([
    ['sooner than is promised', { until: '2027-08-31' }, 'until 2027-08-31: less than the 6 months promised'],
    ['before it was told', { until: '2026-03-01' }, 'until 2026-03-01: less than the 6 months promised'],
    ['on no day', { until: '2027-09-31' }, '"2027-09-31" is no day'],
    ['since no day', { since: 'March 2027' }, '"March 2027" is no day'],
  ])('cannot go %s', (_, other, said) => {
    const sound = { since: '2027-03-01', until: '2027-09-01', instead: 'GET /filmes/{id}' };
    expect(() => Deprecated({ ...sound, ...other })).toThrow(said);
  });
});
