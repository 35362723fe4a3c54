import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Moment, OneOf, Optional, ShortText } from '../http/field-decorators';
import { isoTime } from '../http/iso-time';
import type { ApiKey } from './api-key.entity';
import { scopes, type Scope } from './scope';

/** Longest name of a key, in characters. */
const LONGEST_NAME = 100;

/** Body of `POST /chaves`. */
export class NewKeyBody {
  @ShortText(LONGEST_NAME)
  @ApiProperty({ example: 'painel da loja', description: 'Para que serve' })
  nome!: string;

  @OneOf(scopes)
  @ApiProperty({ example: 'leitura', enum: scopes, description: 'O que a chave permite; cada um inclui os anteriores' })
  escopo!: Scope;

  /** In milliseconds since 1970 once it is read. */
  @Optional()
  @Moment()
  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    example: '2099-10-31T21:15:00.000Z',
    description: 'Quando vence, um momento futuro; sem ele, vale até ser revogada',
  })
  expira_em?: number;
}

/** A key, without the part that opens anything. */
export class KeyDto {
  @ApiProperty({ example: 2, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'painel da loja' })
  nome!: string;

  @ApiProperty({ example: 'leitura', enum: scopes })
  escopo!: Scope;

  @ApiProperty({ example: 'ctd_0a1b2c3d4e5f', description: 'O começo da chave, que não abre nada' })
  prefixo!: string;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time' })
  criada_em!: string;

  @ApiProperty({
    example: null,
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: 'Nulo enquanto não é revogada',
  })
  revogada_em!: string | null;

  @ApiProperty({
    example: '2099-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: 'Quando vence, e daí em diante é recusada; nulo: vale até ser revogada',
  })
  expira_em!: string | null;

  @ApiProperty({
    example: '2026-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: 'A última requisição com ela, com precisão de um minuto; nulo quando não se sabe de nenhuma',
  })
  ultimo_uso!: string | null;
}

/** A key that has just been made. */
export class CreatedKeyDto extends KeyDto {
  @ApiProperty({
    example: 'ctd_0a1b2c3d4e5f_…',
    description: 'A chave inteira. Só aparece nesta resposta: guarda-se dela apenas um hash',
  })
  chave!: string;
}

export function keyDto(key: ApiKey): KeyDto {
  const { id, name, scope, prefix, createdAt, revokedAt, expiresAt, lastUsedAt } = key;
  return {
    id,
    nome: name,
    escopo: scope,
    prefixo: prefix,
    criada_em: new Date(createdAt).toISOString(),
    revogada_em: isoTime(revokedAt),
    expira_em: isoTime(expiresAt),
    ultimo_uso: isoTime(lastUsedAt),
  };
}
