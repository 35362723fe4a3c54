import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import { Weight } from '../../access/weight';
import { ApiProblems } from '../../http/api-problems';
import { hintHeader } from '../../http/headers';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { ResponseHead, type Head } from '../../http/response-head.decorator';
import { RefParam } from '../../identifiers/ref-decorators';
import { FilmIdPipe } from '../../films/film-ref.pipe';
import { withAttributes } from '../../films/attribute-filter';
import { tellHint } from '../../films/filter-hint';
import { PopularFilmDto, PopularFilmsQuery, SimilarFilmDto, SimilarFilmsQuery, USUAL_LIMIT } from './film-lists.dto';
import { MostLikedFilms } from './most-liked-films';
import { SimilarFilms } from './similar-films';

/** Lists of films that are the same for everybody. */
@ApiTags('films')
@Controller('filmes')
export class FilmListsController {
  constructor(
    private readonly similar: SimilarFilms,
    private readonly mostLiked: MostLikedFilms,
  ) {}

  @Get('populares')
  @ApiOperation({
    operationId: 'listPopularFilms',
    summary: { pt: 'Os filmes de que mais gente gostou', en: 'The films that most people liked' },
    description: withAttributes({
      pt: 'De todos os tempos, ou dos últimos `dias`. Filmes de que ninguém gostou não aparecem.',
      en: 'Of all time, or of the last `dias`. Films that nobody liked are left out.',
    }),
  })
  @ApiOkResponse({ type: [PopularFilmDto], headers: hintHeader })
  @ApiProblems(422)
  async popular(
    @Query() query: PopularFilmsQuery,
    @Lang() language: Language,
    @ResponseHead() head: Head,
  ): Promise<PopularFilmDto[]> {
    const { limite = USUAL_LIMIT, dias = null, ...filter } = query;
    const { films, unknown } = await this.mostLiked.of(dias, filter, limite);
    tellHint(head, unknown, language);
    return films;
  }

  @Get(':id/similares')
  @Weight(2)
  @ApiOperation({
    operationId: 'listSimilarFilms',
    summary: {
      pt: 'Os filmes mais próximos de um filme, o mais parecido primeiro',
      en: 'The films closest to a film, the most similar first',
    },
    description: withAttributes({
      pt: 'Pelo modelo em uso; filmes sem notas entram pelo que gêneros, direção e atores dizem deles. De um filme de que nada se sabe a lista é vazia.',
      en: 'By the model in use; films without ratings come in by what genres, director and actors tell of them. Of a film of which nothing is known the list is empty.',
    }),
  })
  @RefParam('id', 'filmes')
  @ApiOkResponse({ type: [SimilarFilmDto], headers: hintHeader })
  @ApiProblems(404, 422)
  async similarTo(
    @Param('id', FilmIdPipe) id: number,
    @Query() query: SimilarFilmsQuery,
    @Lang() language: Language,
    @ResponseHead() head: Head,
  ): Promise<SimilarFilmDto[]> {
    const { limite = USUAL_LIMIT, ...filter } = query;
    const { films, unknown } = await this.similar.to(id, filter, limite);
    tellHint(head, unknown, language);
    return films;
  }
}
