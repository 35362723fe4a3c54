import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
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
    description: 'Só as notas e os eventos dos últimos tantos dias. Sem ele, as de todos os tempos, mesmo as sem data',
  })
  dias?: number;
}

class ListedFilmDto extends FilmDto {
  @ApiProperty({ example: 1, type: 'integer', description: 'Lugar na lista, a partir de 1' })
  posicao!: number;
}

export class SimilarFilmDto extends ListedFilmDto {
  @ApiProperty({
    example: 0.9134,
    minimum: 0,
    maximum: 1,
    description: 'Cosseno entre os vetores dos dois filmes; 0 quando apontam para lados opostos',
  })
  similaridade!: number;
}

export class PopularFilmDto extends ListedFilmDto {
  @ApiProperty({
    example: 81,
    type: 'integer',
    description: 'Pessoas que deram 3,5 ou mais, ou de quem, sem nota, um evento diz que gostaram',
  })
  gostaram!: number;

  @ApiProperty({
    example: 97,
    type: 'integer',
    description: 'Pessoas que deram alguma nota, ou de quem um evento diz o que acharam',
  })
  avaliacoes!: number;
}

export interface FilmList<Film> {
  readonly films: Film[];
  /** What the filter asked for and no film has. */
  readonly unknown: readonly UnknownValue[];
}
