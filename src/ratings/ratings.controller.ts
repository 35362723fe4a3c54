import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '../http/api-docs';
import { Caller } from '../access/caller.decorator';
import type { Identity } from '../access/identity';
import { Once } from '../access/once';
import { OpenToToken, OpenToTokenInBody } from '../access/open-to-token';
import { PersonTokens } from '../access/person-tokens';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { PROFILE_VERSION_HEADER, profileVersionHeader } from '../http/headers';
import type { Page } from '../http/page';
import { Paged } from '../http/page.interceptor';
import { PageQuery } from '../http/page.query';
import { tellLocation } from '../http/public-path';
import { ResponseHead, type Head } from '../http/response-head.decorator';
import { isoTime } from '../http/iso-time';
import { RefParam } from '../identifiers/ref-decorators';
import type { Ref } from '../identifiers/identifier';
import { FilmIdPipe, FilmRefPipe } from '../films/film-ref.pipe';
import { UserIdPipe, UserRefPipe } from '../users/user-ref.pipe';
import { RatingLists } from './rating-lists';
import { CreatingQuery, NewRatingBody, PersonalDataDto, PutRatingBody, PutRatingDto, RatingDto } from './rating.dto';
import { RatingsService } from './ratings.service';
import type { PutRating, RatedWhen } from './write-ratings';

@ApiTags('ratings')
@Controller()
export class RatingsController {
  constructor(
    private readonly ratings: RatingsService,
    private readonly lists: RatingLists,
    private readonly tokens: PersonTokens,
  ) {}

  @Put('usuarios/:usuario_id/avaliacoes/:filme_id')
  @RequiresScope('escrita')
  @OpenToToken('usuario_id')
  @ApiOperation({
    operationId: 'setRating',
    summary: {
      pt: 'Avalia um filme; a recomendação seguinte já leva a nota em conta',
      en: 'Rates a film; the next recommendation already takes the rating into account',
    },
  })
  @RefParam('usuario_id', 'usuarios')
  @RefParam('filme_id', 'filmes')
  @ApiCreatedResponse({
    type: PutRatingDto,
    description: { pt: 'Primeira nota deste usuário para este filme', en: 'First rating of this user for this film' },
    headers: profileVersionHeader,
  })
  @ApiOkResponse({
    type: PutRatingDto,
    description: { pt: 'A nota anterior foi trocada', en: 'The earlier rating was replaced' },
    headers: profileVersionHeader,
  })
  @ApiProblems(404, 410)
  async put(
    @Param('usuario_id', UserRefPipe) userId: Ref,
    @Param('filme_id', FilmRefPipe) filmId: Ref,
    @Query() { criar }: CreatingQuery,
    @Body() body: PutRatingBody,
    @ResponseHead() head: Head,
  ): Promise<PutRatingDto> {
    const given = { ...body, usuario_id: userId, filme_id: filmId };
    const { rating, anterior } = await this.store(head, given, { at: body.avaliado_em, anyway: true }, criar);
    return { ...rating, anterior };
  }

  @Post('avaliacoes')
  @RequiresScope('escrita')
  @Once(({ usuario_id }: RatingDto) => usuario_id)
  @OpenToTokenInBody()
  @ApiOperation({
    operationId: 'createRating',
    summary: {
      pt: 'Avalia um filme; o mesmo que PUT, com os ids no corpo',
      en: 'Rates a film; the same as PUT, with the ids in the body',
    },
  })
  @ApiCreatedResponse({
    type: RatingDto,
    description: { pt: 'Primeira nota deste usuário para este filme', en: 'First rating of this user for this film' },
    headers: { ...profileVersionHeader, Location: { schema: { type: 'string' } } },
  })
  @ApiOkResponse({
    type: RatingDto,
    description: {
      pt: 'Já havia uma nota; a resposta é a que fica, a mais nova',
      en: 'There was a rating already; the answer is the one that stays, the newest',
    },
    headers: profileVersionHeader,
  })
  @ApiProblems(404, 410)
  async post(
    @Query() { criar }: CreatingQuery,
    @Body() body: NewRatingBody,
    @Caller() caller: Identity | null,
    @ResponseHead() head: Head,
  ): Promise<RatingDto> {
    const [usuario_id] = await this.tokens.allowed(caller, [body.usuario_id]);
    const { created, rating } = await this.store(
      head,
      { ...body, usuario_id },
      { at: body.avaliado_em ?? undefined, anyway: false },
      criar,
    );
    if (created) tellLocation(head, `/usuarios/${rating.usuario_id}/avaliacoes/${rating.filme_id}`);
    return rating;
  }

  @Delete('usuarios/:usuario_id/avaliacoes/:filme_id')
  @RequiresScope('escrita')
  @OpenToToken('usuario_id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteRating', summary: { pt: 'Apaga uma avaliação', en: 'Deletes a rating' } })
  @RefParam('usuario_id', 'usuarios')
  @RefParam('filme_id', 'filmes')
  @ApiNoContentResponse({ description: { pt: 'Apagada', en: 'Deleted' }, headers: profileVersionHeader })
  @ApiProblems(404)
  async remove(
    @Param('usuario_id', UserIdPipe) userId: number,
    @Param('filme_id', FilmIdPipe) filmId: number,
    @ResponseHead() head: Head,
  ): Promise<void> {
    head.set(PROFILE_VERSION_HEADER, String(await this.ratings.remove(userId, filmId)));
  }

  @Get('usuarios/:usuario_id/avaliacoes')
  @RequiresScope('leitura')
  @OpenToToken('usuario_id')
  @ApiOperation({
    operationId: 'listRatings',
    summary: {
      pt: 'As avaliações de um usuário, da mais nova à mais antiga, em páginas',
      en: 'The ratings of a user, from the newest to the oldest, in pages',
    },
  })
  @RefParam('usuario_id', 'usuarios')
  @Paged(RatingDto)
  @ApiProblems(404)
  list(@Param('usuario_id', UserIdPipe) userId: number, @Query() query: PageQuery): Promise<Page<RatingDto>> {
    return this.lists.page(userId, query);
  }

  @Get('usuarios/:usuario_id/avaliacoes/:filme_id')
  @RequiresScope('leitura')
  @OpenToToken('usuario_id')
  @ApiOperation({
    operationId: 'getRating',
    summary: { pt: 'A nota de um usuário para um filme', en: 'The rating of a user for a film' },
  })
  @RefParam('usuario_id', 'usuarios')
  @RefParam('filme_id', 'filmes')
  @ApiOkResponse({ type: RatingDto })
  @ApiProblems(404)
  one(
    @Param('usuario_id', UserIdPipe) userId: number,
    @Param('filme_id', FilmIdPipe) filmId: number,
  ): Promise<RatingDto> {
    return this.lists.one(userId, filmId);
  }

  @Get('usuarios/:usuario_id/dados')
  @RequiresScope('leitura')
  @ApiOperation({
    operationId: 'getPersonalData',
    summary: {
      pt: 'Tudo o que se guarda sobre um usuário, em um documento',
      en: 'Everything that is kept about a user, in one document',
    },
  })
  @RefParam('usuario_id', 'usuarios')
  @ApiOkResponse({ type: PersonalDataDto })
  @ApiProblems(404)
  personalData(@Param('usuario_id', UserIdPipe) userId: number): Promise<PersonalDataDto> {
    return this.lists.everythingAbout(userId);
  }

  private async store(
    head: Head,
    body: Omit<NewRatingBody, 'avaliado_em'>,
    when: RatedWhen,
    creates: boolean | undefined,
  ): Promise<{ created: boolean; rating: RatingDto; anterior: PutRatingDto['anterior'] }> {
    const { usuario_id: user, filme_id: film, avaliacao: rating, recomendacao_id: recommendationId = null } = body;
    const stored = await this.ratings.put(user, film, { rating, recommendationId }, when, creates);
    head.status(stored.created ? 201 : 200).set(PROFILE_VERSION_HEADER, String(stored.profileVersion));
    const { userId, filmId, created, stands, earlier } = stored;
    return {
      created,
      rating: { usuario_id: userId, filme_id: filmId, ...toDto(stands) },
      anterior: earlier && toDto(earlier),
    };
  }
}

function toDto({ rating, ratedAt, recommendationId }: PutRating['stands']) {
  return { avaliacao: rating, avaliado_em: isoTime(ratedAt), recomendacao_id: recommendationId };
}
