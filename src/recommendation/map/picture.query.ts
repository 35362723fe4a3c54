import { ApiPropertyOptional } from '../../http/api-docs';
import { IsOptional } from 'class-validator';
import { QueryInteger } from '../../http/field-decorators';
import { PICTURE_SIZE, PICTURE_WIDTHS } from './map-picture-data';

/** How the map is drawn. */
export class PictureQuery {
  @IsOptional()
  @QueryInteger(PICTURE_WIDTHS.least, PICTURE_WIDTHS.most)
  @ApiPropertyOptional({
    default: PICTURE_SIZE.width,
    description: { pt: 'Largura em pixels; a altura acompanha', en: 'Width in pixels; the height follows' },
  })
  largura = PICTURE_SIZE.width;
}
