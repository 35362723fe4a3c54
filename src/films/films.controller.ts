import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '../http/api-docs';
import { Once } from '../access/once';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { hintHeader } from '../http/headers';
import { Lang } from '../http/lang.decorator';
import type { Language } from '../http/language';
import type { Page } from '../http/page';
import { Paged } from '../http/page.interceptor';
import { tellLocation } from '../http/public-path';
import { ResponseHead, type Head } from '../http/response-head.decorator';
import { RefParam } from '../identifiers/ref-decorators';
import { FilmIdPipe } from './film-ref.pipe';
import { FilmPatchBody, NewFilmBody } from './film-body';
import { DeletedFilmsDto, FilmDeletionBody } from './film-deletion.dto';
import { FilmDto } from './film.dto';
import { unknownFilms } from './film-not-found';
import { FilmLists } from './film-lists';
import { FilmListQuery } from './film-list.query';
import { FilmWriter } from './film-writer';
import { ATTRIBUTES_IN_ADDRESS } from './attribute-filter';
import { tellHint } from './filter-hint';
import { FilmsService } from './films.service';

/** Which of the films of a body. */
const placeOf = (n: number): string => `ids.${n}`;

@ApiTags('films')
@Controller('filmes')
export class FilmsController {
  constructor(
    private readonly films: FilmsService,
    private readonly lists: FilmLists,
    private readonly writer: FilmWriter,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listFilms',
    summary: { pt: 'Lista o catálogo, em páginas', en: 'Lists the catalogue, in pages' },
    description: ATTRIBUTES_IN_ADDRESS,
  })
  @Paged(
    FilmDto,
    { pt: 'Quantos filmes há em todas as páginas', en: 'How many films there are on all pages' },
    hintHeader,
  )
  async list(
    @Query() { identificador, ...query }: FilmListQuery,
    @Lang() language: Language,
    @ResponseHead() head: Head,
  ): Promise<Page<FilmDto>> {
    if (identificador !== undefined) return this.films.ofIdentifier(identificador);
    const { page, unknown } = await this.lists.of(query);
    tellHint(head, unknown, language);
    return page;
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getFilm', summary: { pt: 'Um filme', en: 'A film' } })
  @RefParam('id', 'filmes')
  @ApiOkResponse({ type: FilmDto })
  @ApiProblems(404)
  get(@Param('id', FilmIdPipe) id: number): Promise<FilmDto> {
    return this.films.get(id);
  }

  @Post()
  @ApiProblems(409)
  @RequiresScope('escrita')
  @Once()
  @ApiOperation({ operationId: 'createFilm', summary: { pt: 'Acrescenta um filme', en: 'Adds a film' } })
  @ApiCreatedResponse({ type: FilmDto, headers: { Location: { schema: { type: 'string' } } } })
  async create(@Body() body: NewFilmBody, @ResponseHead() head: Head): Promise<FilmDto> {
    const film = await this.writer.create(body);
    tellLocation(head, `/filmes/${film.id}`);
    return film;
  }

  @Post('lote/apagar')
  @RequiresScope('escrita')
  @Once()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'deleteFilms',
    summary: {
      pt: 'Apaga muitos filmes e todas as suas avaliações: todos eles, ou nenhum',
      en: 'Deletes many films and all their ratings: all of them, or none',
    },
  })
  @ApiOkResponse({ type: DeletedFilmsDto })
  async removeAll(@Body() { ids: refs }: FilmDeletionBody): Promise<DeletedFilmsDto> {
    const named = await this.films.numbersOf(refs, placeOf);
    const ids = [...new Set(named)];
    await this.writer.removeAll(ids, (absent) =>
      unknownFilms(absent.map((id) => ({ ref: id, field: placeOf(named.indexOf(id)) }))),
    );
    return { apagados: ids.length };
  }

  @Patch(':id')
  @RequiresScope('escrita')
  @ApiOperation({
    operationId: 'updateFilm',
    summary: {
      pt: 'Muda um filme; o que não vier fica como está',
      en: 'Changes a film; what is left out stays as it is',
    },
  })
  @RefParam('id', 'filmes')
  @ApiOkResponse({ type: FilmDto })
  @ApiProblems(404, 409)
  change(@Param('id', FilmIdPipe) id: number, @Body() body: FilmPatchBody): Promise<FilmDto> {
    return this.writer.change(id, body);
  }

  @Delete(':id')
  @RequiresScope('escrita')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteFilm',
    summary: { pt: 'Apaga um filme e todas as suas avaliações', en: 'Deletes a film and all its ratings' },
  })
  @RefParam('id', 'filmes')
  @ApiNoContentResponse({ description: { pt: 'Apagado', en: 'Deleted' } })
  @ApiProblems(404)
  remove(@Param('id', FilmIdPipe) id: number): Promise<void> {
    return this.writer.remove(id);
  }
}
