import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { IsOptional } from 'class-validator';
import { FilmDto } from '../../films/film.dto';
import { FilmFilter } from '../../films/film-filter';
import type { UnknownValue } from '../../films/filter-hint';
import { QueryInteger } from '../../http/field-decorators';

/** Films of a list when nobody says how many. */
export const USUAL_LIMIT = 10;

/** Parameters of `GET /filmes/{id}/similares`. */
export class SimilarFilmsQuery extends FilmFilter {
  @IsOptional()
  @QueryInteger(1, 100)
  @ApiPropertyOptional({ type: 'integer', default: USUAL_LIMIT, minimum: 1, maximum: 100 })
  limite?: number;
}

/** Parameters of `GET /filmes/populares`. */
export class PopularFilmsQuery extends SimilarFilmsQuery {
  @IsOptional()
  @QueryInteger(1, 36_500)
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 36_500,
    example: 30,
    description: {
      pt: 'Só as notas e os eventos dos últimos tantos dias. Sem ele, as de todos os tempos, mesmo as sem data',
      en: 'Only ratings and events of so many last days. Without it, those of all time, also without a date',
    },
  })
  dias?: number;
}

class ListedFilmDto extends FilmDto {
  @ApiProperty({
    example: 1,
    type: 'integer',
    description: { pt: 'Lugar na lista, a partir de 1', en: 'Place in the list, from 1' },
  })
  posicao!: number;
}

export class SimilarFilmDto extends ListedFilmDto {
  @ApiProperty({
    example: 0.9134,
    minimum: 0,
    maximum: 1,
    description: {
      pt: 'Cosseno entre os vetores dos dois filmes; 0 quando apontam para lados opostos',
      en: 'Cosine between the vectors of the two films; 0 where they point to opposite sides',
    },
  })
  similaridade!: number;
}

export class PopularFilmDto extends ListedFilmDto {
  @ApiProperty({
    example: 81,
    type: 'integer',
    description: {
      pt: 'Pessoas que deram 3,5 ou mais, ou de quem, sem nota, um evento diz que gostaram',
      en: 'People who gave 3.5 or more, or of whom, without a rating, an event says that they would like it',
    },
  })
  gostaram!: number;

  @ApiProperty({
    example: 97,
    type: 'integer',
    description: {
      pt: 'Pessoas que deram alguma nota, ou de quem um evento diz o que acharam',
      en: 'People who gave any rating, or of whom an event says what they thought',
    },
  })
  avaliacoes!: number;
}

export interface FilmList<Film> {
  readonly films: Film[];
  /** What the filter asked for and no film has. */
  readonly unknown: readonly UnknownValue[];
}
