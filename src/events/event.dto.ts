import { applyDecorators } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { BodyNumber, Moment, Nullable, ShortText } from '../http/field-decorators';
import { PageQuery } from '../http/page.query';
import type { Ref } from '../identifiers/identifier';
import { BodyRef, QueryRef } from '../identifiers/ref-decorators';
import { LONGEST_EVENT_ID } from './event-row';

/** The list that something came of, in the body of an event or a rating. */
export function NamedList(): PropertyDecorator {
  return applyDecorators(
    Nullable(),
    ShortText(LONGEST_EVENT_ID),
    ApiPropertyOptional({
      example: 'lista-4711',
      type: 'string',
      nullable: true,
      description: {
        pt: 'De que lista veio o filme, como quem envia a chama',
        en: 'Which list the film came from, as the sender calls it',
      },
    }),
  );
}

/** The longest kind of event, in characters. */
const LONGEST_KIND = 40;

/** A row of `POST /eventos`. */
export class NewEventBody {
  @Nullable()
  @ShortText(LONGEST_EVENT_ID)
  @ApiPropertyOptional({
    example: '0b6f6e0e-7d0c-4a55-9a53-3a1f1c2f7d10',
    type: 'string',
    nullable: true,
    description: {
      pt: 'Dado por quem envia: o mesmo id do mesmo usuário não entra duas vezes. Sem ele, o mesmo filme, tipo e momento são um só evento',
      en:
        'Given by whoever sends it: the same id of the same user does not come in twice. Without it, the same film, kind ' +
        'and moment are one event',
    },
  })
  id?: string | null;

  @BodyRef('usuarios', { example: 1 })
  usuario_id!: Ref;

  @BodyRef('filmes', { example: 3 })
  filme_id!: Ref;

  @ShortText(LONGEST_KIND)
  @ApiProperty({
    example: 'assistiu',
    description: {
      pt: 'mostrado, clicou, comecou, assistiu, gostou, quer_ver, nao_quer_ver, sem_interesse, com_interesse, visto, nao_visto, ou um tipo de `SINAIS`',
      en:
        'mostrado (shown), clicou (clicked), comecou (began), assistiu (watched), gostou (liked), quer_ver (wants to ' +
        'see), nao_quer_ver (no longer wants to), sem_interesse (not interested), com_interesse (interested again), ' +
        'visto (seen), nao_visto (not seen), or a kind of `SINAIS`',
    },
  })
  tipo!: string;

  @Nullable()
  @BodyNumber(0, 1)
  @ApiPropertyOptional({
    example: 0.95,
    type: 'number',
    nullable: true,
    description: {
      pt: 'Quanto, de 0 a 1: em `assistiu`, que parte do filme; sem ele, tudo',
      en: 'How much, from 0 to 1: with `assistiu`, which part of the film; without it, all',
    },
  })
  valor?: number | null;

  /** In milliseconds since 1970 once it is read. */
  @Nullable()
  @Moment()
  @ApiPropertyOptional({
    example: '2026-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: { pt: 'Agora, se não vier; nunca no futuro', en: 'Now, if left out; never in the future' },
  })
  quando?: number | null;

  @NamedList()
  recomendacao_id?: string | null;
}

export class EventDto {
  @ApiProperty({ example: '0b6f6e0e-7d0c-4a55-9a53-3a1f1c2f7d10' })
  id!: string;

  @ApiProperty({ example: 1, type: 'integer' })
  usuario_id!: number;

  @ApiProperty({ example: 3, type: 'integer' })
  filme_id!: number;

  @ApiProperty({ example: 'assistiu' })
  tipo!: string;

  @ApiProperty({ example: 0.95, type: 'number', nullable: true, minimum: 0, maximum: 1 })
  valor!: number | null;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time', type: 'string' })
  quando!: string;

  @ApiProperty({ example: 'lista-4711', type: 'string', nullable: true })
  recomendacao_id!: string | null;
}

/** The longest moment in ISO 8601, in characters. */
const LONGEST_MOMENT = 40;

/** Parameters of `GET /eventos`. */
export class EventListQuery extends PageQuery {
  @IsOptional()
  @QueryRef('usuarios')
  @ApiPropertyOptional({ description: { pt: 'Só os desta pessoa', en: 'Only those of this person' } })
  usuario_id?: Ref;

  @IsOptional()
  @QueryRef('filmes')
  @ApiPropertyOptional({ description: { pt: 'Só os deste filme', en: 'Only those of this film' } })
  filme_id?: Ref;

  @IsOptional()
  @ShortText(LONGEST_KIND)
  @ApiPropertyOptional({ example: 'assistiu', description: { pt: 'Só os deste tipo', en: 'Only those of this kind' } })
  tipo?: string;

  /** In milliseconds since 1970 once it is read, like the next. */
  @IsOptional()
  @Moment()
  @ApiPropertyOptional({
    example: '2026-10-01T00:00:00.000Z',
    type: 'string',
    format: 'date-time',
    maxLength: LONGEST_MOMENT,
    description: { pt: 'Só os deste momento em diante', en: 'Only those from this moment on' },
  })
  desde?: number;

  @IsOptional()
  @Moment()
  @ApiPropertyOptional({
    example: '2026-11-01T00:00:00.000Z',
    type: 'string',
    format: 'date-time',
    maxLength: LONGEST_MOMENT,
    description: { pt: 'Só os de antes deste momento', en: 'Only those from before this moment' },
  })
  ate?: number;
}
