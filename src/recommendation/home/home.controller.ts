import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '../../http/api-docs';
import type { Response } from 'express';
import { Caller } from '../../access/caller.decorator';
import { HeavyWork } from '../../access/heavy-work';
import { mayRead, type Identity } from '../../access/identity';
import { OpenToToken } from '../../access/open-to-token';
import { PublicRead, ReadsPerson } from '../../access/required-scope';
import { Weight } from '../../access/weight';
import { withAttributes } from '../../films/attribute-filter';
import { ShownFilms } from '../../events/shown-films';
import { ExposureLog } from '../../experiments/exposure-log';
import type { ListParameters } from '../../experiments/list-parameters';
import { ListShaping } from '../../experiments/list-shaping';
import { FilmsService } from '../../films/films.service';
import { ApiProblems } from '../../http/api-problems';
import { linkHeader } from '../../http/next-link';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { RefParam } from '../../identifiers/ref-decorators';
import { UserIdPipe } from '../../users/user-ref.pipe';
import { answerOf, isShown, send, type HttpAnswer } from '../serving/http-answer';
import { HttpAnswerService } from '../serving/http-answer.service';
import { answerHeaders, experimentHeader, profileHeader } from '../serving/recommendation.controller';
import { checkShowings } from '../serving/showings-need-key';
import { VisitorQuery } from '../serving/visitor.dto';
import { visitorProfile } from '../serving/visitor-profile';
import { readVisitor } from '../serving/visitor-ratings';
import { HomeBody, HomeQuery, HomeRowDto, RowBody, RowQuery, USUAL_ROWS } from './home.dto';
import { HomeService, type HomePage, type HomeRequest } from './home.service';
import { RowKeyPipe, rowKeySchema, type RowKey } from './row-key';

const visitor = { avaliacoes: [{ filme_id: 4, avaliacao: 5 }], por_linha: 5 };
const KeyParam = () => ApiParam({ name: 'chave', schema: rowKeySchema });

/** Writes its answers itself, like the lists. */
@ApiTags('home')
@Controller()
export class HomeController {
  constructor(
    private readonly answers: HttpAnswerService,
    private readonly home: HomeService,
    private readonly films: FilmsService,
    private readonly shown: ShownFilms,
    private readonly heavy: HeavyWork,
    private readonly shaping: ListShaping,
    private readonly exposures: ExposureLog,
  ) {}

  @Get('usuarios/:usuario_id/vitrine')
  @Weight(2)
  @ReadsPerson()
  @OpenToToken('usuario_id')
  @ApiOperation({
    operationId: 'getHomePage',
    summary: {
      pt: 'A vitrine de um usuário: filmes em linhas, cada uma com título e motivo',
      en: 'The home page of a user: films in rows, each with a title and a reason',
    },
    description: withAttributes({
      pt:
        'Primeiro `para_voce`; depois, na ordem do quanto os cinco primeiros filmes de cada uma devem agradar: `porque:ID` (um ' +
        'filme de que gostou há pouco), `grupo:ID` (um grupo de que gosta), `sua_lista` (o que quer ver), `novidades`, `em_alta` e ' +
        '`outra_coisa` (um grupo que mal conhece). Nenhum filme vem duas vezes, linhas vazias não vêm, e os filtros valem em ' +
        'todas. Sem chave não há `porque:ID` nem `sua_lista`, e de resto vale o que vale para a lista.',
      en:
        'First `para_voce` (for you); then, in the order of how much the first five films of each should please: `porque:ID` (because ' +
        'of a film that they liked lately), `grupo:ID` (a group that they like), `sua_lista` (what they want to see), `novidades` ' +
        '(new films), `em_alta` (trending) and `outra_coisa` (a group that they hardly know). No film comes twice, empty rows do not ' +
        'come, and filters hold in all of them. Without a key there is neither `porque:ID` nor `sua_lista`, and beside that what ' +
        'holds for the list holds.',
    }),
  })
  @RefParam('usuario_id', 'usuarios')
  @ApiOkResponse({ type: [HomeRowDto], headers: { ...answerHeaders, ...experimentHeader, ...profileHeader } })
  @ApiProblems(404)
  async page(
    @Param('usuario_id', UserIdPipe) userId: number,
    @Query() query: HomeQuery,
    @Lang() language: Language,
    @Caller() caller: Identity | null,
    @Res() response: Response,
  ): Promise<void> {
    await this.toUser(userId, query, null, language, caller, response);
  }

  @Get('usuarios/:usuario_id/vitrine/:chave')
  @Weight(2)
  @ReadsPerson()
  @OpenToToken('usuario_id')
  @ApiOperation({
    operationId: 'getHomeRow',
    summary: { pt: 'Uma linha da vitrine de um usuário, em páginas', en: 'A row of the home page of a user, in pages' },
    description: withAttributes({
      pt:
        'Com o `cursor` da vitrine continua o que ela mostrou; sem cursor começa como ela. Dentro da linha nenhum filme se repete, ' +
        'enquanto as notas, o catálogo e o modelo não mudam, por uma hora.',
      en:
        'With the `cursor` of the home page it goes on from what that showed; without one it begins like it. No film is repeated in ' +
        'the row while ratings, catalogue and model do not change, for an hour.',
    }),
  })
  @RefParam('usuario_id', 'usuarios')
  @KeyParam()
  @ApiOkResponse({
    type: HomeRowDto,
    headers: { ...answerHeaders, ...experimentHeader, ...linkHeader, ...profileHeader },
  })
  @ApiProblems(404, 410)
  async row(
    @Param('usuario_id', UserIdPipe) userId: number,
    @Param('chave', RowKeyPipe) key: RowKey,
    @Query() query: RowQuery,
    @Lang() language: Language,
    @Caller() caller: Identity | null,
    @Res() response: Response,
  ): Promise<void> {
    await this.toUser(userId, query, key, language, caller, response);
  }

  @Post('vitrine')
  @Weight(2)
  @PublicRead()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'getVisitorHomePage',
    summary: {
      pt: 'A vitrine de quem não está guardado, pelas notas que vêm no corpo',
      en: 'The home page of somebody who is not stored, by the ratings in the body',
    },
    description: {
      pt: 'A mesma resposta de GET /usuarios/{usuario_id}/vitrine para quem tem estas notas; nada é guardado.',
      en: 'The same answer as GET /usuarios/{usuario_id}/vitrine for somebody with these ratings; nothing is kept.',
    },
  })
  @ApiBody({ type: HomeBody, examples: { visitante: { value: visitor } } })
  @ApiOkResponse({ type: [HomeRowDto], headers: { ...answerHeaders, ...experimentHeader } })
  @ApiProblems(400, 413, 415, 422)
  async visitorPage(@Body() body: HomeBody, @Lang() language: Language, @Res() response: Response): Promise<void> {
    await this.toVisitor(body, null, language, response);
  }

  @Post('vitrine/:chave')
  @Weight(2)
  @PublicRead()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'getVisitorHomeRow',
    summary: {
      pt: 'Uma linha da vitrine de quem não está guardado, em páginas',
      en: 'A row of the home page of somebody who is not stored, in pages',
    },
    description: {
      pt: 'A página seguinte se pede com o mesmo corpo e o cursor, nele ou no endereço que o cabeçalho Link dá.',
      en:
        'The next page is asked for with the same body and the cursor, in it or in the address that the Link header ' +
        'gives.',
    },
  })
  @KeyParam()
  @ApiBody({ type: RowBody, examples: { visitante: { value: visitor } } })
  @ApiOkResponse({ type: HomeRowDto, headers: { ...answerHeaders, ...experimentHeader, ...linkHeader } })
  @ApiProblems(400, 404, 410, 413, 415, 422)
  async visitorRow(
    @Param('chave', RowKeyPipe) key: RowKey,
    @Body() body: RowBody,
    @Query() { cursor = body.cursor }: VisitorQuery,
    @Lang() language: Language,
    @Res() response: Response,
  ): Promise<void> {
    await this.toVisitor({ ...body, cursor }, key, language, response);
  }

  private async toUser(
    userId: number,
    query: HomeQuery & RowQuery,
    key: RowKey | null,
    language: Language,
    caller: Identity | null,
    response: Response,
  ): Promise<void> {
    checkShowings(caller, userId, query);
    const { excluir = [], lembrar = false, ...rest } = query;
    const unwanted = await this.films.numbersOf(excluir, () => 'excluir');
    const { imposed, memberships } = await this.shaping.ofHome({ userId }, query);
    const asked = homeRequest(rest, imposed, { key, unwanted, language, forPublic: !mayRead(caller, userId) });
    const address = response.req.originalUrl;
    const kept = await this.answers.answer(userId, asked, address, async (now, rotation) => {
      const list = await this.home.forUser(userId, asked, now, rotation);
      return { list, answer: answer(list, asked, address, !asked.forPublic) };
    });
    const shown = isShown(response.req);
    await send(response, kept, shown ? this.exposures.note(memberships, userId, kept.films) : null);
    if (lembrar && shown) this.shown.note(userId, kept.films);
  }

  private async toVisitor(
    { avaliacoes, excluir = [], visitante, ...body }: HomeBody & RowBody,
    key: RowKey | null,
    language: Language,
    response: Response,
  ): Promise<void> {
    const { ratings, unwanted } = await readVisitor(this.films, avaliacoes, excluir, this.heavy.pace(response));
    const person = visitante === undefined ? null : { visitor: visitante, ratings: ratings.length };
    const { imposed, memberships } = await this.shaping.ofHome(person, body);
    const asked = homeRequest(body, imposed, { key, unwanted, language, forPublic: false });
    const page = await this.home.forVisitor((films) => visitorProfile(ratings, films), asked);
    const made = answer(page, asked, response.req.originalUrl, false);
    await send(response, made, this.exposures.note(memberships, null, made.films));
  }
}

type Given = Omit<HomeQuery & RowQuery & HomeBody & RowBody, 'avaliacoes' | 'excluir' | 'visitante' | 'lembrar'>;

/** What is asked for, where it comes in a query and where in a body. What it leaves out is as usual. */
function homeRequest(
  asked: Given,
  imposed: ListParameters,
  besides: Pick<HomeRequest, 'key' | 'unwanted' | 'language' | 'forPublic'>,
): HomeRequest {
  const {
    linhas = USUAL_ROWS,
    por_linha = null,
    rotacao = 0,
    regras = [],
    explicar = false,
    versao,
    pesos,
    cursor,
    ...filter
  } = { ...imposed, ...asked };
  return {
    ...besides,
    filter,
    rows: linhas,
    perRow: por_linha,
    explain: explicar,
    // It tells what somebody was shown: not to who may not read it.
    rotation: besides.forPublic ? 0 : rotacao,
    rules: regras,
    model: { versao, pesos },
    cursor,
    imposed,
  };
}

function answer(page: HomePage, { key }: HomeRequest, address: string, versioned: boolean): HttpAnswer {
  const films = page.rows.flatMap(({ filmes }) => filmes);
  return answerOf(key === null ? page.rows : page.rows[0], films, page, address, versioned);
}
