import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FilmDto, TitledFilmDto } from '../../films/film.dto';
import { traitKinds, type TraitKind } from '../../films/film-traits';
import { Nullable, ShortText } from '../../http/field-decorators';
import { GroupDto } from '../model/model.dto';

const LONGEST_NAME = 100;

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
  @ApiProperty({ example: 'ficção científica · anos 1980', description: 'O nome que o modelo dá, no idioma pedido' })
  nome_do_modelo!: string;

  @ApiProperty({
    example: null,
    nullable: true,
    type: 'string',
    description: 'O nome que os editores dão; nulo: o do modelo',
  })
  nome_dado!: string | null;

  @ApiProperty({
    example: null,
    nullable: true,
    type: 'string',
    description: 'O que dão em inglês; nulo: `nome_dado` também em inglês',
  })
  nome_dado_en!: string | null;

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

/** Body of `PATCH /grupos/{id}`: what is left out stays as it is, and null takes a name back. */
export class GroupPatchBody {
  @Nullable()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({
    example: 'Clássicos do espaço',
    nullable: true,
    description: 'O nome, nos dois idiomas se `nome_en` não diz outro; nulo: volta ao que o modelo dá',
  })
  nome?: string | null;

  @Nullable()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({ example: 'Space classics', nullable: true, description: 'O nome em inglês, se for outro' })
  nome_en?: string | null;
}

/** A name that editors gave. */
export class GivenNameDto {
  @ApiProperty({ example: 2, type: 'integer' })
  grupo_id!: number;

  @ApiProperty({ example: 'Clássicos do espaço', nullable: true, type: 'string' })
  nome!: string | null;

  @ApiProperty({ example: 'Space classics', nullable: true, type: 'string' })
  nome_en!: string | null;

  @ApiProperty({ example: true, description: '`false`: nenhum grupo do modelo em uso continua o grupo que o tinha' })
  em_uso!: boolean;

  @ApiProperty({ example: '2026-11-01T12:00:00.000Z', format: 'date-time' })
  mudado_em!: string;
}
