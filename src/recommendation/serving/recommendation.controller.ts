import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiProblems } from '../../http/api-problems';
import { MODEL_VERSION_HEADER, ORIGIN_HEADER, PROFILE_VERSION_HEADER } from '../../http/headers';
import { languageOf } from '../../http/text';
import { IdPipe } from '../../http/validation';
import { origins, RecommendationDto, RecommendationQuery } from './recommendation.dto';
import { RecommendationService } from './recommendation.service';

@ApiTags('recomendações')
@Controller()
export class RecommendationController {
  constructor(private readonly recommendations: RecommendationService) {}

  @Get(['filmes/:usuario_id/recomendacoes', 'usuarios/:usuario_id/recomendacoes'])
  @ApiOperation({
    summary: 'Filmes de que o usuário vai gostar, o melhor primeiro',
    description: 'Calculado das notas como estão agora: uma nota dada há um segundo já conta.',
  })
  @ApiParam({ name: 'usuario_id', type: 'integer', example: 1 })
  @ApiOkResponse({
    type: [RecommendationDto],
    headers: {
      [ORIGIN_HEADER]: {
        description: 'De onde vem a lista: do modelo; populares (sem notas ou sem modelo); rever (tudo já avaliado)',
        schema: { type: 'string', enum: [...origins] },
      },
      [MODEL_VERSION_HEADER]: { description: 'Versão do modelo', schema: { type: 'integer' } },
      [PROFILE_VERSION_HEADER]: {
        description: 'Cresce com cada nota do usuário; a resposta reflete as notas até esta versão',
        schema: { type: 'integer' },
      },
    },
  })
  @ApiProblems(404)
  async forUser(
    @Param('usuario_id', IdPipe) userId: number,
    @Query() query: RecommendationQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecommendationDto[]> {
    const { limite = 5, diversidade = 0, explicar = false, ...filter } = query;
    const list = await this.recommendations.forUser(userId, {
      filter,
      limit: limite,
      variety: diversidade,
      explain: explicar,
      language: languageOf(request),
    });
    response.set(ORIGIN_HEADER, list.origin).set(PROFILE_VERSION_HEADER, String(list.profileVersion));
    if (list.modelVersion !== null) response.set(MODEL_VERSION_HEADER, String(list.modelVersion));
    return list.films;
  }
}
