import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { IsOptional } from 'class-validator';
import { FilmFilterBody } from '../../films/film-filter';
import { FilmRefs } from '../../films/film-refs';
import { LONGEST_CURSOR } from '../../http/cursor';
import {
  BodyFlag,
  BodyInteger,
  BodyNumber,
  ListOf,
  Moment,
  Nullable,
  OpaqueText,
  Optional,
  ShortText,
} from '../../http/field-decorators';
import type { Ref } from '../../identifiers/identifier';
import { BodyRef } from '../../identifiers/ref-decorators';
import { POPULARITY } from './recommendation.dto';

/** What a visitor thinks of one film. */
export class VisitorRating {
  @BodyRef('filmes', { example: 3 })
  filme_id!: Ref;

  @BodyNumber(0, 5)
  @ApiProperty({ example: 4.5, minimum: 0, maximum: 5 })
  avaliacao!: number;

  /** In milliseconds since 1970 once it is read. */
  @Nullable()
  @Moment()
  @ApiPropertyOptional({
    example: '2026-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: {
      pt: 'Quando: notas mais novas dizem mais. Sem isso, a nota conta como das mais antigas',
      en: 'When: newer ratings say more. Without it, the rating counts as one of the oldest',
    },
  })
  avaliado_em?: number | null;
}

/** The most ratings that a visitor may come with. */
export const MOST_RATINGS = 1000;

/** By what a visitor is known again, in experiments alone. */
export function Visitor(): PropertyDecorator {
  return applyDecorators(
    Optional(),
    OpaqueText(8, 64),
    ApiPropertyOptional({
      example: 'f3b1c2d4-7a8e',
      description: {
        pt: 'Um texto qualquer, sempre o mesmo para a mesma pessoa: com ele o visitante participa de experimentos. Dele só se guarda um hash',
        en:
          'Any text, always the same for the same person: with it the visitor takes part in experiments. Only a hash of it ' +
          'is kept',
      },
    }),
  );
}

/** Body of `POST /recomendacoes`. */
export class VisitorBody extends FilmFilterBody {
  @ListOf(MOST_RATINGS)
  @ApiProperty({
    type: [VisitorRating],
    maxItems: MOST_RATINGS,
    description: { pt: 'Vazia: filmes populares', en: 'Empty: popular films' },
  })
  avaliacoes!: unknown[];

  @Optional()
  @BodyInteger(1, 100)
  @ApiPropertyOptional({ type: 'integer', default: 5, minimum: 1, maximum: 100 })
  limite?: number;

  @Optional()
  @BodyNumber(0, 1)
  @ApiPropertyOptional({ type: 'number', default: 0, minimum: 0, maximum: 1 })
  diversidade?: number;

  @Optional()
  @BodyNumber(-1, 1)
  @ApiPropertyOptional({ type: 'number', default: 0, minimum: -1, maximum: 1, description: POPULARITY })
  popularidade?: number;

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: { pt: 'Acrescenta os motivos de cada filme', en: 'Adds the reasons of each film' },
  })
  explicar?: boolean;

  @FilmRefs('unwanted', 'body')
  excluir?: Ref[];

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: { pt: 'Filmes avaliados também concorrem', en: 'Rated films compete too' },
  })
  incluir_avaliados?: boolean;

  @Visitor()
  visitante?: string;

  @Optional()
  @ShortText(LONGEST_CURSOR)
  @ApiPropertyOptional({
    description: {
      pt: 'Onde a página anterior acabou; vem no cabeçalho Link',
      en: 'Where the page before ended; it comes in the Link header',
    },
  })
  cursor?: string;
}

/** Parameters of `POST /recomendacoes`. */
export class VisitorQuery {
  @IsOptional()
  @ShortText(LONGEST_CURSOR)
  @ApiPropertyOptional({
    description: { pt: 'O mesmo que no corpo; vale este', en: 'The same as in the body; this one holds' },
  })
  cursor?: string;
}
