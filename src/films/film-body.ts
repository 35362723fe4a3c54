import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BodyInteger, ListText, Nullable, Optional, ShortText } from '../http/field-decorators';
import { FIRST_YEAR, LAST_YEAR, longestInFilm } from './film-row';

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
