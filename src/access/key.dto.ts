import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { Moment, OneOf, Optional, ShortText } from '../http/field-decorators';
import { isoTime } from '../http/iso-time';
import type { ApiKey } from './api-key.entity';
import { scopes, type Scope } from './scope';

/** Longest name of a key, in characters. */
const LONGEST_NAME = 100;

/** Body of `POST /chaves`. */
export class NewKeyBody {
  @ShortText(LONGEST_NAME)
  @ApiProperty({
    example: { pt: 'painel da loja', en: 'dashboard of the shop' },
    description: { pt: 'Para que serve', en: 'What it is for' },
  })
  nome!: string;

  @OneOf(scopes)
  @ApiProperty({
    example: 'leitura',
    enum: scopes,
    description: {
      pt: 'O que a chave permite; cada um inclui os anteriores',
      en: 'What the key allows; each scope includes those before it',
    },
  })
  escopo!: Scope;

  /** In milliseconds since 1970 once it is read. */
  @Optional()
  @Moment()
  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    example: '2099-10-31T21:15:00.000Z',
    description: {
      pt: 'Quando vence, um momento futuro; sem ele, vale até ser revogada',
      en: 'When it expires, a moment to come; without it, it is in force until it is revoked',
    },
  })
  expira_em?: number;
}

/** A key, without the part that opens anything. */
export class KeyDto {
  @ApiProperty({ example: 2, type: 'integer' })
  id!: number;

  @ApiProperty({ example: { pt: 'painel da loja', en: 'dashboard of the shop' } })
  nome!: string;

  @ApiProperty({ example: 'leitura', enum: scopes })
  escopo!: Scope;

  @ApiProperty({
    example: 'ctd_0a1b2c3d4e5f',
    description: { pt: 'O começo da chave, que não abre nada', en: 'The start of the key, which opens nothing' },
  })
  prefixo!: string;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time' })
  criada_em!: string;

  @ApiProperty({
    example: null,
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: { pt: 'Nulo enquanto não é revogada', en: 'Null while it is not revoked' },
  })
  revogada_em!: string | null;

  @ApiProperty({
    example: '2099-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: {
      pt: 'Quando vence, e daí em diante é recusada; nulo: vale até ser revogada',
      en: 'When it expires, and is refused from then on; null: in force until it is revoked',
    },
  })
  expira_em!: string | null;

  @ApiProperty({
    example: '2026-10-31T21:15:00.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: {
      pt: 'A última requisição com ela, com precisão de um minuto; nulo quando não se sabe de nenhuma',
      en: 'The last request with it, to the minute; null where none is known',
    },
  })
  ultimo_uso!: string | null;
}

/** A key that has just been made. */
export class CreatedKeyDto extends KeyDto {
  @ApiProperty({
    example: 'ctd_0a1b2c3d4e5f_…',
    description: {
      pt: 'A chave inteira. Só aparece nesta resposta: guarda-se dela apenas um hash',
      en: 'The whole key. It is in this answer only: no more than a hash of it is kept',
    },
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
