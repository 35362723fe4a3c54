import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { BodyInteger, Optional } from '../http/field-decorators';

/** How long a token holds unless somebody says, and at most, in seconds: an hour, thirty days. */
export const USUAL_VALIDITY = 3_600;
const LONGEST = 30 * 86_400;

/** Body of `POST /usuarios/{id}/tokens`. */
export class NewTokenBody {
  static readonly mayBeMissing = true;

  @Optional()
  @BodyInteger(1, LONGEST)
  @ApiPropertyOptional({
    type: 'integer',
    default: USUAL_VALIDITY,
    description: { pt: 'Por quantos segundos vale', en: 'For how many seconds it holds' },
  })
  validade?: number;
}

/** A token that has just been made. */
export class TokenDto {
  @ApiProperty({
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…',
    description: {
      pt: 'Um JSON Web Token. Só aparece nesta resposta: nada dele é guardado',
      en: 'A JSON Web Token. It is in this answer only: nothing of it is kept',
    },
  })
  token!: string;

  @ApiProperty({ example: '2026-10-31T22:15:00.000Z', format: 'date-time' })
  expira_em!: string;
}
