import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { HeavyWork } from '../../access/heavy-work';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { NewRuleBody } from '../../rules/rule.dto';
import { RuleSimulation } from './rule-simulation';
import { SimulationBody, SimulationDto } from './simulation.dto';

@ApiTags('regras')
@Controller('regras')
export class SimulationController {
  constructor(
    private readonly simulation: RuleSimulation,
    private readonly heavy: HeavyWork,
  ) {}

  @Post('simular')
  @RequiresScope('edicao')
  @HttpCode(200)
  @ApiExtraModels(NewRuleBody)
  @ApiOperation({
    summary: 'O que regras fariam, antes que valham: quantas pessoas veriam outros dez filmes, e o que se perderia',
    description:
      'Compara, para uma amostra fixa de pessoas, os dez primeiros filmes de `/usuarios/{id}/recomendacoes` com as regras em vigor ' +
      'e com estas a mais, como se valessem agora e ali, digam o que disserem `onde`, `de`, `ate` e `ativa`. Nada é guardado. ' +
      'De catálogos grandes a amostra é menor: até dez milhões de pontuações por pergunta.',
  })
  @ApiOkResponse({ type: SimulationDto })
  @ApiProblems(404)
  // The response takes the answer's pace only: Nest sends it.
  simulate(
    @Body() body: SimulationBody,
    @Lang() language: Language,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SimulationDto> {
    return this.simulation.of(body, language, this.heavy.pace(response));
  }
}
