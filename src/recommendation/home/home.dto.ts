import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { FilmFilter, FilmFilterBody } from '../../films/film-filter';
import { LONGEST_CURSOR } from '../../http/cursor';
import {
  BodyInteger,
  ListOf,
  Optional,
  QueryFlag,
  QueryInteger,
  QueryNumber,
  ShortText,
} from '../../http/field-decorators';
import type { Ref } from '../../identifiers/identifier';
import { Refs, refsPattern } from '../../identifiers/ref-decorators';
import { MOST_IN_ADDRESS, MOST_UNWANTED, RecommendationDto, REMEMBER, ROTATION } from '../serving/recommendation.dto';
import { MOST_RATINGS, VisitorRating } from '../serving/visitor.dto';
import { rowKeySchema } from './row-key';

/** Rows, and films of a row, when nobody says how many. */
export const USUAL_ROWS = 8;
export const USUAL_PER_ROW = 10;

const MOST_ROWS = 12;
const MOST_PER_ROW = 40;

const rows = { type: 'integer', default: USUAL_ROWS, minimum: 1, maximum: MOST_ROWS } as const;
const perRow = {
  ...({ type: 'integer', default: USUAL_PER_ROW, minimum: 1, maximum: MOST_PER_ROW } as const),
  description: 'Filmes de cada linha',
} as const;

/** What a home page and one row of it take. */
class RowsQuery extends FilmFilter {
  @IsOptional()
  @QueryInteger(1, MOST_PER_ROW)
  @ApiPropertyOptional(perRow)
  por_linha?: number;

  @IsOptional()
  @Refs('filmes', MOST_IN_ADDRESS, 'query')
  @ApiPropertyOptional({
    type: 'string',
    pattern: refsPattern,
    maxLength: MOST_IN_ADDRESS * 17,
    example: '7,imdb:tt0111161',
    description: `Filmes que não devem vir, até ${MOST_IN_ADDRESS}: ids, ou fonte:codigo, com vírgulas entre eles`,
  })
  excluir?: Ref[];

  @IsOptional()
  @QueryNumber(0, 1)
  @ApiPropertyOptional({ type: 'number', default: 0, minimum: 0, maximum: 1, description: ROTATION })
  rotacao?: number;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({ type: 'boolean', default: false, description: REMEMBER })
  lembrar?: boolean;
}

/** Parameters of `GET /usuarios/{usuario_id}/vitrine`. */
export class HomeQuery extends RowsQuery {
  @IsOptional()
  @QueryInteger(1, MOST_ROWS)
  @ApiPropertyOptional(rows)
  linhas?: number;
}

/** Parameters of `GET /usuarios/{usuario_id}/vitrine/{chave}`. */
export class RowQuery extends RowsQuery {
  @IsOptional()
  @ShortText(LONGEST_CURSOR)
  @ApiPropertyOptional({ description: 'Onde a linha acabou: o `cursor` da vitrine, ou o do cabeçalho Link' })
  cursor?: string;
}

/** The same of a visitor. */
class RowsBody extends FilmFilterBody {
  @ListOf(MOST_RATINGS)
  @ApiProperty({ type: [VisitorRating], maxItems: MOST_RATINGS, description: 'Vazia: filmes populares' })
  avaliacoes!: unknown[];

  @Optional()
  @BodyInteger(1, MOST_PER_ROW)
  @ApiPropertyOptional(perRow)
  por_linha?: number;

  @Optional()
  @Refs('filmes', MOST_UNWANTED, 'body')
  @ApiPropertyOptional({
    type: 'array',
    items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    maxItems: MOST_UNWANTED,
    example: [7, 12],
    description: 'Filmes que não devem vir',
  })
  excluir?: Ref[];
}

/** Body of `POST /vitrine`. */
export class HomeBody extends RowsBody {
  @Optional()
  @BodyInteger(1, MOST_ROWS)
  @ApiPropertyOptional(rows)
  linhas?: number;
}

/** Body of `POST /vitrine/{chave}`. */
export class RowBody extends RowsBody {
  @Optional()
  @ShortText(LONGEST_CURSOR)
  @ApiPropertyOptional({ description: 'Onde a linha acabou: o `cursor` da vitrine, ou o do cabeçalho Link' })
  cursor?: string;
}

/** A row of a home page. */
export class HomeRowDto {
  @ApiProperty({ ...rowKeySchema, description: 'Por ela se pede a linha sozinha' })
  chave!: string;

  @ApiProperty({ example: 'Porque você gostou de Star Wars' })
  titulo!: string;

  @ApiProperty({ example: 'O que gostar de Star Wars diz mais, na ordem do seu gosto' })
  motivo!: string;

  @ApiProperty({
    type: [RecommendationDto],
    description:
      'O melhor primeiro (em `novidades` o mais novo, em `em_alta` o mais querido); `posicao` é o lugar na linha',
  })
  filmes!: RecommendationDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'WzEwLCJ...',
    description: 'Com ele `/vitrine/{chave}` continua a linha; null se ela acabou',
  })
  cursor!: string | null;
}
