import { ApiProperty } from '@nestjs/swagger';
import { GroupDto } from '../model/model.dto';

class AxisDto {
  @ApiProperty({ example: 0.12, description: 'Parte da variância que o eixo explica, de 0 a 1' })
  explicado!: number;
}

class MapGroupDto extends GroupDto {
  @ApiProperty({ example: 0.41 })
  x!: number;
  @ApiProperty({ example: -0.2 })
  y!: number;
}

class MapFilmDto {
  @ApiProperty({ example: 3, type: 'integer' })
  id!: number;
  @ApiProperty({ example: 'Blade Runner' })
  titulo!: string;
  @ApiProperty({ example: 1982, type: 'integer', nullable: true })
  ano!: number | null;
  @ApiProperty({ example: 2, type: 'integer' })
  grupo!: number;
  @ApiProperty({ example: 0.38 })
  x!: number;
  @ApiProperty({ example: -0.15 })
  y!: number;
  @ApiProperty({ example: 120, type: 'integer', description: 'Quantas avaliações o modelo viu' })
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
