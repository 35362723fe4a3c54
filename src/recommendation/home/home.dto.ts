import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { IsOptional } from 'class-validator';
import { FilmFilterBody } from '../../films/film-filter';
import { FilmRefs } from '../../films/film-refs';
import { LONGEST_CURSOR } from '../../http/cursor';
import {
  BodyFlag,
  BodyInteger,
  ListOf,
  Optional,
  QueryFlag,
  QueryInteger,
  ShortText,
} from '../../http/field-decorators';
import type { Ref } from '../../identifiers/identifier';
import { PersonListQuery, RecommendationDto } from '../serving/recommendation.dto';
import { MOST_RATINGS, Visitor, VisitorRating } from '../serving/visitor.dto';
import { rowKeySchema } from './row-key';

/** Rows, and films of a row, when nobody says how many. */
export const USUAL_ROWS = 8;
export const USUAL_PER_ROW = 10;

const MOST_ROWS = 12;
const MOST_PER_ROW = 40;

const rows = { type: 'integer', default: USUAL_ROWS, minimum: 1, maximum: MOST_ROWS } as const;
const perRow = {
  ...({ type: 'integer', default: USUAL_PER_ROW, minimum: 1, maximum: MOST_PER_ROW } as const),
  description: { pt: 'Filmes de cada linha', en: 'Films of each row' },
} as const;

const explained = {
  ...({ type: 'boolean', default: false } as const),
  description: {
    pt: 'Acrescenta a cada filme `regras`, o que as regras dos editores fizeram com ele na linha',
    en: 'Adds to each film `regras`, what the rules of editors did with it in the row',
  },
} as const;

/** What a home page and one row of it take. */
class RowsQuery extends PersonListQuery {
  @IsOptional()
  @QueryInteger(1, MOST_PER_ROW)
  @ApiPropertyOptional(perRow)
  por_linha?: number;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional(explained)
  explicar?: boolean;
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
  @ApiPropertyOptional({
    description: {
      pt: 'Onde a linha acabou: o `cursor` da vitrine, ou o do cabeçalho Link',
      en: 'Where the row ended: the `cursor` of the home page, or that of the Link header',
    },
  })
  cursor?: string;
}

/** The same of a visitor. */
class RowsBody extends FilmFilterBody {
  @ListOf(MOST_RATINGS)
  @ApiProperty({
    type: [VisitorRating],
    maxItems: MOST_RATINGS,
    description: { pt: 'Vazia: filmes populares', en: 'Empty: popular films' },
  })
  avaliacoes!: unknown[];

  @Optional()
  @BodyInteger(1, MOST_PER_ROW)
  @ApiPropertyOptional(perRow)
  por_linha?: number;

  @FilmRefs('unwanted', 'body')
  excluir?: Ref[];

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional(explained)
  explicar?: boolean;

  @Visitor()
  visitante?: string;
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
  @ApiPropertyOptional({
    description: {
      pt: 'Onde a linha acabou: o `cursor` da vitrine, ou o do cabeçalho Link',
      en: 'Where the row ended: the `cursor` of the home page, or that of the Link header',
    },
  })
  cursor?: string;
}

/** A row of a home page. */
export class HomeRowDto {
  @ApiProperty({
    ...rowKeySchema,
    description: { pt: 'Por ela se pede a linha sozinha', en: 'By it the row is asked for alone' },
  })
  chave!: string;

  @ApiProperty({ example: { pt: 'Porque você gostou de Star Wars', en: 'Because you liked Star Wars' } })
  titulo!: string;

  @ApiProperty({
    example: {
      pt: 'O que mais combina com Star Wars, na ordem do seu gosto',
      en: 'What goes best with Star Wars, in the order of your taste',
    },
  })
  motivo!: string;

  @ApiProperty({
    type: [RecommendationDto],
    description: {
      pt: 'O melhor primeiro (em `novidades` o mais novo, em `em_alta` o mais querido); `posicao` é o lugar na linha',
      en: 'The best first (in `novidades` the newest, in `em_alta` the best liked); `posicao` is the place in the row',
    },
  })
  filmes!: RecommendationDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'WzEwLCJ...',
    description: {
      pt: 'Com ele `/vitrine/{chave}` continua a linha; null se ela acabou',
      en: 'With it `/vitrine/{chave}` goes on with the row; null if that has ended',
    },
  })
  cursor!: string | null;
}
