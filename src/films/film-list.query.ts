import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { OneOf, QueryInteger, ShortText } from '../http/field-decorators';
import { FilmFilter } from './film-filter';

export const filmOrders = ['id', 'titulo', 'ano', 'popularidade'] as const;
export type FilmOrder = (typeof filmOrders)[number];

/** Parameters of `GET /filmes`. */
export class FilmListQuery extends FilmFilter {
  @IsOptional()
  @OneOf(filmOrders)
  @ApiPropertyOptional({ enum: filmOrders, default: 'id', description: 'Popularidade: do mais ao menos avaliado' })
  ordem?: FilmOrder;

  @IsOptional()
  @QueryInteger(1, 1000)
  @ApiPropertyOptional({ type: 'integer', default: 100, minimum: 1, maximum: 1000 })
  limite?: number;

  @IsOptional()
  @ShortText(500)
  @ApiPropertyOptional({
    description: 'Onde a página anterior acabou; vem no cabeçalho Link',
  })
  cursor?: string;
}
