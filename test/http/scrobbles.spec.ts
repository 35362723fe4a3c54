import request from 'supertest';
import { addFilms } from '../support/add-rows';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { embyStop, jellyfinStop, plexScrobble, traktEpisode, traktMovie, traktWatched } from '../support/notifications';
import { startServer, type TestServer } from '../support/server';

interface Kept {
  filme_id: number;
  tipo: string;
  valor: number | null;
  quando: string;
}

/** When the examples say that it was. */
const SEEN = Date.parse('2026-10-31T21:15:00Z');

eachDatabase('what media servers say was watched', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const post = (hook: string, body: object) => client.post(`/ganchos/${hook}`, body);
  /** As Plex sends it: a form, with a poster beside. */
  const postForm = (hook: string, field: string, text: string, poster = Buffer.alloc(20_000, 7)) =>
    client.post(`/ganchos/${hook}`).field(field, text).attach('thumb', poster, 'thumb.jpg');
  const send = (hook: string, body: object) =>
    hook === 'plex' ? postForm('plex', 'payload', JSON.stringify(body)) : post(hook, body);
  const eventsOf = (user: string) => walk<Kept>(client.get, `/usuarios/${user}/eventos`);
  const counted = async () =>
    (
      await server.database.query<{ events: number; users: number }>(
        'SELECT (SELECT COUNT(*) FROM eventos) AS events, (SELECT COUNT(*) FROM usuarios) AS users',
      )
    )[0];
  /** A token of somebody who is called so. */
  const tokenOf = async (...identificadores: string[]): Promise<string> => {
    const { body: user } = await client.post('/usuarios', { identificadores }).expect(201);
    return (await client.post(`/usuarios/${user.id}/tokens`).expect(201)).body.token as string;
  };
  const postAs = (token: string, hook: string, body: object) =>
    request(server.url).post(`/ganchos/${hook}`).set('Authorization', `Bearer ${token}`).send(body);

  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(server.database, [
      { id: 1, titulo: 'Alien' },
      { id: 2, titulo: 'Aliens' },
      { id: 3, titulo: 'Stalker' },
    ]);
    await client.patch('/filmes/1', { identificadores: ['imdb:tt0078748'] }).expect(200);
    await client.patch('/filmes/2', { identificadores: ['tmdb:679'] }).expect(200);
  });
  afterAll(() => server.close());

  it.each([
    ['jellyfin', jellyfinStop, 'jellyfin:ana', true],
    [
      'jellyfin',
      { ...jellyfinStop, NotificationUsername: 'texto', PlayedToCompletion: 'True' },
      'jellyfin:texto',
      true,
    ],
    ['plex', plexScrobble, 'plex:ana', false],
    ['emby', embyStop, 'emby:ana', true],
    ['emby', { ...embyStop, User: { Name: 'bia' }, Event: 'item.markplayed', PlaybackInfo: {} }, 'emby:bia', true],
    ['trakt', { ...traktWatched, user: { username: 'ana' } }, 'trakt:ana', true],
    ['trakt', { action: 'scrobble', progress: 99.9, movie: traktMovie, user: { username: 'bia' } }, 'trakt:bia', false],
  ])(
    '%s: a film seen to its end is an event of who saw it, however often it is sent',
    async (hook, body, who, timed) => {
      const before = Date.now();
      const first = await send(hook, body).expect(200);
      expect(first.body).toEqual({ criados: 1, atualizados: 0, iguais: 0, nao_encontrados: [] });
      expect(first.headers['x-perfil-versao']).toBe('1');
      const again = await send(hook, body).expect(200);
      expect(again.body).toEqual({ criados: 0, atualizados: 0, iguais: 1, nao_encontrados: [] });
      expect(again.headers['x-perfil-versao']).toBe('1');
      const [event, ...others] = await eventsOf(who);
      expect(others).toEqual([]);
      expect(event).toMatchObject({ filme_id: 1, tipo: 'assistiu', valor: null });
      const at = Date.parse(event.quando);
      if (timed) expect(Math.abs(at - SEEN)).toBeLessThan(1000);
      else expect(at).toBeGreaterThanOrEqual(before);
      const list = (await client.get(`/usuarios/${who}/recomendacoes`).expect(200)).body as { id: number }[];
      expect(list.map(({ id }) => id).sort()).toEqual([2, 3]);
    },
  );

  it('is found by any of the ids that come, by those of older Plex agents too', async () => {
    const aliens = { ...plexScrobble, Account: { title: 'caio' } };
    const by = (Metadata: object) => send('plex', { ...aliens, Metadata: { type: 'movie', ...Metadata } });
    await by({ Guid: [{ id: 'imdb://tt0090605' }, { id: 'tmdb://679' }] }).expect(200);
    await by({ guid: 'com.plexapp.agents.themoviedb://679?lang=pt' }).expect(200);
    await by({ guid: 'com.plexapp.agents.imdb://tt0078748?lang=pt' }).expect(200);
    expect((await eventsOf('plex:caio')).map(({ filme_id }) => filme_id)).toEqual([1, 2, 2]);
    const typed = { ...jellyfinStop, NotificationUsername: 'caio', Provider_imdb: '?', Provider_tmdb: '679' };
    await post('jellyfin', typed).expect(200);
    expect((await eventsOf('jellyfin:caio')).map(({ filme_id }) => filme_id)).toEqual([2]);
  });

  it.each([
    ['jellyfin', { ...jellyfinStop, PlayedToCompletion: false }],
    ['jellyfin', { ...jellyfinStop, ItemType: 'Episode' }],
    ['jellyfin', { ...jellyfinStop, NotificationType: 'PlaybackStart' }],
    ['jellyfin', { NotificationType: 'PendingRestart' }],
    ['plex', { ...plexScrobble, event: 'media.stop' }],
    ['plex', { ...plexScrobble, Metadata: { ...plexScrobble.Metadata, type: 'episode' } }],
    ['plex', { event: 'admin.database.backup', Server: {} }],
    ['emby', { ...embyStop, PlaybackInfo: { PlayedToCompletion: false } }],
    ['emby', { ...embyStop, Item: { ...embyStop.Item, Type: 'Episode' } }],
    ['emby', { ...embyStop, Event: 'item.markunplayed' }],
    ['emby', { Event: 'system.notificationtest' }],
    ['trakt', { id: 0, action: 'start', progress: 1.25, movie: traktMovie }],
    ['trakt', { id: 13, action: 'pause', progress: 75, movie: traktMovie }],
    ['trakt', { movie: traktMovie, progress: 79.9 }],
    ['trakt', traktEpisode],
    ['trakt', { shows: [traktEpisode.show] }],
    ['trakt', []],
    ['emby', { Event: 'library.new', Item: embyStop.Item, Server: embyStop.Server }],
    ['jellyfin', { ...jellyfinStop, NotificationType: 'PlaybackProgress', Provider_imdb: undefined }],
  ])('%s: anything else changes nothing: %j', async (hook, body) => {
    const before = await counted();
    const answer = await send(hook, body).expect(204);
    expect(answer.text).toBe('');
    expect(await counted()).toEqual(before);
  });

  it.each([
    ['jellyfin', { ...jellyfinStop, NotificationUsername: 'novo', Provider_imdb: 'tt0000404', Provider_tmdb: '404' }],
    ['plex', { ...plexScrobble, Account: { title: 'novo' }, Metadata: { Guid: [{ id: 'imdb://tt0000404' }] } }],
    ['emby', { ...embyStop, User: { Name: 'novo' }, Item: { ProviderIds: { Imdb: 'tt0000404' } } }],
    ['trakt', { ...traktWatched, user: { username: 'novo' }, movie: { ids: { imdb: 'tt0000404' } } }],
  ])('%s: of a film that the catalogue does not have it says so, and makes nobody', async (hook, body) => {
    const before = await counted();
    const answer = await send(hook, body).expect(404);
    expect(answer.body.type).toBe('urn:centroide:problema:filme-nao-encontrado');
    expect(answer.body.detail).toContain('imdb:tt0000404');
    expect(await counted()).toEqual(before);
  });

  it.each([
    ['jellyfin', {}, 'NotificationType', 'recebeu (nada); aceita um texto como PlaybackStop', 'takes text like'],
    [
      'jellyfin',
      { ...jellyfinStop, NotificationUsername: '' },
      'NotificationUsername',
      'recebeu ""; aceita um nome',
      'a name',
    ],
    [
      'jellyfin',
      { ...jellyfinStop, UtcTimestamp: 'ontem' },
      'UtcTimestamp',
      'recebeu "ontem"',
      'got "ontem"; takes a moment',
    ],
    [
      'jellyfin',
      { ...jellyfinStop, Provider_imdb: 'x', Provider_tmdb: undefined },
      'Provider_imdb, Provider_tmdb',
      'recebeu "x"; aceita o id do filme no IMDb',
      "takes the film's id at IMDb",
    ],
    ['jellyfin', [], 'corpo', 'recebeu []; aceita um objeto JSON', 'got []; takes a JSON object'],
    ['plex', { event: 7 }, 'event', 'recebeu 7; aceita um texto como media.scrobble', 'got 7'],
    ['plex', { ...plexScrobble, Metadata: {} }, 'Metadata.Guid', 'recebeu (nada)', "the film's id"],
    ['plex', { ...plexScrobble, Account: {} }, 'Account.title', 'recebeu (nada); aceita um nome', 'a name'],
    ['emby', { ...embyStop, User: null }, 'User.Name', 'recebeu (nada); aceita um nome', 'a name'],
    ['emby', { ...embyStop, Date: '31/10/2026' }, 'Date', 'recebeu "31/10/2026"', 'a moment'],
    ['trakt', traktWatched, 'usuario', 'recebeu (nada); aceita quem viu', 'who has seen it'],
    ['trakt', [3], '0', 'recebeu 3; aceita um objeto', 'takes an object'],
    ['trakt', { ...traktWatched, watched_at: 5 }, 'watched_at', 'recebeu 5; aceita um momento', 'a moment'],
    ['trakt', { ...traktWatched, movie: 'Alien' }, 'movie.ids', 'recebeu (nada)', "the film's id"],
    ['trakt', [traktEpisode, { ...traktWatched, movie: { ids: {} } }], '1.movie.ids', 'recebeu {}', "the film's id"],
    [
      'trakt',
      { movies: [{ ...traktMovie, watched_at: 'ontem' }] },
      'movies.0.watched_at',
      'recebeu "ontem"',
      'a moment',
    ],
    ['trakt', { filme: 'Alien' }, 'movie', 'recebeu (nada); aceita um filme como', 'a film like'],
    [
      'emby',
      { ...embyStop, Item: { ...embyStop.Item, ProviderIds: { Tvdb: '7' } } },
      'Item.ProviderIds',
      '{"Tvdb":"7"}',
      "the film's id",
    ],
    [
      'plex',
      { ...plexScrobble, Metadata: { type: 'movie', guid: 'plex://movie/5d77' } },
      'Metadata.Guid',
      'plex://movie',
      "the film's id",
    ],
  ])('%s: says what of %j cannot be taken', async (hook, body, field, pt, en) => {
    const before = await counted();
    for (const [language, text] of [
      ['pt', pt],
      ['en', en],
    ]) {
      const answer = await send(hook, body).set('Accept-Language', language).expect(422);
      expect(answer.body.erros).toHaveLength(1);
      expect(answer.body.erros[0].campo).toBe(field);
      expect(answer.body.erros[0].mensagem).toContain(text);
    }
    expect(await counted()).toEqual(before);
  });

  it('comes in a form with a picture, which is dropped; one without end is refused, and so is what is no JSON', async () => {
    const text = JSON.stringify({ ...plexScrobble, Account: { title: 'davi' } });
    await postForm('plex', 'payload', text, Buffer.alloc(5 * 1024 * 1024 + 1)).expect(413);
    await postForm('plex', 'payload', text, Buffer.alloc(5 * 1024 * 1024)).expect(200);
    const broken = await postForm('plex', 'payload', '{"event":').expect(422);
    expect(broken.body.erros[0].campo).toBe('payload');
    expect((await postForm('plex', 'outro', text).expect(422)).body.error).toContain('payload: recebeu (nada)');
    await postForm('plex', 'payload', `{"event":"media.scrobble","a":${'['.repeat(40)}${']'.repeat(40)}}`).expect(400);
    await post('plex', plexScrobble).expect(415);
    // Emby before 4.9 sends a form as well.
    await postForm('emby', 'data', JSON.stringify({ ...embyStop, User: { Name: 'davi' } })).expect(200);
    expect(await eventsOf('emby:davi')).toHaveLength(1);
  });

  it('of Trakt comes many at a time; what is not in the catalogue is named', async () => {
    const aliens = { ...traktWatched, id: 5, movie: { title: 'Aliens', ids: { imdb: 'tt0090605', tmdb: 679 } } };
    const unknown = { ...traktWatched, id: 6, movie: { title: 'Cubo', ids: { imdb: 'tt0123755', tmdb: null } } };
    const unnamed = { ...traktWatched, id: 7, movie: { title: 'Só lá', ids: { trakt: 9, imdb: null, tmdb: null } } };
    const path = 'trakt?usuario=trakt:eva';
    const { body } = await post(path, [traktWatched, traktEpisode, aliens, unknown, unnamed]).expect(200);
    expect(body).toEqual({ criados: 2, atualizados: 0, iguais: 0, nao_encontrados: ['imdb:tt0123755', 'trakt:9'] });
    const later = { ...traktMovie, watched_at: '2026-11-01T20:00:00Z' };
    const untimed = { ...aliens.movie, watched_at: 'unknown' };
    expect((await post(path, { movies: [later, untimed] }).expect(200)).body).toMatchObject({ criados: 2 });
    expect((await post(path, { movies: [later, untimed] }).expect(200)).body).toMatchObject({ criados: 0, iguais: 2 });
    expect(await eventsOf('trakt:eva')).toHaveLength(4);
    expect((await post('trakt?usuario=eva', traktWatched).expect(422)).body.erros[0].campo).toBe('usuario');
  });

  it('may be sent with a token of the person, and of nobody else', async () => {
    const token = await tokenOf('jellyfin:gil', 'plex:gil');
    const before = await counted();
    const others = await postAs(token, 'jellyfin', jellyfinStop).expect(403);
    expect(others.body.type).toBe('urn:centroide:problema:fora-do-token');
    await postAs(token, 'trakt?usuario=trakt:ana', traktWatched).expect(403);
    expect(await counted()).toEqual(before);
    await postAs(token, 'jellyfin', { ...jellyfinStop, NotificationUsername: 'gil' }).expect(200);
    // Trakt does not say who it was: the token does.
    await postAs(token, 'trakt', { ...traktWatched, watched_at: '2026-11-02T20:00:00Z' }).expect(200);
    expect(await eventsOf('plex:gil')).toHaveLength(2);
  });

  it('makes nobody anew who was erased', async () => {
    const body = { ...jellyfinStop, NotificationUsername: 'zeca' };
    await post('jellyfin', body).expect(200);
    await client.delete('/usuarios/jellyfin:zeca').expect(204);
    expect((await post('jellyfin', body).expect(422)).body.error).toContain('jellyfin:zeca foi apagado');
  });
});
