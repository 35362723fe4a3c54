import { LRUCache } from 'lru-cache';
import type { IdentifiedFilm } from '../../films/film-row';
import type { FilmsService } from '../../films/films.service';

/** Memory for films, in bytes: some 60,000 of them. Of a larger catalogue those asked for last are kept. */
const MEMORY = 32 * 1024 * 1024;

/** About what a film takes beside its texts, in bytes. */
const OVERHEAD = 250;

/** Films by id, as they were at one version of the catalogue or later; those asked for often are kept in memory. */
export class FilmRows {
  private readonly kept = new LRUCache<number, IdentifiedFilm>({ maxSize: MEMORY, sizeCalculation: sizeOf });

  constructor(private readonly films: FilmsService) {}

  /** The films with these ids, in their order; those deleted meanwhile are left out. */
  async of(ids: readonly number[]): Promise<IdentifiedFilm[]> {
    const found = new Map<number, IdentifiedFilm>();
    for (const id of ids) {
      const film = this.kept.get(id);
      if (film) found.set(id, film);
    }
    const missing = ids.filter((id) => !found.has(id));
    for (const film of await this.films.byIds(missing)) {
      this.kept.set(film.id, film);
      found.set(film.id, film);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }
}

function sizeOf({ titulo, genero, diretor, atores, sinopse, poster_url, atributos }: IdentifiedFilm): number {
  const extras =
    (sinopse?.length ?? 0) + (poster_url?.length ?? 0) + (atributos ? JSON.stringify(atributos).length : 0);
  return OVERHEAD + 2 * (titulo.length + genero.length + diretor.length + atores.length + extras);
}
