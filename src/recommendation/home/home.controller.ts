import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Caller } from '../../access/caller.decorator';
import { HeavyWork } from '../../access/heavy-work';
import { mayRead, type Identity } from '../../access/identity';
import { OpenToToken } from '../../access/open-to-token';
import { PublicRead, ReadsPerson } from '../../access/required-scope';
import { Weight } from '../../access/weight';
import { ATTRIBUTES_IN_ADDRESS } from '../../films/attribute-filter';
import { ShownFilms } from '../../events/shown-films';
import { FilmsService } from '../../films/films.service';
import { ApiProblems } from '../../http/api-problems';
import { linkHeader } from '../../http/next-link';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { RefParam } from '../../identifiers/ref-decorators';
import { UserIdPipe } from '../../users/user-ref.pipe';
import { answerOf, send, type HttpAnswer } from '../serving/http-answer';
import { HttpAnswerService } from '../serving/http-answer.service';
import { answerHeaders, profileHeader } from '../serving/recommendation.controller';
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
@ApiTags('vitrine')
@Controller()
export class HomeController {
  constructor(
    private readonly answers: HttpAnswerService,
    private readonly home: HomeService,
    private readonly films: FilmsService,
    private readonly shown: ShownFilms,
    private readonly heavy: HeavyWork,
  ) {}

  @Get('usuarios/:usuario_id/vitrine')
  @Weight(2)
  @ReadsPerson()
  @OpenToToken('usuario_id')
  @ApiOperation({
    summary: 'A vitrine de um usuário: filmes em linhas, cada uma com título e motivo',
    description:
      'Primeiro `para_voce`; depois, na ordem do quanto os cinco primeiros filmes de cada uma devem agradar: `porque:ID` (um ' +
      'filme de que gostou há pouco), `grupo:ID` (um grupo de que gosta), `sua_lista` (o que quer ver), `novidades`, `em_alta` e ' +
      '`outra_coisa` (um grupo que mal conhece). Nenhum filme vem duas vezes, linhas vazias não vêm, e os filtros valem em ' +
      'todas. Sem chave não há `porque:ID` nem `sua_lista`, e de resto vale o que vale para a lista. ' +
      ATTRIBUTES_IN_ADDRESS,
  })
  @RefParam('usuario_id', 'usuarios')
  @ApiOkResponse({ type: [HomeRowDto], headers: { ...answerHeaders, ...profileHeader } })
  @ApiProblems(404)
  async page(
    @Param('usuario_id', UserIdPipe) userId: number,
    @Query() { excluir = [], linhas, por_linha, rotacao, lembrar, ...filter }: HomeQuery,
    @Lang() language: Language,
    @Caller() caller: Identity | null,
    @Res() response: Response,
  ): Promise<void> {
    checkShowings(caller, userId, { rotacao, lembrar });
    const unwanted = await this.films.numbersOf(excluir, () => 'excluir');
    const asked = {
      filter,
      rows: linhas,
      perRow: por_linha,
      unwanted,
      language,
      rotation: rotacao,
      forPublic: !mayRead(caller, userId),
    };
    await this.toUser(userId, homeRequest(asked), response, lembrar);
  }

  @Get('usuarios/:usuario_id/vitrine/:chave')
  @Weight(2)
  @ReadsPerson()
  @OpenToToken('usuario_id')
  @ApiOperation({
    summary: 'Uma linha da vitrine de um usuário, em páginas',
    description:
      'Com o `cursor` da vitrine continua o que ela mostrou; sem cursor começa como ela. Dentro da linha nenhum filme se repete, ' +
      'enquanto as notas, o catálogo e o modelo não mudam, por uma hora. ' +
      ATTRIBUTES_IN_ADDRESS,
  })
  @RefParam('usuario_id', 'usuarios')
  @KeyParam()
  @ApiOkResponse({ type: HomeRowDto, headers: { ...answerHeaders, ...linkHeader, ...profileHeader } })
  @ApiProblems(404, 410)
  async row(
    @Param('usuario_id', UserIdPipe) userId: number,
    @Param('chave', RowKeyPipe) key: RowKey,
    @Query() { excluir = [], por_linha, cursor, rotacao, lembrar, ...filter }: RowQuery,
    @Lang() language: Language,
    @Caller() caller: Identity | null,
    @Res() response: Response,
  ): Promise<void> {
    checkShowings(caller, userId, { rotacao, lembrar });
    const unwanted = await this.films.numbersOf(excluir, () => 'excluir');
    const asked = {
      filter,
      perRow: por_linha,
      key,
      cursor,
      unwanted,
      language,
      rotation: rotacao,
      forPublic: !mayRead(caller, userId),
    };
    await this.toUser(userId, homeRequest(asked), response, lembrar);
  }

  @Post('vitrine')
  @Weight(2)
  @PublicRead()
  @HttpCode(200)
  @ApiOperation({
    summary: 'A vitrine de quem não está guardado, pelas notas que vêm no corpo',
    description: 'A mesma resposta de GET /usuarios/{usuario_id}/vitrine para quem tem estas notas; nada é guardado.',
  })
  @ApiBody({ type: HomeBody, examples: { visitante: { value: visitor } } })
  @ApiOkResponse({ type: [HomeRowDto], headers: answerHeaders })
  @ApiProblems(400, 413, 415, 422)
  async visitorPage(
    @Body() { avaliacoes, excluir = [], linhas, por_linha, ...filter }: HomeBody,
    @Lang() language: Language,
    @Res() response: Response,
  ): Promise<void> {
    const { ratings, unwanted } = await readVisitor(this.films, avaliacoes, excluir, this.heavy.pace(response));
    const asked = homeRequest({ filter, rows: linhas, perRow: por_linha, unwanted, language, forPublic: false });
    const page = await this.home.forVisitor((films) => visitorProfile(ratings, films), asked);
    send(response, answer(page, asked, response.req.originalUrl, false));
  }

  @Post('vitrine/:chave')
  @Weight(2)
  @PublicRead()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Uma linha da vitrine de quem não está guardado, em páginas',
    description: 'A página seguinte se pede com o mesmo corpo e o cursor, nele ou no endereço que o cabeçalho Link dá.',
  })
  @KeyParam()
  @ApiBody({ type: RowBody, examples: { visitante: { value: visitor } } })
  @ApiOkResponse({ type: HomeRowDto, headers: { ...answerHeaders, ...linkHeader } })
  @ApiProblems(400, 404, 410, 413, 415, 422)
  async visitorRow(
    @Param('chave', RowKeyPipe) key: RowKey,
    @Body() { avaliacoes, excluir = [], por_linha, cursor: inBody, ...filter }: RowBody,
    @Query() { cursor = inBody }: VisitorQuery,
    @Lang() language: Language,
    @Res() response: Response,
  ): Promise<void> {
    const { ratings, unwanted } = await readVisitor(this.films, avaliacoes, excluir, this.heavy.pace(response));
    const asked = homeRequest({ filter, perRow: por_linha, key, cursor, unwanted, language, forPublic: false });
    const page = await this.home.forVisitor((films) => visitorProfile(ratings, films), asked);
    send(response, answer(page, asked, response.req.originalUrl, false));
  }

  private async toUser(userId: number, asked: HomeRequest, response: Response, remember = false): Promise<void> {
    const address = response.req.originalUrl;
    const kept = await this.answers.answer(userId, asked, address, async (now, rotation) => {
      const list = await this.home.forUser(userId, asked, now, rotation);
      return { list, answer: answer(list, asked, address, !asked.forPublic) };
    });
    send(response, kept);
    if (remember) this.shown.note(userId, kept.films);
  }
}

/** What a request leaves out is as usual. */
interface Given extends Pick<HomeRequest, 'filter' | 'unwanted' | 'language' | 'forPublic'> {
  readonly rows?: number;
  readonly perRow?: number;
  readonly key?: RowKey;
  readonly cursor?: string;
  readonly rotation?: number;
}

function homeRequest({ rows = USUAL_ROWS, perRow, key, cursor, rotation = 0, ...asked }: Given): HomeRequest {
  return { ...asked, rows, perRow: perRow ?? null, key: key ?? null, cursor, rotation };
}

function answer(page: HomePage, { key }: HomeRequest, address: string, versioned: boolean): HttpAnswer {
  const films = page.rows.flatMap(({ filmes }) => filmes);
  return answerOf(key === null ? page.rows : page.rows[0], films, page, address, versioned);
}
