import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags, type ApiResponseOptions } from '../../http/api-docs';
import type { Response } from 'express';
import { Caller } from '../../access/caller.decorator';
import { HeavyWork } from '../../access/heavy-work';
import type { Identity } from '../../access/identity';
import { OpenToToken } from '../../access/open-to-token';
import { PublicRead, ReadsPerson } from '../../access/required-scope';
import { withAttributes } from '../../films/attribute-filter';
import { ExposureLog } from '../../experiments/exposure-log';
import { ListShaping } from '../../experiments/list-shaping';
import { FilmsService } from '../../films/films.service';
import { ApiProblems } from '../../http/api-problems';
import {
  hintHeader,
  MODEL_VERSION_HEADER,
  ORIGIN_HEADER,
  PROFILE_VERSION_HEADER,
  RECOMMENDATION_ID_HEADER,
  UNIDENTIFIED_HEADER,
} from '../../http/headers';
import { linkHeader } from '../../http/next-link';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { RefParam } from '../../identifiers/ref-decorators';
import { UserIdPipe } from '../../users/user-ref.pipe';
import { httpAnswer, isShown, send } from './http-answer';
import { AnswersRecommendations } from './list-format.dto';
import { EarlyLists } from './early-lists';
import { listRequest } from './list-request';
import { PersonLists } from './person-lists';
import { origins, RecommendationDto, RecommendationQuery } from './recommendation.dto';
import { RecommendationService } from './recommendation.service';
import { VisitorBody, VisitorQuery } from './visitor.dto';
import { readVisitor } from './visitor-ratings';
import { visitorProfile } from './visitor-profile';

/** Of answers that are made of such lists. */
export const answerHeaders: ApiResponseOptions['headers'] = {
  [ORIGIN_HEADER]: {
    description: {
      pt: 'De onde vem a lista: do modelo; populares (sem notas ou sem modelo); rever (tudo já avaliado)',
      en:
        'Where the list comes from: the model (modelo); popular films (populares: no ratings or no model); films to see ' +
        'again (rever: everything is rated)',
    },
    schema: { type: 'string', enum: [...origins] },
  },
  [MODEL_VERSION_HEADER]: {
    description: { pt: 'Versão do modelo', en: 'Version of the model' },
    schema: { type: 'integer' },
  },
  ETag: {
    description: {
      pt: 'Muda com a lista; vale em If-None-Match',
      en: 'Changes with the list; it serves in If-None-Match',
    },
    schema: { type: 'string' },
  },
  ...hintHeader,
};

export const profileHeader: ApiResponseOptions['headers'] = {
  [PROFILE_VERSION_HEADER]: {
    description: {
      pt: 'Cresce com cada nota do usuário; a resposta reflete as notas até esta versão. Só com uma chave',
      en: 'Grows with every rating of the user; the answer reflects ratings up to this version. Only with a key',
    },
    schema: { type: 'integer' },
  },
};

export const experimentHeader: ApiResponseOptions['headers'] = {
  [RECOMMENDATION_ID_HEADER]: {
    description: {
      pt:
        'Só para quem está em um experimento: o nome desta resposta, que eventos dão em `recomendacao_id`. Uma resposta a um pedido que diz ele ' +
        'mesmo um parâmetro do experimento não conta para ele',
      en:
        'Only for those who are in an experiment: the name of this answer, which events give in `recomendacao_id`. An ' +
        'answer to a request that says a parameter of the experiment itself does not count for it',
    },
    schema: { type: 'string', format: 'uuid' },
  },
};

const unidentifiedHeader: ApiResponseOptions['headers'] = {
  [UNIDENTIFIED_HEADER]: {
    description: {
      pt: 'Só com `formato`: quantos filmes desta página faltam nela, por não ter o catálogo um id deles que sirva',
      en:
        'Only with `formato`: how many films of this page are missing from it because the catalogue has no id of theirs ' +
        'that serves',
    },
    schema: { type: 'integer' },
  },
};

/** Where the list of a stored person is: the first is of the first system. */
const LIST_PATHS = ['filmes/:usuario_id/recomendacoes', 'usuarios/:usuario_id/recomendacoes'];

/** Writes its answers itself: their bytes and headers are kept, and go out without being made again. */
@ApiTags('recommendations')
@Controller()
export class RecommendationController {
  constructor(
    private readonly lists: PersonLists,
    private readonly early: EarlyLists,
    private readonly recommendations: RecommendationService,
    private readonly films: FilmsService,
    private readonly heavy: HeavyWork,
    private readonly shaping: ListShaping,
    private readonly exposures: ExposureLog,
  ) {}

  @Get(LIST_PATHS)
  @ReadsPerson()
  @OpenToToken('usuario_id')
  @ApiOperation({
    operationId: 'getRecommendations',
    summary: {
      pt: 'Filmes de que o usuário vai gostar, o melhor primeiro, em páginas',
      en: 'Films that the user will like, the best first, in pages',
    },
    description: withAttributes({
      pt:
        'Calculado das notas como estão agora: uma nota dada há um segundo já conta. O cursor de uma página vale enquanto ' +
        'as notas do usuário, o catálogo e o modelo não mudam, por uma hora: nenhum filme falta nem se repete. Sem chave, onde ' +
        '`PUBLIC_READ=true` a deixa ler, a lista é só da melhor metade dos filmes não avaliados, os motivos são grupos em vez ' +
        'de notas, `popularidade` vai em passos de 0,25, e `incluir_avaliados` pede uma chave.',
      en:
        'Computed from the ratings as they are now: a rating given a second ago counts. The cursor of a page holds while the ' +
        'ratings of the user, the catalogue and the model do not change, for an hour: no film is missing or repeated. Without a ' +
        'key, where `PUBLIC_READ=true` allows reading, the list is only of the better half of the films not rated, reasons are ' +
        'groups instead of ratings, `popularidade` goes in steps of 0.25, and `incluir_avaliados` needs a key.',
    }),
  })
  @RefParam('usuario_id', 'usuarios')
  @AnswersRecommendations({
    ...answerHeaders,
    ...experimentHeader,
    ...linkHeader,
    ...profileHeader,
    ...unidentifiedHeader,
  })
  @ApiProblems(404, 410)
  async forUser(
    @Param('usuario_id', UserIdPipe) userId: number,
    @Query() query: RecommendationQuery,
    @Lang() language: Language,
    @Caller() caller: Identity | null,
    @Res() response: Response,
  ): Promise<void> {
    const asking = { caller, language, pace: this.heavy.pace(response) };
    const { answer, noteShown } = await this.lists.of(userId, query, asking, response.req.originalUrl);
    this.early.note(response.req, query);
    await send(response, answer, isShown(response.req) ? noteShown() : null);
  }

  @Post('recomendacoes')
  @PublicRead()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'getVisitorRecommendations',
    summary: {
      pt: 'Filmes de que vai gostar quem não está guardado, pelas notas que vêm no corpo',
      en: 'Films that somebody who is not stored will like, by the ratings in the body',
    },
    description: {
      pt:
        'A mesma resposta de GET /usuarios/{usuario_id}/recomendacoes para quem tem estas notas; nada é guardado. A página ' +
        'seguinte se pede com o mesmo corpo e o cursor, nele ou no endereço que o cabeçalho Link dá.',
      en:
        'The same answer as GET /usuarios/{usuario_id}/recomendacoes for somebody with these ratings; nothing is kept. ' +
        'The next page is asked for with the same body and the cursor, in it or in the address that the Link header ' +
        'gives.',
    },
  })
  @ApiBody({
    type: VisitorBody,
    examples: { visitante: { value: { avaliacoes: [{ filme_id: 4, avaliacao: 5 }], limite: 5, explicar: true } } },
  })
  @ApiOkResponse({ type: [RecommendationDto], headers: { ...answerHeaders, ...experimentHeader, ...linkHeader } })
  @ApiProblems(400, 410, 413, 415, 422)
  async forVisitor(
    @Body() { avaliacoes, excluir = [], visitante, ...body }: VisitorBody,
    @Query() { cursor }: VisitorQuery,
    @Lang() language: Language,
    @Res() response: Response,
  ): Promise<void> {
    const pace = this.heavy.pace(response);
    const { ratings, unwanted } = await readVisitor(this.films, avaliacoes, excluir, pace);
    const person = visitante === undefined ? null : { visitor: visitante, ratings: ratings.length };
    const { imposed, memberships } = await this.shaping.of(person, body);
    const asked = listRequest({ ...body, cursor: cursor ?? body.cursor }, imposed, unwanted, language, pace, false);
    const list = await this.recommendations.forVisitor((films) => visitorProfile(ratings, films), asked);
    const answer = httpAnswer(list, response.req.originalUrl, false);
    await send(response, answer, this.exposures.note(memberships, null, answer.films));
  }
}
