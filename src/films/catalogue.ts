import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../database/database';
import { catalogueVersion } from './catalogue-version';
import type { IdentifiedFilm } from './film-row';
import { FilmsService } from './films.service';

/** Every film, as the catalogue is at one moment. */
export interface CatalogueState {
  /** Another number, another catalogue. */
  readonly version: number;
  /** By id. */
  readonly films: readonly IdentifiedFilm[];
  readonly byId: ReadonlyMap<number, IdentifiedFilm>;
}

/** All films in memory, for answers that look at every one of them. Read anew when a film has changed. */
@Injectable()
export class Catalogue {
  private readonly states = new LRUCache<number, Promise<CatalogueState>>({ max: 1 });

  constructor(
    private readonly database: Database,
    private readonly films: FilmsService,
  ) {}

  async now(): Promise<CatalogueState> {
    // The number is read first: films may be newer than it says, never older.
    const version = await catalogueVersion(this.database);
    const known = this.states.get(version);
    if (known) return known;
    const state = this.read(version);
    this.states.set(version, state);
    // What failed is tried again by the next request.
    state.catch(() => this.states.delete(version));
    return state;
  }

  private async read(version: number): Promise<CatalogueState> {
    const films = await this.films.described();
    return { version, films, byId: new Map(films.map((film) => [film.id, film])) };
  }
}
