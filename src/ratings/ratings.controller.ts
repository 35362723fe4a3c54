import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Needs } from '../access/needs';
import { ApiProblems } from '../http/api-problems';
import { PROFILE_VERSION_HEADER } from '../http/headers';
import { IdPipe } from '../http/validation';
import { PutRatingBody, RatingDto } from './rating.dto';
import { RatingsService } from './ratings.service';

@ApiTags('avaliações')
@Controller('usuarios/:usuario_id/avaliacoes')
export class RatingsController {
  constructor(private readonly ratings: RatingsService) {}

  @Put(':filme_id')
  @Needs('escrita')
  @ApiOperation({ summary: 'Avalia um filme; a recomendação seguinte já leva a nota em conta' })
  @ApiParam({ name: 'usuario_id', type: 'integer', example: 1 })
  @ApiParam({ name: 'filme_id', type: 'integer', example: 3 })
  @ApiCreatedResponse({ type: RatingDto, description: 'Primeira nota deste usuário para este filme' })
  @ApiOkResponse({ type: RatingDto, description: 'A nota anterior foi trocada' })
  @ApiProblems(400, 404, 413, 415, 422)
  async put(
    @Param('usuario_id', IdPipe) userId: number,
    @Param('filme_id', IdPipe) filmId: number,
    @Body() body: PutRatingBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RatingDto> {
    const { created, ratedAt, profileVersion } = await this.ratings.put(userId, filmId, body.avaliacao);
    response.status(created ? 201 : 200).set(PROFILE_VERSION_HEADER, String(profileVersion));
    return {
      usuario_id: userId,
      filme_id: filmId,
      avaliacao: body.avaliacao,
      avaliado_em: new Date(ratedAt).toISOString(),
    };
  }
}
