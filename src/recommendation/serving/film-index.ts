import { Injectable } from '@nestjs/common';
import { predictFilm } from '../../engine/scoring/predict-film';
import { popularFilms } from '../../engine/scoring/popular';
import type { FilmVectors } from '../../engine/linear-algebra/similarities';
import { filmTraits } from '../../films/film-traits';
import { FilmsService } from '../../films/films.service';
import type { ServedModel } from '../model/served-model';

/** What the model predicts of a film that came after it was trained. */
interface PredictedFilm {
  readonly readoutColumn: Float32Array;
  readonly vector: Float32Array;
  /** Place of its film group. */
  readonly group: number;
}

/** By place: the order of films that are popular, the highest first, and how many people like each. */
interface Popularity {
  readonly order: Float32Array;
  readonly likes: Float32Array;
}

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
  private readonly newPlaces: ReadonlyMap<number, number>;
  private popular: Popularity | undefined;

  /**
   * ids: all films there are. newIds: those that the model has no column of. predicted: what it says of these, in the same
   * order. A film of `ids` that is in neither was deleted while they were read: it has no place.
   */
  constructor(
    readonly model: ServedModel | null,
    readonly catalogue: number,
    ids: readonly number[],
    newIds: readonly number[],
    private readonly predicted: readonly PredictedFilm[],
  ) {
    const columns = model?.filmIds.length ?? 0;
    this.ids = new Float64Array(columns + newIds.length);
    if (model) this.ids.set(model.filmIds);
    this.ids.set(newIds, columns);
    this.newPlaces = new Map(newIds.map((id, n) => [id, columns + n]));
    this.gone = new Uint8Array(this.ids.length).fill(1, 0, columns);
    for (const id of ids) {
      const column = model?.columnOf.get(id);
      if (column !== undefined) this.gone[column] = 0;
    }
    this.newColumns = predicted.map(({ readoutColumn }) => readoutColumn);
    this.vectors = {
      row: (place) =>
        model && place < columns ? model.taste.filmVectors.row(place) : predicted[place - columns].vector,
    };
  }

  /** Place of a film; undefined when it neither is nor was in the catalogue. */
  placeOf(id: number): number | undefined {
    return this.model?.columnOf.get(id) ?? this.newPlaces.get(id);
  }

  /** Place of each of these films, -1 for those that neither are nor were in the catalogue. */
  placesOf(ids: readonly number[]): Int32Array {
    return Int32Array.from(ids, (id) => this.placeOf(id) ?? -1);
  }

  /** Place of a film's group among those of the model; undefined without a model or film. */
  groupOf(id: number): number | undefined {
    const place = this.placeOf(id);
    if (place === undefined || !this.model) return undefined;
    const columns = this.model.filmIds.length;
    return place < columns ? this.model.taste.filmGroup[place] : this.predicted[place - columns].group;
  }

  has(id: number): boolean {
    const place = this.placeOf(id);
    return place !== undefined && this.gone[place] === 0;
  }

  /** Whether the model has seen the film at a place. */
  isKnown(place: number): boolean {
    return place < this.ids.length - this.newPlaces.size;
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
}

/** Keeps the {@link FilmIndex} of the model in use and the catalogue of now. */
@Injectable()
export class FilmIndexes {
  private known: { model: ServedModel | null; catalogue: number; index: Promise<FilmIndex> } | undefined;

  constructor(private readonly films: FilmsService) {}

  /** The films as they were when the catalogue got this version, or later. */
  at(model: ServedModel | null, catalogue: number): Promise<FilmIndex> {
    if (this.known?.model !== model || this.known.catalogue !== catalogue) {
      const index = this.make(model, catalogue);
      const known = { model, catalogue, index };
      this.known = known;
      // What failed is tried again by the next request.
      index.catch(() => (this.known = this.known === known ? undefined : this.known));
    }
    return this.known.index;
  }

  private async make(model: ServedModel | null, catalogue: number): Promise<FilmIndex> {
    const ids = await this.films.ids();
    const newcomers = model ? ids.filter((id) => !model.columnOf.has(id)) : ids;
    if (!model) return new FilmIndex(null, catalogue, ids, newcomers, []);
    const films = await this.films.byIds(newcomers);
    films.sort((a, b) => a.id - b.id);
    const predicted = films.map((film) => predictFilm(model.taste, filmTraits(film)));
    const there = films.map(({ id }) => id);
    return new FilmIndex(model, catalogue, ids, there, predicted);
  }
}
