/*
 * What media servers send, as their documentation shows it: Jellyfin's webhook plugin with "Send All Properties", Plex's article on
 * webhooks with the ids of its newer agents, Emby's webhooks of 4.7, items of Trakt's /sync/history and answers of its /scrobble.
 */

export const jellyfinStop = {
  ServerId: '7b5b2c1e0a1f4c1f9f0e2a6a1a5d7c11',
  ServerName: 'sala',
  ServerVersion: '10.10.7',
  ServerUrl: 'http://localhost:8096',
  NotificationType: 'PlaybackStop',
  Timestamp: '2026-10-31T18:15:00.4711234-03:00',
  UtcTimestamp: '2026-10-31T21:15:00.4711234Z',
  Name: 'Alien',
  Overview: 'Sete tripulantes, e mais um.',
  Tagline: '',
  ItemId: '3f1c2d4e5a6b7c8d9e0f1a2b3c4d5e6f',
  ItemType: 'Movie',
  RunTimeTicks: 70_000_000_000,
  RunTime: '01:56:40',
  Year: 1979,
  Genres: 'Horror, Science Fiction',
  Provider_imdb: 'tt0078748',
  Provider_tmdb: '348',
  Video_0_Codec: 'hevc',
  PlaybackPositionTicks: 69_000_000_000,
  PlaybackPosition: '01:55:00',
  IsPaused: false,
  IsAutomated: false,
  DeviceName: 'TV',
  ClientName: 'Jellyfin Web',
  PlayedToCompletion: true,
  NotificationUsername: 'ana',
  UserId: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
};

export const plexScrobble = {
  event: 'media.scrobble',
  user: true,
  owner: true,
  Account: { id: 1, thumb: 'https://plex.tv/users/1022b120ffbaa/avatar?c=1465525047', title: 'ana' },
  Server: { title: 'Escritório', uuid: '54664a3d8acc39983675640ec9ce00b70af9cc36' },
  Player: {
    local: true,
    publicAddress: '200.200.200.200',
    title: 'Plex Web (Safari)',
    uuid: 'r6yfkdnfggbh2bdnvkffwbms',
  },
  Metadata: {
    librarySectionType: 'movie',
    ratingKey: '1936545',
    key: '/library/metadata/1936545',
    guid: 'plex://movie/5d776826880197001ec90968',
    librarySectionID: 1224,
    type: 'movie',
    title: 'Alien',
    year: 1979,
    lastViewedAt: 1_793_481_300,
    viewCount: 1,
    Guid: [{ id: 'imdb://tt0078748' }, { id: 'tmdb://348' }, { id: 'tvdb://1146' }],
  },
};

export const embyStop = {
  Title: 'ana has finished playing Alien on Chrome',
  Date: '2026-10-31T21:15:00.0750827Z',
  Event: 'playback.stop',
  User: { Name: 'ana', Id: 'aac3a78d9f184ea480fb1629e76aad57' },
  Item: {
    Name: 'Alien',
    ServerId: '15596ac9bbc24127b9f01db6f33630c7',
    Id: '4916',
    RunTimeTicks: 70_000_000_000,
    ProductionYear: 1979,
    ProviderIds: { Tmdb: '348', Imdb: 'tt0078748' },
    IsFolder: false,
    Type: 'Movie',
    MediaType: 'Video',
  },
  Server: { Name: 'sala', Id: '15596ac9bbc24127b9f01db6f33630c7', Version: '4.7.13.0' },
  Session: { Client: 'Emby Web', DeviceName: 'Chrome', Id: 'c336b028b893558b333d1a49238b7db1' },
  PlaybackInfo: { PlayedToCompletion: true, PositionTicks: 69_431_791_950, PlaylistIndex: 0, PlaylistLength: 1 },
};

export const traktMovie = {
  title: 'Alien',
  year: 1979,
  ids: { trakt: 295, slug: 'alien-1979', imdb: 'tt0078748', tmdb: 348 },
};

export const traktWatched = {
  id: 1_982_346,
  watched_at: '2026-10-31T21:15:00.000Z',
  action: 'scrobble',
  type: 'movie',
  movie: traktMovie,
};

export const traktEpisode = {
  id: 1_982_347,
  watched_at: '2026-10-31T22:15:00.000Z',
  action: 'watch',
  type: 'episode',
  episode: { season: 1, number: 1, title: 'Pilot', ids: { trakt: 16, tvdb: 349_232, imdb: 'tt0959621', tmdb: 348 } },
  show: { title: 'Breaking Bad', year: 2008, ids: { trakt: 1, slug: 'breaking-bad' } },
};
