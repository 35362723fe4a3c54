import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EmailText, Nullable, Optional, ShortText } from '../http/field-decorators';
import { LONGEST_NAME, type UserRow } from './user-row';

/** A user as the API answers them. */
export class UserDto implements UserRow {
  @ApiProperty({ example: 7, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'Ana' })
  nome!: string;

  @ApiProperty({ example: 'ana@example.com', type: 'string', nullable: true })
  email!: string | null;
}

/** What may be left out wherever a user is written. */
class UserDetails {
  @Nullable()
  @EmailText()
  @ApiPropertyOptional({
    example: 'ana@example.com',
    type: 'string',
    nullable: true,
    description: 'De uma só pessoa, sem diferença de maiúsculas; guardado em minúsculas',
  })
  email?: string | null;
}

/** Body of `POST /usuarios`. */
export class NewUserBody extends UserDetails {
  @ShortText(LONGEST_NAME)
  @ApiProperty({ example: 'Ana' })
  nome!: string;
}

/** Body of `PATCH /usuarios/{id}`: what is left out stays as it is. */
export class UserPatchBody extends UserDetails {
  @Optional()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({ example: 'Ana' })
  nome?: string;
}
