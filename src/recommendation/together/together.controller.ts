import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import type { Response } from 'express';
import { Caller } from '../../access/caller.decorator';
import { HeavyWork } from '../../access/heavy-work';
import type { Identity } from '../../access/identity';
import { PublicRead } from '../../access/required-scope';
import { Weight } from '../../access/weight';
import { FilmsService } from '../../films/films.service';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { answerOf, send } from '../serving/http-answer';
import { answerHeaders } from '../serving/recommendation.controller';
import { GroupReader } from './group-reader';
import { TogetherBody, TogetherFilmDto } from './together.dto';
import { TogetherService } from './together.service';

@ApiTags('recommendations')
@Controller('recomendacoes/juntos')
export class TogetherController {
  constructor(
    private readonly together: TogetherService,
    private readonly groups: GroupReader,
    private readonly films: FilmsService,
    private readonly heavy: HeavyWork,
  ) {}

  @Post()
  @Weight(4)
  @PublicRead()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'getJointRecommendations',
    summary: { pt: 'Filmes para várias pessoas verem juntas', en: 'Films for several people to watch together' },
    description: {
      pt:
        'De 2 a 8 pessoas, guardadas ou não. Não vem o que alguma já viu, não quer ou não gostou. O que agrada a cada uma é ' +
        'medido pelas pontuações dela mesma, e `por_pessoa` diz quanto cada filme agradaria a cada uma, e por quê. `usuarios` pede ' +
        'uma chave que leia pessoas, também com `PUBLIC_READ=true`; um token serve para a pessoa dele, junto com `visitantes`.',
      en:
        'Of 2 to 8 people, stored or not. What any of them has seen, does not want or did not like does not come. What ' +
        'pleases each is measured by their own scores, and `por_pessoa` says how much each film would please each of ' +
        'them, and why. `usuarios` needs a key that may read people, also with `PUBLIC_READ=true`; a token serves for ' +
        'its person, together with `visitantes`.',
    },
  })
  @ApiBody({
    type: TogetherBody,
    examples: {
      noite: {
        value: {
          usuarios: [1],
          visitantes: [{ avaliacoes: [{ filme_id: 4, avaliacao: 5 }] }],
          estrategia: 'justa',
          limite: 3,
        },
      },
    },
  })
  @ApiOkResponse({ type: [TogetherFilmDto], headers: answerHeaders })
  @ApiProblems(404)
  async list(
    @Body() { usuarios = [], visitantes = [], excluir = [], ...body }: TogetherBody,
    @Lang() language: Language,
    @Caller() caller: Identity | null,
    @Res() response: Response,
  ): Promise<void> {
    const pace = this.heavy.pace(response);
    const people = await this.groups.read(usuarios, visitantes, caller, pace);
    const unwanted = await this.films.numbersOf(excluir, (n) => `excluir.${n}`);
    const { estrategia = 'media', limite = 5, explicar = true, incluir_avaliados = false, ...filter } = body;
    const list = await this.together.forGroup({
      people,
      strategy: estrategia,
      filter,
      limit: limite,
      explain: explicar,
      unwanted,
      includeRated: incluir_avaliados,
      language,
      pace,
    });
    await send(response, answerOf(list.films, list.films, list, response.req.originalUrl, false));
  }
}
