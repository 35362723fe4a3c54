import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { IsOptional } from 'class-validator';
import { QueryText } from '../http/field-decorators';
import { parseNumber, type Ref } from '../identifiers/identifier';
import { refInPath } from '../identifiers/ref-in-path';
import { BatchDto } from '../importing/batch/batch.dto';

/** What became of films that were seen. */
export class ScrobblesDto extends BatchDto {
  @ApiProperty({
    example: ['imdb:tt0078748'],
    type: [String],
    description: {
      pt: 'Dos filmes que o catálogo não tem, um id cada um; se não tem nenhum, a resposta é 404',
      en: 'Of the films that the catalogue does not have, one id each; if it has none of them, the answer is 404',
    },
  })
  nao_encontrados!: string[];
}

/** Parameters of `POST /ganchos/trakt`. */
export class TraktQuery {
  @IsOptional()
  @QueryText((text) => parseNumber(text) !== null || text.includes(':'), {
    pt: 'um número, ou fonte:codigo, como trakt:ana',
    en: 'a number, or source:code, like trakt:ana',
  })
  @ApiPropertyOptional({
    example: 'trakt:ana',
    description: {
      pt: 'Quem viu, onde o corpo não diz; sem isto, com um token: a sua pessoa',
      en: 'Who saw it, where the body does not say; without it, with a token: its person',
    },
  })
  usuario?: string;
}

/** Whom the query names; null where it names nobody. Throws InvalidFields. */
export function personIn({ usuario }: TraktQuery): Ref | null {
  return usuario === undefined ? null : refInPath(usuario, 'usuario', 'usuarios');
}
