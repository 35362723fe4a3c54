import { IsOptional } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { EmailText, Nullable, Optional, ShortText } from '../http/field-decorators';
import { Identifiers, QueryIdentifier } from '../identifiers/ref-decorators';
import { PageQuery } from '../http/page.query';
import { LONGEST_NAME, type IdentifiedUser } from './user-row';

/** A user as the API answers them. */
export class UserDto implements IdentifiedUser {
  @ApiProperty({ example: 7, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'Ana' })
  nome!: string;

  @ApiProperty({ example: 'ana@example.com', type: 'string', nullable: true })
  email!: string | null;

  @ApiPropertyOptional({
    type: [String],
    example: ['loja:ana'],
    description: { pt: 'Ids em outros lugares, se há', en: 'Ids elsewhere, if there are any' },
  })
  identificadores?: string[];
}

/** What may be left out wherever a user is written. */
class UserDetails {
  @Nullable()
  @EmailText()
  @ApiPropertyOptional({
    example: 'ana@example.com',
    type: 'string',
    nullable: true,
    description: {
      pt: 'De uma só pessoa, sem diferença de maiúsculas; guardado em minúsculas',
      en: 'Of one person only, upper and lower case alike; kept in lower case',
    },
  })
  email?: string | null;

  @Optional()
  @Identifiers('usuarios')
  identificadores?: string[];
}

/** Body of `POST /usuarios`. */
export class NewUserBody extends UserDetails {
  @Optional()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({
    example: 'Ana',
    description: { pt: 'Sem nome, é "Usuário" e o número', en: 'Without a name it is "Usuário" and the number' },
  })
  nome?: string;
}

/** Body of `PATCH /usuarios/{id}`: what is left out stays as it is. */
export class UserPatchBody extends UserDetails {
  @Optional()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({ example: 'Ana' })
  nome?: string;
}

/** Parameters of `GET /usuarios`. */
export class UserListQuery extends PageQuery {
  @IsOptional()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({
    example: 'silva ana',
    description: {
      pt:
        'O nome ou o começo de palavras dele, em qualquer ordem, sem olhar acentos, maiúsculas nem pontuação; ou o número; ' +
        'se ninguém serve, com uma letra errada numa palavra de cinco ou mais. ' +
        'O que mais se parece vem primeiro',
      en:
        'The name or the beginning of words of it, in any order, without regard to accents, case and punctuation; or the ' +
        'number; if nobody fits, with one wrong letter in a word of five or more. What is most alike comes first',
    },
  })
  busca?: string;

  @IsOptional()
  @QueryIdentifier('usuarios')
  @ApiPropertyOptional({
    description: { pt: 'Só quem tem este id em outro lugar', en: 'Only who has this id elsewhere' },
  })
  identificador?: string;
}
