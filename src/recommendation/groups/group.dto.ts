import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
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

  @ApiProperty({
    example: 0.8387,
    description: {
      pt: 'Parte dos filmes do grupo que tem o traço, de 0 a 1',
      en: 'Share of the films of the group that have the trait, from 0 to 1',
    },
  })
  parte!: number;

  @ApiProperty({
    example: 4.21,
    description: { pt: 'Quantas vezes a parte entre todos os filmes', en: 'How many times the share among all films' },
  })
  lift!: number;
}

/** A group of films as it is now: films that were deleted are not in it, films that came after the model are. */
export class GroupWithTraitsDto extends GroupDto {
  @ApiProperty({
    type: [GroupTraitDto],
    description: {
      pt: 'O que distingue o grupo, o que mais diz primeiro',
      en: 'What sets the group apart, what says the most first',
    },
  })
  tracos!: GroupTraitDto[];

  @ApiProperty({
    type: [TitledFilmDto],
    description: { pt: 'Os cinco filmes mais típicos', en: 'The five most typical films' },
  })
  filmes!: TitledFilmDto[];
}

export class GroupDetailDto extends GroupWithTraitsDto {
  @ApiProperty({
    example: { pt: 'ficção científica · anos 1980', en: 'science fiction · 1980s' },
    description: {
      pt: 'O nome que o modelo dá, no idioma pedido',
      en: 'The name that the model gives, in the language asked for',
    },
  })
  nome_do_modelo!: string;

  @ApiProperty({
    example: null,
    nullable: true,
    type: 'string',
    description: {
      pt: 'O nome que os editores dão; nulo: o do modelo',
      en: 'The name that editors give; null: that of the model',
    },
  })
  nome_dado!: string | null;

  @ApiProperty({
    example: null,
    nullable: true,
    type: 'string',
    description: {
      pt: 'O que dão em inglês; nulo: `nome_dado` também em inglês',
      en: 'What they give in English; null: `nome_dado` in English too',
    },
  })
  nome_dado_en!: string | null;

  @ApiProperty({
    example: [0.12, -0.4],
    type: [Number],
    description: {
      pt: 'O centroide, no espaço dos vetores dos filmes',
      en: 'The centroid, in the space of the vectors of films',
    },
  })
  centroide!: number[];

  @ApiProperty({ example: 0.41, description: { pt: 'Lugar no mapa', en: 'Place on the map' } })
  x!: number;

  @ApiProperty({ example: -0.2 })
  y!: number;
}

export class GroupFilmDto extends FilmDto {
  @ApiProperty({
    example: 1,
    type: 'integer',
    description: { pt: 'Lugar no grupo, a partir de 1', en: 'Place in the group, from 1' },
  })
  posicao!: number;

  @ApiProperty({
    example: 0.8712,
    minimum: 0,
    maximum: 1,
    description: {
      pt: 'Proximidade do centroide, menor quanto menos gente avaliou o filme: cosseno x n / (n + 10), com n notas. 0 para filmes que vieram depois do modelo',
      en:
        'Closeness to the centroid, the lower the fewer people have rated the film: cosine x n / (n + 10), with n ' +
        'ratings. 0 for films that came after the model',
    },
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
    description: {
      pt: 'O nome, nos dois idiomas se `nome_en` não diz outro; nulo: volta ao que o modelo dá',
      en: 'The name, in both languages unless `nome_en` says another; null: back to the one that the model gives',
    },
  })
  nome?: string | null;

  @Nullable()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({
    example: 'Space classics',
    nullable: true,
    description: { pt: 'O nome em inglês, se for outro', en: 'The name in English, if it is another' },
  })
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

  @ApiProperty({
    example: true,
    description: {
      pt: '`false`: nenhum grupo do modelo em uso continua o grupo que o tinha',
      en: '`false`: no group of the model in use continues the group that had it',
    },
  })
  em_uso!: boolean;

  @ApiProperty({ example: '2026-11-01T12:00:00.000Z', format: 'date-time' })
  mudado_em!: string;
}
