import { fold } from '../../database/fold';
import { parseMoment, parseRef, parseRequired, parseShare } from '../reading/parse-cells';
import type { Cells } from '../reading/records';
import type { EventInput } from '../reading/rows';
import type { RowReader } from '../reading/row-reader';
import type { Format, FormatFile } from './format';
import { filmColumn, ratingTime, userColumn, watchedColumn } from './tracker-rows';

/** What others call the kinds that everybody has. To look at a page is not to watch a film: a `view` may be either, and is none. */
const words: Readonly<Record<string, readonly string[]>> = {
  mostrado: ['shown', 'show', 'impression', 'exposed', 'displayed', 'impressao', 'exibido'],
  clicou: ['click', 'clicked', 'page_view', 'detail_view', 'clique', 'abriu'],
  comecou: ['start', 'started', 'play', 'played', 'play_start', 'playback_start', 'inicio', 'iniciou', 'reproduziu'],
  assistiu: [
    'watch',
    'watched',
    'finish',
    'finished',
    'complete',
    'completed',
    'play_complete',
    'terminou',
    'concluiu',
  ],
  gostou: [
    'like',
    'liked',
    'love',
    'loved',
    'favorite',
    'favourite',
    'thumbs_up',
    'upvote',
    'curtiu',
    'favoritou',
    'amou',
  ],
  quer_ver: [
    'watchlist',
    'watchlisted',
    'add_to_watchlist',
    'bookmark',
    'bookmarked',
    'wishlist',
    'save',
    'saved',
    'watch_later',
  ],
  sem_interesse: [
    'not_interested',
    'dislike',
    'disliked',
    'thumbs_down',
    'downvote',
    'hide',
    'hidden',
    'dismiss',
    'nao_gostou',
    'ocultou',
  ],
  visto: ['seen', 'already_seen', 'ja_viu', 'ja_vi', 'viu'],
};

const kindOf = new Map(Object.entries(words).flatMap(([kind, others]) => others.map((word) => [word, kind] as const)));

/** A kind as we call it; any other as it is written, since a team may have it. */
function kindIn(text: string | undefined): string {
  const given = parseRequired(text, 'tipo');
  return kindOf.get(fold(given).replaceAll(/[\s-]+/g, '_')) ?? given;
}

const common = {
  kind: 'eventos',
  createsUsers: true,
} as const;

const aliases = { userId: userColumn, movieId: filmColumn };

function eventIn(cells: Cells, tipo: string, when: string | undefined, reader: RowReader): EventInput {
  return {
    id: null,
    usuario_id: parseRef(cells.userId, 'userId', 'usuarios'),
    filme_id: parseRef(cells.movieId, 'movieId', 'filmes'),
    tipo,
    valor: reader.optional('valor', () => parseShare(cells.value, 'valor'), null),
    quando: reader.optional('quando', () => parseMoment(when, 'quando', reader.dates), null) ?? -1,
    recomendacao_id: null,
  };
}

const events: FormatFile<'eventos'> = {
  ...common,
  label: { pt: 'eventos de outros sistemas', en: 'events of other systems' },
  required: ['userId', 'movieId', 'event'],
  optional: ['timestamp', 'value'],
  aliases: {
    ...aliases,
    event: [
      'event_type',
      'event_name',
      'action',
      'interaction',
      'interaction_type',
      'feedback_type',
      'evento',
      'acao',
      'tipo',
    ],
    timestamp: [...ratingTime, 'event_time', 'quando'],
    value: ['progress', 'watched_share', 'valor', 'progresso'],
  },
  toRow: (cells, reader) => eventIn(cells, kindIn(cells.event), cells.timestamp, reader),
};

const views: FormatFile<'eventos'> = {
  ...common,
  label: { pt: 'filmes vistos', en: 'films watched' },
  required: ['userId', 'movieId', 'watchedAt'],
  aliases: { ...aliases, watchedAt: watchedColumn },
  toRow: (cells, reader) => eventIn(cells, 'visto', cells.watchedAt, reader),
};

/** What people did, as other systems write it down: who, which film, what, and when. */
export const eventsElsewhere: Format = { files: [events, views] };
