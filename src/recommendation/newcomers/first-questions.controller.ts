import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { FirstQuestionDto } from './first-questions.dto';
import { FirstQuestionsService } from './first-questions.service';

@ApiTags('recomendações')
@Controller('recomendacoes')
export class FirstQuestionsController {
  constructor(private readonly service: FirstQuestionsService) {}

  @Get('inicio')
  @ApiOperation({
    summary: 'Nove filmes para perguntar a quem chega',
    description:
      'Escolhidos para que três respostas já digam do gosto o mais possível: conhecidos por muitos e de grupos diferentes. As respostas vão para POST /recomendacoes.',
  })
  @ApiOkResponse({ type: [FirstQuestionDto] })
  @ApiProblems(404)
  questions(@Lang() language: Language): Promise<FirstQuestionDto[]> {
    return this.service.questions(language);
  }
}
