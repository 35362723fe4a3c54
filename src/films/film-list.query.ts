import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { OneOf } from '../http/field-decorators';
import { PageQuery } from '../http/page.query';
import { FilmFilter } from './film-filter';

const filmOrders = ['id', 'titulo', 'ano', 'popularidade'] as const;
export type FilmOrder = (typeof filmOrders)[number];

class OrderedFilms extends FilmFilter {
  @IsOptional()
  @OneOf(filmOrders)
  @ApiPropertyOptional({ enum: filmOrders, default: 'id', description: 'Popularidade: do mais ao menos avaliado' })
  ordem?: FilmOrder;
}

/** Parameters of `GET /filmes`. */
export class FilmListQuery extends IntersectionType(OrderedFilms, PageQuery) {}
