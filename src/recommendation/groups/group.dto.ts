import { ApiProperty } from '@nestjs/swagger';
import { FilmDto, TitledFilmDto } from '../../films/film.dto';
import { traitKinds, type TraitKind } from '../../films/film-traits';
import { GroupDto } from '../model/model.dto';

export class GroupTraitDto {
  @ApiProperty({ example: 'genero', enum: traitKinds })
  tipo!: TraitKind;

  @ApiProperty({ example: 'ficção científica' })
  nome!: string;

  @ApiProperty({ example: 0.8387, description: 'Parte dos filmes do grupo que tem o traço, de 0 a 1' })
  parte!: number;

  @ApiProperty({ example: 4.21, description: 'Quantas vezes a parte entre todos os filmes' })
  lift!: number;
}

/** A group of films as it is now: films that were deleted are not in it, films that came after the model are. */
export class GroupWithTraitsDto extends GroupDto {
  @ApiProperty({ type: [GroupTraitDto], description: 'O que distingue o grupo, o que mais diz primeiro' })
  tracos!: GroupTraitDto[];

  @ApiProperty({ type: [TitledFilmDto], description: 'Os cinco filmes mais típicos' })
  filmes!: TitledFilmDto[];
}

export class GroupDetailDto extends GroupWithTraitsDto {
  @ApiProperty({ example: [0.12, -0.4], type: [Number], description: 'O centroide, no espaço dos vetores dos filmes' })
  centroide!: number[];

  @ApiProperty({ example: 0.41, description: 'Lugar no mapa' })
  x!: number;

  @ApiProperty({ example: -0.2 })
  y!: number;
}

export class GroupFilmDto extends FilmDto {
  @ApiProperty({ example: 1, type: 'integer', description: 'Lugar no grupo, a partir de 1' })
  posicao!: number;

  @ApiProperty({
    example: 0.8712,
    minimum: 0,
    maximum: 1,
    description:
      'Proximidade do centroide, menor quanto menos gente avaliou o filme: cosseno x n / (n + 10), com n notas. 0 para filmes que vieram depois do modelo',
  })
  tipicidade!: number;
}
