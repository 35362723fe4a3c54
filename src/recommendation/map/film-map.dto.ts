import { ApiProperty } from '../../http/api-docs';
import { TitledFilmDto } from '../../films/film.dto';
import { GroupDto } from '../model/model.dto';

class AxisDto {
  @ApiProperty({
    example: 0.12,
    description: {
      pt: 'Parte da variância que o eixo explica, de 0 a 1',
      en: 'Share of the variance that the axis explains, from 0 to 1',
    },
  })
  explicado!: number;
}

class MapGroupDto extends GroupDto {
  @ApiProperty({ example: 0.41 })
  x!: number;
  @ApiProperty({ example: -0.2 })
  y!: number;
}

class MapFilmDto extends TitledFilmDto {
  @ApiProperty({ example: 2, type: 'integer' })
  grupo!: number;
  @ApiProperty({ example: 0.38 })
  x!: number;
  @ApiProperty({ example: -0.15 })
  y!: number;
  @ApiProperty({
    example: 120,
    type: 'integer',
    description: { pt: 'Quantas avaliações o modelo viu', en: 'How many ratings the model saw' },
  })
  avaliacoes!: number;
}

export class FilmMapDto {
  @ApiProperty({ example: 1, type: 'integer' })
  versao!: number;
  @ApiProperty({ type: [AxisDto] })
  eixos!: AxisDto[];
  @ApiProperty({ type: [MapGroupDto] })
  grupos!: MapGroupDto[];
  @ApiProperty({ type: [MapFilmDto] })
  filmes!: MapFilmDto[];
}
