import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { IsOptional } from 'class-validator';
import { EventDto, NamedList } from '../events/event.dto';
import { BodyNumber, Nullable, Moment, QueryFlag } from '../http/field-decorators';
import type { Ref } from '../identifiers/identifier';
import { BodyRef } from '../identifiers/ref-decorators';
import { UserDto } from '../users/user.dto';

/** Parameters of what writes ratings and events. */
export class CreatingQuery {
  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: {
      pt: 'Um usuário que vem como fonte:codigo e ainda não existe é criado',
      en: 'A user who comes as source:code and does not exist yet is created',
    },
  })
  criar?: boolean;
}

class GivenRating {
  @BodyNumber(0, 5)
  @ApiProperty({ example: 4.5, minimum: 0, maximum: 5 })
  avaliacao!: number;

  @NamedList()
  recomendacao_id?: string | null;
}

/** Body of `PUT /usuarios/{usuario_id}/avaliacoes/{filme_id}`. */
export class PutRatingBody extends GivenRating {
  /** In milliseconds since 1970 once it is read. */
  @Nullable()
  @Moment()
  @ApiPropertyOptional({
    example: '2026-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: {
      pt: 'Quando; agora, se não vier; null: não se sabe. Toma o lugar da nota que houver, mesmo de uma mais nova',
      en: 'When; now, if left out; null: not known. It takes the place of any rating there is, even of a newer one',
    },
  })
  avaliado_em?: number | null;
}

/** Body of `POST /avaliacoes`. */
export class NewRatingBody extends GivenRating {
  @BodyRef('usuarios', { example: 1 })
  usuario_id!: Ref;

  @BodyRef('filmes', { example: 3 })
  filme_id!: Ref;

  /** In milliseconds since 1970 once it is read. */
  @Nullable()
  @Moment()
  @ApiPropertyOptional({
    example: '2026-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: {
      pt: 'Quando; agora, se não vier. Fica a nota mais nova de cada usuário para cada filme',
      en: 'When; now, if left out. The newest rating of each user for each film stays',
    },
  })
  avaliado_em?: number | null;
}

export class RatingDto {
  @ApiProperty({ example: 1, type: 'integer' })
  usuario_id!: number;

  @ApiProperty({ example: 3, type: 'integer' })
  filme_id!: number;

  @ApiProperty({ example: 4.5, minimum: 0, maximum: 5 })
  avaliacao!: number;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time', nullable: true, type: 'string' })
  avaliado_em!: string | null;

  @ApiProperty({ example: 'lista-4711', type: 'string', nullable: true })
  recomendacao_id!: string | null;
}

class EarlierRatingDto {
  @ApiProperty({ example: 3, minimum: 0, maximum: 5 })
  avaliacao!: number;

  @ApiProperty({ example: '2026-09-30T20:00:00.000Z', format: 'date-time', nullable: true, type: 'string' })
  avaliado_em!: string | null;

  @ApiProperty({ example: 'lista-4711', type: 'string', nullable: true })
  recomendacao_id!: string | null;
}

/** A rating that was put, and what it took the place of. */
export class PutRatingDto extends RatingDto {
  @ApiProperty({
    type: EarlierRatingDto,
    nullable: true,
    description: {
      pt: 'A nota que havia antes; enviada de novo, desfaz a troca. null, se não havia',
      en: 'The rating there was before; sent again, it undoes the change. null if there was none',
    },
  })
  anterior!: EarlierRatingDto | null;
}

class OwnRatingDto {
  @ApiProperty({ example: 3, type: 'integer' })
  filme_id!: number;

  @ApiProperty({ example: 'Blade Runner' })
  titulo!: string;

  @ApiProperty({ example: 4.5, minimum: 0, maximum: 5 })
  avaliacao!: number;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time', nullable: true, type: 'string' })
  avaliado_em!: string | null;

  @ApiProperty({ example: 'lista-4711', type: 'string', nullable: true })
  recomendacao_id!: string | null;
}

class ShownListDto {
  @ApiProperty({ example: '5f0c0f5e-3a0e-4d0c-9b0e-0d7b1c2f7d10' })
  recomendacao_id!: string;

  @ApiProperty({ example: 1, type: 'integer' })
  experimento_id!: number;

  @ApiProperty({ example: 'variada' })
  variante!: string;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time' })
  quando!: string;

  @ApiProperty({ example: [3, 14], type: [Number], description: { pt: 'Ids dos filmes', en: 'Ids of the films' } })
  filmes!: number[];
}

/** Everything that is held about a user. */
export class PersonalDataDto {
  @ApiProperty({ type: UserDto })
  usuario!: UserDto;

  @ApiProperty({
    type: [OwnRatingDto],
    description: { pt: 'Todas, da mais nova à mais antiga', en: 'All of them, from the newest to the oldest' },
  })
  avaliacoes!: OwnRatingDto[];

  @ApiProperty({
    type: [EventDto],
    description: { pt: 'Todos, do mais novo ao mais antigo', en: 'All of them, from the newest to the oldest' },
  })
  eventos!: EventDto[];

  @ApiProperty({
    type: [ShownListDto],
    description: {
      pt: 'Listas que recebeu em experimentos, da mais nova à mais antiga',
      en: 'Lists given in experiments, from the newest to the oldest',
    },
  })
  exposicoes!: ShownListDto[];

  @ApiProperty({
    example: 12,
    type: 'integer',
    description: {
      pt: 'Quantas vezes as notas, ou os eventos que contam, mudaram',
      en: 'How many times the ratings, or the events that count, have changed',
    },
  })
  versao_perfil!: number;
}
