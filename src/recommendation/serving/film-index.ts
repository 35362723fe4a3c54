import { weighedLikes } from '../../engine/ratings/recent-likes';
import { popularFilms } from '../../engine/scoring/popular-films';
import type { FilmVectors } from '../../engine/linear-algebra/similarities';
import type { PredictedFilm } from '../../engine/scoring/predict-film';
import { trendScores } from '../../engine/scoring/trend-part';
import { at } from '../../invariants';
import type { ServedModel } from '../model/served-model';
import type { Trend } from './trends';

/** A film that came after the model was trained, and what the model predicts of it. */
interface Newcomer extends PredictedFilm {
  readonly id: number;
}

/** By place: the order of films that are popular, the highest first, and how many people like each. */
interface Popularity {
  readonly order: Float32Array;
  readonly likes: Float32Array;
}

/**
 * Ids below this are looked up in an array, of 4 MB at most. A look into a map of ten thousand films takes ten times as long, and there is
 * one for each rating.
 */
const NEAR = 1024 * 1024;

/**
 * All that can be recommended from one model and one state of the catalogue. Films have places: first the columns of the
 * model, then the films that came after it. Without a model all films are such.
 */
export class FilmIndex {
  /** Film id of each place. */
  readonly ids: Float64Array;
  /** 1 for each place whose film was deleted: a model outlives the films that it was trained on. */
  readonly gone: Uint8Array;
  /** Column of W of each film that came after the model. */
  readonly newColumns: readonly Float32Array[];
  readonly vectors: FilmVectors;
  private readonly columns: number;
  /** Place of each id that is small enough, -1 for none. */
  private readonly places: Int32Array;
  /** Place of each of the others. */
  private readonly farPlaces: ReadonlyMap<number, number>;
  private popular: Popularity | undefined;

  /**
   * ids: all films there are. newcomers: those of them that the model has no column of; one that is not among them was
   * deleted while they were read, and has no place.
   */
  constructor(
    readonly model: ServedModel | null,
    ids: readonly number[],
    private readonly newcomers: readonly Newcomer[],
  ) {
    const newIds = model ? newcomers.map(({ id }) => id) : ids;
    this.columns = model?.filmIds.length ?? 0;
    this.ids = new Float64Array(this.columns + newIds.length);
    if (model) this.ids.set(model.filmIds);
    this.ids.set(newIds, this.columns);
    const length = this.ids.reduce((most, id) => Math.max(most, id + 1), 0);
    this.places = new Int32Array(Math.min(NEAR, length)).fill(-1);
    const far = new Map<number, number>();
    this.ids.forEach((id, place) => {
      if (id < NEAR) this.places[id] = place;
      else far.set(id, place);
    });
    this.farPlaces = far;
    this.gone = new Uint8Array(this.ids.length).fill(1, 0, this.columns);
    for (const id of ids) {
      const column = model?.columnOf.get(id);
      if (column !== undefined) this.gone[column] = 0;
    }
    this.newColumns = newcomers.map(({ readoutColumn }) => readoutColumn);
    this.vectors = {
      row: (place) =>
        model && place < this.columns ? model.taste.filmVectors.row(place) : this.newcomer(place).vector,
    };
  }

  /** Place of a film; undefined when it neither is nor was in the catalogue. */
  placeOf(id: number): number | undefined {
    const place = id < this.places.length ? this.places[id] : (this.farPlaces.get(id) ?? -1);
    return place < 0 ? undefined : place;
  }

  /** Place of each of these films, -1 for those that neither are nor were in the catalogue. */
  placesOf(ids: readonly number[]): Int32Array {
    const places = new Int32Array(ids.length);
    for (let n = 0; n < ids.length; n++) places[n] = this.placeOf(ids[n]) ?? -1;
    return places;
  }

  /** Place of a film's group among those of the model; undefined without a model or film. */
  groupOf(id: number): number | undefined {
    const place = this.placeOf(id);
    if (place === undefined || !this.model) return undefined;
    return this.isKnown(place) ? this.model.taste.filmGroup[place] : this.newcomer(place).group;
  }

  has(id: number): boolean {
    const place = this.placeOf(id);
    return place !== undefined && this.gone[place] === 0;
  }

  /** Whether the model has seen the film at a place. */
  isKnown(place: number): boolean {
    return place < this.columns;
  }

  /** For somebody of whom nothing is known: films that came after the model are last. Made once. */
  popularity({ taste }: ServedModel): Popularity {
    if (!this.popular) {
      const order = new Float32Array(this.ids.length);
      popularFilms(taste, taste.filmCount).forEach((column, n) => (order[column] = taste.filmCount - n));
      const likes = new Float32Array(this.ids.length);
      likes.set(taste.likedCount);
      this.popular = { order, likes };
    }
    return this.popular;
  }

  /** By place: how much each film is liked of late beyond what is expected. Films that came after the model are not left out. */
  rising(trend: Trend): Float32Array {
    const liked = this.model?.taste.likedCount ?? new Uint32Array(0);
    return trendScores(this.recentLikes(trend), liked);
  }

  /** By place: how many people like each film of late, each like weighed by its age. */
  recentLikes({ likes, step }: Trend): Float64Array {
    const placed = likes.flatMap(({ filmId, step: then, likes: count }) => {
      const film = this.placeOf(filmId);
      return film === undefined ? [] : [{ film, step: then, count }];
    });
    return weighedLikes(placed, step, this.ids.length);
  }

  private newcomer(place: number): Newcomer {
    return at(this.newcomers, place - this.columns, 'film that came after the model');
  }
}
