import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import {
  BodyInteger,
  ListText,
  LongText,
  Moment,
  Nullable,
  ObjectAsText,
  Optional,
  ShortText,
  WebAddress,
} from '../http/field-decorators';
import { attributesTaken, attributesText } from './attributes';
import { FIRST_YEAR, HIGHEST_AGE, LAST_YEAR, LONGEST_FILM, longestInFilm } from './film-row';
import { Identifiers } from '../identifiers/ref-decorators';

/** What may be left out wherever a film is written. */
class FilmDetails {
  @Optional()
  @ListText(longestInFilm.genero)
  @ApiPropertyOptional({ example: 'ficção científica, suspense' })
  genero?: string;

  @Optional()
  @ListText(longestInFilm.diretor)
  @ApiPropertyOptional({ example: 'Ridley Scott' })
  diretor?: string;

  @Optional()
  @ListText(longestInFilm.atores)
  @ApiPropertyOptional({ example: 'Harrison Ford, Rutger Hauer' })
  atores?: string;

  @Nullable()
  @BodyInteger(FIRST_YEAR, LAST_YEAR)
  @ApiPropertyOptional({ example: 1982, type: 'integer', nullable: true, minimum: FIRST_YEAR, maximum: LAST_YEAR })
  ano?: number | null;

  @Nullable()
  @WebAddress(longestInFilm.poster_url)
  @ApiPropertyOptional({ example: 'https://example.com/blade-runner.jpg', nullable: true })
  poster_url?: string | null;

  @Nullable()
  @LongText(longestInFilm.sinopse)
  @ApiPropertyOptional({ example: 'Um policial caça androides fugidos.', nullable: true })
  sinopse?: string | null;

  @Nullable()
  @BodyInteger(1, LONGEST_FILM)
  @ApiPropertyOptional({
    example: 117,
    type: 'integer',
    nullable: true,
    description: { pt: 'Em minutos', en: 'In minutes' },
  })
  duracao?: number | null;

  @Nullable()
  @ListText(longestInFilm.idioma)
  @ApiPropertyOptional({ example: 'en, ja', nullable: true })
  idioma?: string | null;

  @Nullable()
  @ListText(longestInFilm.pais)
  @ApiPropertyOptional({ example: 'Estados Unidos', nullable: true })
  pais?: string | null;

  @Nullable()
  @BodyInteger(0, HIGHEST_AGE)
  @ApiPropertyOptional({
    example: 16,
    type: 'integer',
    nullable: true,
    description: { pt: 'A partir de que idade', en: 'From what age on' },
  })
  classificacao?: number | null;

  /** In milliseconds since 1970 once it is read, like the next. */
  @Nullable()
  @Moment()
  @ApiPropertyOptional({
    example: '2026-11-01T00:00:00.000Z',
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: { pt: 'Desde quando se pode ver', en: 'Since when it can be watched' },
  })
  disponivel_de?: number | null;

  @Nullable()
  @Moment()
  @ApiPropertyOptional({
    example: '2027-01-31T23:59:59.000Z',
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: { pt: 'Até quando se pode ver', en: 'Until when it can be watched' },
  })
  disponivel_ate?: number | null;

  /** JSON once it is read. */
  @Nullable()
  @ObjectAsText(attributesText, attributesTaken)
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { prateleira: 'B3', preco: 9.9 },
    description: {
      pt: 'O que mais se sabe do filme, até 4 kB; os filtros `atributos.chave` olham nele',
      en: 'What else is known of the film, up to 4 kB; the filters `atributos.chave` look there',
    },
  })
  atributos?: string | null;

  @Optional()
  @Identifiers('filmes')
  identificadores?: string[];
}

/** Body of `POST /filmes`. */
export class NewFilmBody extends FilmDetails {
  @ShortText(longestInFilm.titulo)
  @ApiProperty({ example: 'Blade Runner' })
  titulo!: string;
}

/** Body of `PATCH /filmes/{id}`: what is left out stays as it is. */
export class FilmPatchBody extends FilmDetails {
  @Optional()
  @ShortText(longestInFilm.titulo)
  @ApiPropertyOptional({ example: 'Blade Runner' })
  titulo?: string;
}
