import type { Ref } from '../../identifiers/identifier';
import type { Signals } from '../../config/signals';
import type { EventRow } from '../../events/event-row';
import type { FilmRow } from '../../films/film-row';
import type { Text } from '../../http/language';
import { DISLIKED_RATING, LIKED_RATING } from '../../ratings/profile';
import type { Accepted, Kind, RatingInput, Refused } from '../reading/rows';
import { say, sayNumber } from '../../config/language';

/** What came in, in the words of whoever brought it. */
export interface LandedSummary {
  readonly people: number;
  readonly films: number;
  readonly ratings: number;
  readonly likes: number;
  readonly dislikes: number;
  /** Events that say what somebody prefers: to have seen a film does not. */
  readonly telling: number;
  /** Rows as they landed. */
  readonly samples: readonly string[];
}

const SAMPLES = 3;

/** With fewer films than this, genres that nobody shares are no wonder. */
const ENOUGH_FILMS = 10;

/** A share of films whose genres nobody shares that is one. */
const LONELY = 0.9;

/** Looks at what lands, to tell of it at the end. */
export class Landed {
  private readonly people = new Set<Ref>();
  private readonly films = new Set<Ref>();
  private readonly titles = new Map<Ref, string>();
  private readonly genres = new Map<string, number>();
  private filmsWithGenre = 0;
  private ratings = 0;
  private likes = 0;
  private dislikes = 0;
  private telling = 0;
  private readonly ratingSamples: RatingInput[] = [];
  private readonly filmSamples: Partial<FilmRow>[] = [];

  constructor(private readonly signals: Signals) {}

  /** Rows of a batch, and those of them that were refused. */
  see(kind: Kind, rows: readonly Accepted<unknown>[], refused: readonly Refused[]): void {
    const out = new Set(refused.map(({ line }) => line));
    for (const { line, row } of rows)
      if (!out.has(line)) {
        if (kind === 'filmes') this.film(row as FilmRow);
        else if (kind === 'usuarios') this.people.add((row as { id: Ref }).id);
        else if (kind === 'avaliacoes') this.rating(row as RatingInput);
        else if (kind === 'eventos') this.event(row as EventRow);
      }
  }

  private film(film: Partial<FilmRow> & Pick<FilmRow, 'id' | 'titulo'>): void {
    this.films.add(film.id);
    if (this.titles.size < 10_000) this.titles.set(film.id, film.titulo);
    if (this.filmSamples.length < SAMPLES) this.filmSamples.push(film);
    const names = (film.genero ?? '').split(', ').filter((name) => name !== '');
    if (names.length > 0) this.filmsWithGenre++;
    for (const name of names) this.genres.set(name, (this.genres.get(name) ?? 0) + 1);
  }

  private rating(rating: RatingInput): void {
    this.pair(rating);
    this.ratings++;
    if (rating.avaliacao >= LIKED_RATING) this.likes++;
    if (rating.avaliacao < DISLIKED_RATING) this.dislikes++;
    if (this.ratingSamples.length < SAMPLES) this.ratingSamples.push(rating);
  }

  private event(event: EventRow): void {
    this.pair(event);
    if (this.signals.get(event.tipo)?.preference) this.telling++;
  }

  private pair({ usuario_id, filme_id }: Pick<RatingInput, 'usuario_id' | 'filme_id'>): void {
    this.people.add(usuario_id);
    this.films.add(filme_id);
  }

  summary(): LandedSummary {
    const ofRatings = this.ratingSamples.map(({ usuario_id, filme_id, avaliacao, avaliado_em }) => {
      const title = this.titles.get(filme_id);
      const day = avaliado_em === null ? '' : `, ${new Date(avaliado_em).toISOString().slice(0, 10)}`;
      return `${say('usuário', 'user')} ${usuario_id}, ${say('filme', 'film')} ${filme_id}${title ? ` (${title})` : ''}: ${sayNumber(avaliacao)} ${say('de', 'of')} 5${day}`;
    });
    const ofFilms = this.filmSamples.map(
      ({ id, titulo, ano, genero }) =>
        `${say('filme', 'film')} ${id ?? ''}: ${titulo ?? ''}${ano ? ` (${ano})` : ''}${genero ? `, ${genero}` : ''}`,
    );
    const { ratings, likes, dislikes, telling } = this;
    const samples = ofRatings.length > 0 ? ofRatings : ofFilms;
    return { people: this.people.size, films: this.films.size, ratings, likes, dislikes, telling, samples };
  }

  /** Genres that nearly no two films share say nothing of any taste. */
  doubts(): Text[] {
    const lonely = [...this.genres.values()].filter((count) => count === 1).length;
    if (this.filmsWithGenre < ENOUGH_FILMS || lonely < LONELY * this.filmsWithGenre) return [];
    return [
      {
        pt: `quase todos os ${this.filmsWithGenre} filmes têm um gênero que nenhum outro tem: são mesmo gêneros, e separados por |, ;, / ou vírgula?`,
        en: `nearly all of the ${this.filmsWithGenre} films have a genre that no other has: are these genres, with |, ;, / or a comma between them?`,
      },
    ];
  }
}
