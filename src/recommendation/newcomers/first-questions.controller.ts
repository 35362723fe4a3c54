import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { FirstQuestionDto } from './first-questions.dto';
import { FirstQuestionsService } from './first-questions.service';

@ApiTags('recommendations')
@Controller('recomendacoes')
export class FirstQuestionsController {
  constructor(private readonly service: FirstQuestionsService) {}

  @Get('inicio')
  @ApiOperation({
    operationId: 'getFirstQuestions',
    summary: { pt: 'Nove filmes para perguntar a quem chega', en: 'Nine films to ask newcomers about' },
    description: {
      pt: 'Escolhidos para que três respostas já digam do gosto o mais possível: conhecidos por muitos e de grupos diferentes. As respostas vão para POST /recomendacoes.',
      en:
        'Chosen so that three answers already tell as much as possible of the taste: known to many and of different ' +
        'groups. The answers go to POST /recomendacoes.',
    },
  })
  @ApiOkResponse({ type: [FirstQuestionDto] })
  @ApiProblems(404)
  questions(@Lang() language: Language): Promise<FirstQuestionDto[]> {
    return this.service.questions(language);
  }
}
