import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { Database } from '../database/database';
import type { Ref } from '../identifiers/identifier';
import { refInPath } from '../identifiers/ref-in-path';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { FilmNotFound } from './film-not-found';

/** What a path calls a film, not looked up: whoever writes does so in the transaction. */
export class FilmRefPipe implements PipeTransform<string, Ref> {
  transform(value: string, { data }: ArgumentMetadata): Ref {
    return refInPath(value, data ?? 'id', 'filmes');
  }
}

/** Our number of the film in a path: one look-up where it is an id elsewhere, none where it is the number. */
@Injectable()
export class FilmIdPipe implements PipeTransform<string, Promise<number>> {
  constructor(private readonly database: Database) {}

  async transform(value: string, { data }: ArgumentMetadata): Promise<number> {
    const ref = refInPath(value, data ?? 'id', 'filmes');
    if (typeof ref === 'number') return ref;
    const id = (await resolveIdentifiers(this.database, this.database.dialect, 'filmes', [ref])).get(ref);
    if (id === undefined) throw new FilmNotFound(ref);
    return id;
  }
}
