import { ApiProperty } from '../http/api-docs';
import type { Ref } from '../identifiers/identifier';
import { FilmRefs } from './film-refs';

/** Body of `POST /filmes/lote/apagar`. */
export class FilmDeletionBody {
  @FilmRefs('deleted', 'body')
  ids!: Ref[];
}

export class DeletedFilmsDto {
  @ApiProperty({ example: 3, type: 'integer' })
  apagados!: number;
}
