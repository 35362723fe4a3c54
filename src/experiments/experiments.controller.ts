import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '../http/api-docs';
import { Once } from '../access/once';
import { RequiresScope } from '../access/required-scope';
import { Weight } from '../access/weight';
import { ApiProblems } from '../http/api-problems';
import { IdPipe } from '../http/id.pipe';
import { Lang } from '../http/lang.decorator';
import type { Language } from '../http/language';
import { tellLocation } from '../http/public-path';
import { ResponseHead, type Head } from '../http/response-head.decorator';
import { ExperimentReportDto } from './experiment-report.dto';
import { ExperimentReports } from './experiment-reports';
import { EndExperimentBody, ExperimentDto, experimentDto, ListDefaultsDto, NewExperimentBody } from './experiment.dto';
import { ExperimentsService } from './experiments.service';

@ApiTags('experiments')
@Controller('experimentos')
export class ExperimentsController {
  constructor(
    private readonly experiments: ExperimentsService,
    private readonly reports: ExperimentReports,
  ) {}

  @Get()
  @RequiresScope('leitura')
  @ApiOperation({
    operationId: 'listExperiments',
    summary: {
      pt: 'Todos os experimentos, do mais novo ao mais antigo',
      en: 'All experiments, from the newest to the oldest',
    },
  })
  @ApiOkResponse({ type: [ExperimentDto] })
  @ApiProblems()
  async list(): Promise<ExperimentDto[]> {
    return (await this.experiments.list()).map(experimentDto);
  }

  @Get('padroes')
  @RequiresScope('leitura')
  @ApiOperation({
    operationId: 'getListDefaults',
    summary: {
      pt: 'O que as listas têm por padrão, por variantes que se adotaram',
      en: 'What lists have by default, from variants that were adopted',
    },
  })
  @ApiOkResponse({ type: ListDefaultsDto })
  @ApiProblems()
  async defaults(): Promise<ListDefaultsDto> {
    return (await this.experiments.inForce()).defaults;
  }

  @Get(':id')
  @RequiresScope('leitura')
  @Weight(10)
  @ApiOperation({
    operationId: 'getExperiment',
    summary: { pt: 'Um experimento e o que ele diz até agora', en: 'An experiment and what it says so far' },
    description: {
      pt:
        'Contam pessoas, não pedidos. O intervalo de cada diferença para o controle vale em todos os dias juntos (sequência de ' +
        'confiança assintótica de Waudby-Smith, Arbour, Sinha, Kennedy e Ramdas, 2024, a 95%; com mais variantes, repartidos ' +
        'entre elas): pode-se olhar todo dia e parar quando se quiser. Nada é melhor antes que ele o diga.',
      en:
        'People are counted, not requests. The interval of each difference from the control holds on all days together ' +
        '(asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, 2024, at 95%; with more ' +
        'variants, split between them): one may look every day and stop at will. Nothing is better before it says so.',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ExperimentReportDto })
  @ApiProblems(404)
  report(@Param('id', IdPipe) id: number, @Lang() language: Language): Promise<ExperimentReportDto> {
    return this.reports.of(id, language);
  }

  @Post()
  @RequiresScope('admin')
  @Once()
  @ApiOperation({
    operationId: 'createExperiment',
    summary: { pt: 'Cria um experimento, em rascunho', en: 'Creates an experiment, as a draft' },
  })
  @ApiCreatedResponse({ type: ExperimentDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems()
  async create(@Body() body: NewExperimentBody, @ResponseHead() head: Head): Promise<ExperimentDto> {
    const experiment = await this.experiments.create(body);
    tellLocation(head, `/experimentos/${experiment.id}`);
    return experimentDto(experiment);
  }

  @Post(':id/iniciar')
  @RequiresScope('admin')
  @Once()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'startExperiment',
    summary: { pt: 'Põe um rascunho a rodar', en: 'Starts a draft' },
    description: {
      pt: 'Dois que rodam ao mesmo tempo não mudam o mesmo parâmetro.',
      en: 'Two that run at the same time do not change the same parameter.',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ExperimentDto })
  @ApiProblems(404, 409)
  async start(@Param('id', IdPipe) id: number): Promise<ExperimentDto> {
    return experimentDto(await this.experiments.start(id));
  }

  @Post(':id/encerrar')
  @RequiresScope('admin')
  @Once()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'endExperiment',
    summary: {
      pt: 'Encerra um experimento e, com `variante`, a adota como padrão das listas',
      en: 'Ends an experiment and, with `variante`, adopts that as the default of lists',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiBody({ type: EndExperimentBody, required: false })
  @ApiOkResponse({ type: ExperimentDto })
  @ApiProblems(404, 409)
  async end(@Param('id', IdPipe) id: number, @Body() { variante }: EndExperimentBody): Promise<ExperimentDto> {
    return experimentDto(await this.experiments.end(id, variante));
  }

  @Delete(':id/adocao')
  @RequiresScope('admin')
  @ApiOperation({
    operationId: 'undoAdoption',
    summary: {
      pt: 'Desfaz a adoção: as listas voltam ao padrão de antes',
      en: 'Undoes the adoption: lists go back to the default of before',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ExperimentDto })
  @ApiProblems(404, 409)
  async undo(@Param('id', IdPipe) id: number): Promise<ExperimentDto> {
    return experimentDto(await this.experiments.undo(id));
  }

  @Delete(':id')
  @RequiresScope('admin')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteExperiment',
    summary: {
      pt: 'Apaga um experimento que não está rodando, com tudo o que se anotou dele',
      en: 'Deletes an experiment that is not running, with all that was noted of it',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiNoContentResponse({ description: { pt: 'Apagado', en: 'Deleted' } })
  @ApiProblems(404, 409)
  remove(@Param('id', IdPipe) id: number): Promise<void> {
    return this.experiments.remove(id);
  }
}
