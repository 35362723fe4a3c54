import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
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

  @ApiProperty({
    example: 'ficção científica, suspense',
    description: { pt: 'Gêneros, separados por ", "', en: 'Genres, with ", " between them' },
  })
  genero!: string;

  @ApiProperty({
    example: 'Ridley Scott',
    description: { pt: 'Direção, separada por ", "', en: 'Directors, with ", " between them' },
  })
  diretor!: string;

  @ApiProperty({
    example: 'Harrison Ford, Rutger Hauer',
    description: { pt: 'Atores, separados por ", "', en: 'Actors, with ", " between them' },
  })
  atores!: string;

  @ApiProperty({ example: 1982, type: 'integer', nullable: true })
  ano!: number | null;

  @ApiPropertyOptional({
    example: 'https://example.com/blade-runner.jpg',
    description: { pt: 'O que não se sabe falta', en: 'What is not known is missing' },
  })
  poster_url?: string;

  @ApiPropertyOptional({ example: 'Um policial caça androides fugidos.' })
  sinopse?: string;

  @ApiPropertyOptional({ example: 117, type: 'integer', description: { pt: 'Em minutos', en: 'In minutes' } })
  duracao?: number;

  @ApiPropertyOptional({
    example: 'en, ja',
    description: { pt: 'Idiomas, separados por ", "', en: 'Languages, with ", " between them' },
  })
  idioma?: string;

  @ApiPropertyOptional({
    example: 'Estados Unidos',
    description: { pt: 'Países, separados por ", "', en: 'Countries, with ", " between them' },
  })
  pais?: string;

  @ApiPropertyOptional({
    example: 16,
    type: 'integer',
    description: { pt: 'A partir de que idade', en: 'From what age on' },
  })
  classificacao?: number;

  @ApiPropertyOptional({
    example: '2026-11-01T00:00:00.000Z',
    format: 'date-time',
    description: { pt: 'Desde quando se pode ver', en: 'Since when it can be watched' },
  })
  disponivel_de?: string;

  @ApiPropertyOptional({
    example: '2027-01-31T23:59:59.000Z',
    format: 'date-time',
    description: { pt: 'Até quando se pode ver', en: 'Until when it can be watched' },
  })
  disponivel_ate?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { prateleira: 'B3', preco: 9.9 } })
  atributos?: Attributes;

  @ApiPropertyOptional({
    type: [String],
    example: ['imdb:tt0083658'],
    description: { pt: 'Ids em outros lugares, se há', en: 'Ids elsewhere, if there are any' },
  })
  identificadores?: string[];

  @ApiPropertyOptional({
    example: '/filmes/3/capa',
    description: {
      pt: 'A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`',
      en:
        'The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of ' +
        '`POSTER_ORIGINS`',
    },
  })
  capa_url?: string;
}
