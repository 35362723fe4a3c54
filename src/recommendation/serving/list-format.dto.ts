import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { formatTypes } from './list-format';
import { RecommendationDto } from './recommendation.dto';

/** A film as Radarr's lists have it. */
export class RadarrFilmDto {
  @ApiProperty({ example: 'Alien' })
  title!: string;

  @ApiPropertyOptional({ example: 'tt0078748' })
  imdb_id?: string;

  @ApiPropertyOptional({ example: 348, type: 'integer' })
  tmdb_id?: number;

  @ApiPropertyOptional({
    example: 348,
    type: 'integer',
    description: {
      pt: 'O mesmo que `tmdb_id`: assim o leem as listas próprias',
      en: 'The same as `tmdb_id`: custom lists read it like this',
    },
  })
  id?: number;

  @ApiPropertyOptional({ example: 'https://example.com/alien.jpg' })
  poster_url?: string;
}

class TraktIdsDto {
  @ApiPropertyOptional({ example: 'tt0078748' })
  imdb?: string;

  @ApiPropertyOptional({ example: 348, type: 'integer' })
  tmdb?: number;
}

/** A film as Trakt's API takes it. */
export class TraktFilmDto {
  @ApiProperty({ example: 'Alien' })
  title!: string;

  @ApiPropertyOptional({ example: 1979, type: 'integer' })
  year?: number;

  @ApiProperty({ type: TraktIdsDto })
  ids!: TraktIdsDto;
}

/** A list as Trakt takes it, at `/sync/watchlist` and `/users/{id}/lists/{list_id}/items`. */
export class TraktListDto {
  @ApiProperty({ type: [TraktFilmDto] })
  movies!: TraktFilmDto[];
}

/** The route answers recommendations, as they are or in one of the formats of others. */
export function AnswersRecommendations(headers: object): MethodDecorator {
  const listOf = (model: new () => object) => ({ type: 'array' as const, items: { $ref: getSchemaPath(model) } });
  return applyDecorators(
    ApiExtraModels(RecommendationDto, RadarrFilmDto, TraktListDto),
    ApiOkResponse({
      description: {
        pt: 'Com `formato`, a lista como outros a leem',
        en: 'With `formato`, the list as others read it',
      },
      headers: headers as never,
      content: {
        'application/json': { schema: listOf(RecommendationDto) },
        [formatTypes.radarr]: { schema: listOf(RadarrFilmDto) },
        [formatTypes.trakt]: { schema: { $ref: getSchemaPath(TraktListDto) } },
        [formatTypes.letterboxd]: {
          schema: {
            type: 'string',
            example:
              'LetterboxdURI,tmdbID,imdbID,Title,Year\nhttps://letterboxd.com/film/alien/,348,tt0078748,Alien,1979\n',
          },
        },
      },
    }),
  );
}
