import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExtraModels } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import type { Response } from 'express';
import { HeavyWork } from '../../access/heavy-work';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { NewRuleBody } from '../../rules/rule.dto';
import { RuleSimulation } from './rule-simulation';
import { SimulationBody, SimulationDto } from './simulation.dto';

@ApiTags('rules')
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
    operationId: 'simulateRules',
    summary: {
      pt: 'O que regras fariam, antes que valham: quantas pessoas veriam outros dez filmes, e o que se perderia',
      en: 'What rules would do, before they hold: how many people would see another ten films, and what would be lost',
    },
    description: {
      pt:
        'Compara, para uma amostra fixa de pessoas, os dez primeiros filmes de `/usuarios/{id}/recomendacoes` com as regras em vigor ' +
        'e com estas a mais, como se valessem agora e ali, digam o que disserem `onde`, `de`, `ate` e `ativa`. Nada é guardado. ' +
        'De catálogos grandes a amostra é menor: até dez milhões de pontuações por pergunta.',
      en:
        'Compares, for a fixed sample of people, the first ten films of `/usuarios/{id}/recomendacoes` with the rules in ' +
        'force and with these on top, as if they held now and there, whatever `onde`, `de`, `ate` and `ativa` say. ' +
        'Nothing is kept. Of large catalogues the sample is smaller: up to ten million scores per question.',
    },
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
