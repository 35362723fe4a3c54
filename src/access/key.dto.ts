import { ApiProperty } from '@nestjs/swagger';
import { OneOf, ShortText } from '../http/field-decorators';
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
    description: 'Nulo enquanto vale',
  })
  revogada_em!: string | null;
}

/** A key that has just been made. */
export class CreatedKeyDto extends KeyDto {
  @ApiProperty({
    example: 'ctd_0a1b2c3d4e5f_…',
    description: 'A chave inteira. Só aparece nesta resposta: guarda-se dela apenas um hash',
  })
  chave!: string;
}

export function keyDto({ id, name, scope, prefix, createdAt, revokedAt }: ApiKey): KeyDto {
  return {
    id,
    nome: name,
    escopo: scope,
    prefixo: prefix,
    criada_em: new Date(createdAt).toISOString(),
    revogada_em: revokedAt === null ? null : new Date(revokedAt).toISOString(),
  };
}
