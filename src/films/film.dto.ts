import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Attributes, FilmRow } from './film-row';

/** A film where it is enough to say which. */
export class TitledFilmDto {
  @ApiProperty({ example: 3, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'Blade Runner' })
  titulo!: string;

  @ApiProperty({ example: 1982, type: 'integer', nullable: true })
  ano!: number | null;
}

/** A film as the API answers it. */
export class FilmDto implements FilmRow {
  @ApiProperty({ example: 3, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'Blade Runner' })
  titulo!: string;

  @ApiProperty({ example: 'ficção científica, suspense', description: 'Gêneros, separados por ", "' })
  genero!: string;

  @ApiProperty({ example: 'Ridley Scott', description: 'Direção, separada por ", "' })
  diretor!: string;

  @ApiProperty({ example: 'Harrison Ford, Rutger Hauer', description: 'Atores, separados por ", "' })
  atores!: string;

  @ApiProperty({ example: 1982, type: 'integer', nullable: true })
  ano!: number | null;

  @ApiPropertyOptional({ example: 'https://example.com/blade-runner.jpg', description: 'O que não se sabe falta' })
  poster_url?: string;

  @ApiPropertyOptional({ example: 'Um policial caça androides fugidos.' })
  sinopse?: string;

  @ApiPropertyOptional({ example: 117, type: 'integer', description: 'Em minutos' })
  duracao?: number;

  @ApiPropertyOptional({ example: 'en, ja', description: 'Idiomas, separados por ", "' })
  idioma?: string;

  @ApiPropertyOptional({ example: 'Estados Unidos', description: 'Países, separados por ", "' })
  pais?: string;

  @ApiPropertyOptional({ example: 16, type: 'integer', description: 'A partir de que idade' })
  classificacao?: number;

  @ApiPropertyOptional({
    example: '2026-11-01T00:00:00.000Z',
    format: 'date-time',
    description: 'Desde quando se pode ver',
  })
  disponivel_de?: string;

  @ApiPropertyOptional({
    example: '2027-01-31T23:59:59.000Z',
    format: 'date-time',
    description: 'Até quando se pode ver',
  })
  disponivel_ate?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { prateleira: 'B3', preco: 9.9 } })
  atributos?: Attributes;

  @ApiPropertyOptional({ type: [String], example: ['imdb:tt0083658'], description: 'Ids em outros lugares, se há' })
  identificadores?: string[];

  @ApiPropertyOptional({
    example: '/filmes/3/capa',
    description:
      'A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`',
  })
  capa_url?: string;
}
