import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '../../http/api-docs';
import type { Response } from 'express';
import { HeavyWork } from '../../access/heavy-work';
import { RequiresScope } from '../../access/required-scope';
import { Weight } from '../../access/weight';
import { ApiProblems } from '../../http/api-problems';
import { IdPipe } from '../../http/id.pipe';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { ComparisonDto, ComparisonQuery, USUAL_FILMS } from './comparison.dto';
import { VersionComparison } from './version-comparison';

@ApiTags('model')
@Controller('modelo')
export class ComparisonController {
  constructor(
    private readonly comparison: VersionComparison,
    private readonly heavy: HeavyWork,
  ) {}

  @Get('versoes/:versao/comparacao/:outra')
  @RequiresScope('leitura')
  @Weight(4)
  @ApiOperation({
    operationId: 'compareModelVersions',
    summary: {
      pt: 'O que mudaria nas listas de algumas pessoas se outra versão respondesse',
      en: 'What would change in the lists of some people if another version answered',
    },
    description: {
      pt:
        'As listas de GET /usuarios/{usuario_id}/recomendacoes como estas pessoas as teriam agora por uma versão e por outra: com as ' +
        'mesmas notas, as regras em vigor e o que experimentos deixaram como padrão, fora dos que rodam. Nada é ativado nem guardado. ' +
        'Compara versões com `"ativavel": true` e a ativa.',
      en:
        'The lists of GET /usuarios/{usuario_id}/recomendacoes as these people would have them now by one version and by ' +
        'another: with the same ratings, the rules in force and what experiments left as the default, apart from those ' +
        'that run. Nothing is activated or kept. It compares versions with `"ativavel": true` and the active one.',
    },
  })
  @ApiParam({ name: 'versao', type: 'integer', example: 1 })
  @ApiParam({ name: 'outra', type: 'integer', example: 2 })
  @ApiOkResponse({ type: ComparisonDto })
  @ApiProblems(404, 409)
  // The response takes the answer's pace only: Nest sends it.
  compare(
    @Param('versao', IdPipe) from: number,
    @Param('outra', IdPipe) to: number,
    @Query() { usuarios, limite = USUAL_FILMS }: ComparisonQuery,
    @Lang() language: Language,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ComparisonDto> {
    return this.comparison.of(from, to, usuarios, limite, language, this.heavy.pace(response));
  }
}
