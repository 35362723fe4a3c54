import { parseIdentifier } from '../../identifiers/identifier';
import { InvalidCell, parseMoment, parseRating, parseText } from '../reading/parse-cells';
import { parseGenres } from '../reading/parse-genres';
import { parseTitle } from '../reading/parse-title';
import { parseObject, type Cells } from '../reading/records';
import type { Mentions } from '../reading/rows';
import type { Format, FormatFile } from './format';

/** Kinds of feedback that are a number of stars. */
const RATINGS = /rat|star|score|review|nota|avalia/i;

/** What other kinds of feedback are with us; what is not among them was at least looked at. */
const EVENTS: readonly (readonly [RegExp, string])[] = [
  [/dislike|skip|hide|not_?interest/i, 'sem_interesse'],
  [/like|fav|love|upvote/i, 'gostou'],
  [/buy|purchase|share|watch|finish|complete|play/i, 'assistiu'],
  [/wish|later|save|bookmark/i, 'quer_ver'],
];

function idOf(text: string | undefined, of: 'filmes' | 'usuarios'): string {
  const id = (text ?? '').trim();
  if (id === '') throw new InvalidCell('id vazio', 'id is empty');
  return parseIdentifier(`gorse:${id.slice(0, 200)}`, of);
}

const mentioned = (cells: Cells): Mentions => ({
  user: idOf(cells.UserId, 'usuarios'),
  film: { identifiers: [idOf(cells.ItemId, 'filmes')] },
});

const items: FormatFile<'filmes'> = {
  kind: 'filmes',
  label: { pt: 'itens do Gorse', en: 'items of Gorse' },
  required: ['ItemId'],
  optional: ['Categories', 'Labels', 'Comment', 'Timestamp'],
  jsonLines: true,
  toRow: (cells) => {
    const labels = parseObject(cells.Labels ?? '') ?? {};
    const name = [labels.title, labels.titulo, labels.name, cells.Comment, cells.ItemId].find(isFilled);
    const { titulo, ano } = parseTitle(parseText(name ?? '', 'titulo'));
    const listed = (value: unknown): string =>
      Array.isArray(value) ? value.map(String).join('|') : typeof value === 'string' ? value : '';
    const genero = parseGenres(listed(labels.genres ?? labels.genre) || listed(safeArray(cells.Categories)));
    return {
      id: 0,
      titulo,
      ano,
      genero,
      mentions: { film: { identifiers: [idOf(cells.ItemId, 'filmes')], titulo, ano, genero } },
    };
  },
};

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function safeArray(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '[]') as unknown;
  } catch {
    return text;
  }
}

const users: FormatFile<'usuarios'> = {
  kind: 'usuarios',
  label: { pt: 'usuários do Gorse', en: 'users of Gorse' },
  required: ['UserId'],
  optional: ['Labels', 'Comment'],
  jsonLines: true,
  toRow: (cells) => {
    const nome = parseText((cells.Comment ?? '').trim() || (cells.UserId ?? ''), 'nome');
    return { id: 0, nome, mentions: { user: idOf(cells.UserId, 'usuarios'), userName: nome } };
  },
};

const required = ['FeedbackType', 'UserId', 'ItemId'];
const optional = ['Value', 'Timestamp', 'Comment'];

const isRating = (cells: Cells): boolean => RATINGS.test(cells.FeedbackType ?? '') && Number(cells.Value ?? '') > 0;

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do Gorse', en: 'ratings of Gorse' },
  required,
  optional,
  jsonLines: true,
  toRow: (cells, reader) =>
    isRating(cells)
      ? {
          usuario_id: 0,
          filme_id: 0,
          ...parseRating(cells.Value),
          avaliado_em: reader.optional(
            'avaliado_em',
            () => parseMoment(cells.Timestamp, 'avaliado_em', reader.dates),
            null,
          ),
          mentions: mentioned(cells),
        }
      : null,
};

const events: FormatFile<'eventos'> = {
  kind: 'eventos',
  label: { pt: 'eventos do Gorse', en: 'events of Gorse' },
  required,
  optional,
  jsonLines: true,
  toRow: (cells, reader) =>
    isRating(cells)
      ? null
      : {
          id: '',
          usuario_id: 0,
          filme_id: 0,
          tipo: EVENTS.find(([word]) => word.test(cells.FeedbackType ?? ''))?.[1] ?? 'clicou',
          valor: null,
          quando: reader.optional('quando', () => parseMoment(cells.Timestamp, 'quando', reader.dates), null) ?? -1,
          recomendacao_id: null,
          mentions: mentioned(cells),
        },
};

/** What Gorse writes down of its users, items and feedback: JSON lines, with ids that are texts. */
export const gorse: Format = { files: [{ ...ratings, also: [events] }, items, users] };
