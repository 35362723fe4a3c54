import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { Transform } from 'class-transformer';
import { IsObject, Matches } from 'class-validator';
import { FilmFilterBody } from '../films/film-filter';
import { limitedBy } from '../films/film-values';
import {
  BodyFlag,
  BodyInteger,
  BodyNumber,
  Moment,
  Nullable,
  OneOf,
  Optional,
  ShortText,
} from '../http/field-decorators';
import { isoTime } from '../http/iso-time';
import type { Ref } from '../identifiers/identifier';
import { BodyRef } from '../identifiers/ref-decorators';
import type { Regra } from './regra.entity';
import { isInForce, quotaFilms, ruleKinds, type QuotaFilms, type RuleKind } from './rule';
import { GREATEST_FACTOR, LEAST_FACTOR } from './rule-fields';
import { Places, PLAIN_LIST } from './rule-places';

const LONGEST_NAME = 100;

/** The last place that a film is pinned at. */
const LAST_PLACE = 100;

const KINDS = {
  pt:
    '`fixar` pede `filme_id` e `posicao`; `levantar` e `enterrar`, `filtro` e `fator`; `no_maximo`, `por` e `maximo`; `cota`, ' +
    '`entre` e `parte`',
  en:
    '`fixar` (pin) takes `filme_id` and `posicao`; `levantar` (lift) and `enterrar` (bury), `filtro` and `fator`; `no_maximo` (at ' +
    'most), `por` and `maximo`; `cota` (share), `entre` and `parte`',
};

const TIMES = {
  from: {
    example: '2026-11-26T00:00:00.000Z',
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: { pt: 'Desde quando', en: 'Since when' },
  },
  until: {
    example: '2099-12-03T00:00:00.000Z',
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: { pt: 'Até antes de quando', en: 'Until before when' },
  },
} as const;

const FACTOR = {
  pt: 'Multiplica o que a pontuação está acima da menor que algum filme tem para a pessoa: mais de 1 levanta, menos de 1 enterra',
  en: 'Multiplies what the score is above the lowest that any film has for the person: more than 1 lifts, less than 1 buries',
};

/** What may be said of every rule, and what only some kinds take. */
class RuleFields {
  @Optional()
  @Places()
  onde?: string[];

  /** In milliseconds since 1970 once it is read, like the next. */
  @Nullable()
  @Moment()
  @ApiPropertyOptional(TIMES.from)
  de?: number | null;

  @Nullable()
  @Moment()
  @ApiPropertyOptional(TIMES.until)
  ate?: number | null;

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: true,
    description: {
      pt: '`false`: guardada, sem efeito, a não ser para quem está em uma variante de um experimento que a nomeia',
      en: '`false`: stored, without effect, except for those in a variant of an experiment that names it',
    },
  })
  ativa?: boolean;

  @Optional()
  @BodyRef('filmes', {
    example: 3,
    required: false,
    description: { pt: 'Em `fixar`: o filme', en: 'In `fixar`: the film' },
  })
  filme_id?: Ref;

  @Optional()
  @BodyInteger(1, LAST_PLACE)
  @ApiPropertyOptional({
    type: 'integer',
    example: 1,
    description: { pt: 'Em `fixar`: o lugar na lista', en: 'In `fixar`: the place in the list' },
  })
  posicao?: number;

  /** Checked by whoever makes a filter of it. */
  @Optional()
  @Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key])
  @IsObject({ context: { pt: 'um objeto com os filtros das listas', en: 'an object with the filters of lists' } })
  @ApiPropertyOptional({
    type: () => FilmFilterBody,
    example: { genero: 'terror' },
    description: {
      pt: 'Em `levantar` e `enterrar`: que filmes, pelos filtros das listas',
      en: 'In `levantar` and `enterrar`: which films, by the filters of lists',
    },
  })
  filtro?: object;

  @Optional()
  @BodyNumber(LEAST_FACTOR, GREATEST_FACTOR)
  @ApiPropertyOptional({ example: 1.5, description: FACTOR })
  fator?: number;

  @Optional()
  @Matches(limitedBy.pattern, { context: limitedBy.accepted })
  @ApiPropertyOptional({
    example: 'diretor',
    pattern: limitedBy.pattern.source,
    maxLength: 80,
    description: {
      pt: 'Em `no_maximo`: filmes que têm isto em comum; `atributos.chave` é um dos seus',
      en: 'In `no_maximo`: films that have this in common; `atributos.chave` is one of yours',
    },
  })
  por?: string;

  @Optional()
  @BodyInteger(1, LAST_PLACE)
  @ApiPropertyOptional({
    type: 'integer',
    example: 2,
    description: {
      pt: 'Em `no_maximo`: quantos deles em uma página',
      en: 'In `no_maximo`: how many of them in a page',
    },
  })
  maximo?: number;

  @Optional()
  @OneOf(quotaFilms)
  @ApiPropertyOptional({
    example: 'cauda_longa',
    description: {
      pt:
        'Em `cota`: `novos`, filmes que vieram depois do modelo; `cauda_longa`, os que não estão entre os mais queridos, que juntos ' +
        'têm quatro quintos de tudo de que se gostou',
      en:
        'In `cota`: `novos`, films that came after the model; `cauda_longa`, those that are not among the best liked, ' +
        'which together have four fifths of all that was liked',
    },
  })
  entre?: QuotaFilms;

  @Optional()
  @BodyNumber(0.01, 1)
  @ApiPropertyOptional({
    example: 0.2,
    description: {
      pt: 'Em `cota`: que parte dos lugares, do primeiro até qualquer um',
      en: 'In `cota`: which share of the places, from the first to any other',
    },
  })
  parte?: number;
}

/** Body of `POST /regras`. */
export class NewRuleBody extends RuleFields {
  @ShortText(LONGEST_NAME)
  @ApiProperty({
    example: { pt: 'Estreia da semana', en: 'Premiere of the week' },
    description: { pt: 'Aparece nas listas com `explicar`', en: 'Shown in lists with `explicar`' },
  })
  nome!: string;

  @OneOf(ruleKinds)
  @ApiProperty({ example: 'fixar', description: KINDS })
  tipo!: RuleKind;
}

/** Body of `PATCH /regras/{id}`: what is left out stays as it is, but with another kind what is of the one before. */
export class RulePatchBody extends RuleFields {
  @Optional()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({ example: { pt: 'Estreia da semana', en: 'Premiere of the week' } })
  nome?: string;

  @Optional()
  @OneOf(ruleKinds)
  @ApiPropertyOptional({ example: 'fixar', description: KINDS })
  tipo?: RuleKind;
}

/** A rule as it is answered. What its kind does not take is left out. */
export class RuleDto {
  @ApiProperty({ example: 1, type: 'integer' })
  id!: number;

  @ApiProperty({ example: { pt: 'Estreia da semana', en: 'Premiere of the week' } })
  nome!: string;

  @ApiProperty({ example: 'fixar', enum: ruleKinds })
  tipo!: RuleKind;

  @ApiProperty({ type: [String], example: [PLAIN_LIST] })
  onde!: readonly string[];

  @ApiProperty(TIMES.from)
  de!: string | null;

  @ApiProperty(TIMES.until)
  ate!: string | null;

  @ApiProperty({ example: true })
  ativa!: boolean;

  @ApiProperty({
    example: true,
    description: {
      pt: 'Ativa, e o momento está entre `de` e `ate`',
      en: 'Active, and the moment is between `de` and `ate`',
    },
  })
  em_vigor!: boolean;

  @ApiPropertyOptional({ example: 3, type: 'integer' })
  filme_id?: number;

  @ApiPropertyOptional({ example: 1, type: 'integer' })
  posicao?: number;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { genero: 'terror' } })
  filtro?: object;

  @ApiPropertyOptional({ example: 1.5 })
  fator?: number;

  @ApiPropertyOptional({ example: 'diretor' })
  por?: string;

  @ApiPropertyOptional({ example: 2, type: 'integer' })
  maximo?: number;

  @ApiPropertyOptional({ example: 'cauda_longa', enum: quotaFilms })
  entre?: QuotaFilms;

  @ApiPropertyOptional({ example: 0.2 })
  parte?: number;

  @ApiProperty({ example: '2026-11-20T12:00:00.000Z', format: 'date-time' })
  criada_em!: string;

  @ApiProperty({ example: '2026-11-20T12:00:00.000Z', format: 'date-time' })
  mudada_em!: string;
}

export function ruleDto(stored: Regra, now: number): RuleDto {
  const { id, name, kind, active, from, until, filmId, fields, createdAt, changedAt } = stored;
  const { onde, ...others } = fields;
  return {
    id,
    nome: name,
    tipo: kind,
    onde,
    de: isoTime(from),
    ate: isoTime(until),
    ativa: active === 1,
    em_vigor: isInForce({ active: active === 1, from, until }, now),
    ...(filmId !== null && { filme_id: filmId }),
    ...others,
    criada_em: new Date(createdAt).toISOString(),
    mudada_em: new Date(changedAt).toISOString(),
  };
}
