import type { Schema } from '../http/api-docs';

/*
 * What media servers send, for the document: only what every notification has is asked for, the rest is in the examples. What else
 * comes is overlooked.
 */

const text: Schema = { type: 'string', minLength: 1 };

export const jellyfinSchema: Schema = {
  type: 'object',
  required: ['NotificationType'],
  properties: { NotificationType: text },
  additionalProperties: true,
  example: {
    NotificationType: 'PlaybackStop',
    NotificationUsername: 'ana',
    ItemType: 'Movie',
    Name: 'Alien',
    Provider_imdb: 'tt0078748',
    Provider_tmdb: '348',
    PlayedToCompletion: true,
    UtcTimestamp: '2026-10-31T21:15:00.0000000Z',
  },
};

const embyEvent = {
  Event: 'playback.stop',
  Date: '2026-10-31T21:15:00.0000000Z',
  User: { Name: 'ana' },
  Item: { Name: 'Alien', Type: 'Movie', ProviderIds: { Imdb: 'tt0078748', Tmdb: '348' } },
  PlaybackInfo: { PlayedToCompletion: true },
};

export const embySchema: Schema = {
  anyOf: [
    { type: 'object', required: ['Event'], properties: { Event: text }, additionalProperties: true },
    {
      type: 'object',
      required: ['data'],
      properties: {
        data: { ...text, description: { pt: 'Em um formulário: o mesmo em JSON', en: 'In a form: the same as JSON' } },
      },
      additionalProperties: true,
    },
  ],
  example: embyEvent,
};

export const plexSchema: Schema = {
  type: 'object',
  required: ['payload'],
  properties: {
    payload: { ...text, description: { pt: 'JSON', en: 'JSON' } },
    thumb: {
      type: 'string',
      format: 'binary',
      description: { pt: 'O pôster: é lido e esquecido', en: 'The poster: it is read and forgotten' },
    },
  },
  additionalProperties: true,
  example: {
    payload: JSON.stringify({
      event: 'media.scrobble',
      Account: { title: 'ana' },
      Metadata: { type: 'movie', title: 'Alien', Guid: [{ id: 'imdb://tt0078748' }, { id: 'tmdb://348' }] },
    }),
  },
};

const item: Schema = { type: 'object', additionalProperties: true };

export const traktSchema: Schema = {
  anyOf: [item, { type: 'array', items: item }],
  example: [
    {
      id: 1982346,
      watched_at: '2026-10-31T21:15:00.000Z',
      action: 'scrobble',
      type: 'movie',
      movie: { title: 'Alien', year: 1979, ids: { imdb: 'tt0078748', tmdb: 348 } },
    },
  ],
};
