import { ApiPropertyOptional } from './api-docs';
import { IsOptional } from 'class-validator';
import { LONGEST_CURSOR } from './cursor';
import { QueryInteger, ShortText } from './field-decorators';

/** Rows on a page where the client does not say. */
const USUAL = 100;

/** Parameters of every list that comes in pages. */
export class PageQuery {
  @IsOptional()
  @QueryInteger(1, 1000)
  @ApiPropertyOptional({ type: 'integer', default: USUAL, minimum: 1, maximum: 1000 })
  limite = USUAL;

  @IsOptional()
  @ShortText(LONGEST_CURSOR)
  @ApiPropertyOptional({
    description: {
      pt: 'Onde a página anterior acabou; vem no cabeçalho Link',
      en: 'Where the page before ended; it comes in the Link header',
    },
  })
  cursor?: string;
}
