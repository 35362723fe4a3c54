import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
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

@ApiTags('experimentos')
@Controller('experimentos')
export class ExperimentsController {
  constructor(
    private readonly experiments: ExperimentsService,
    private readonly reports: ExperimentReports,
  ) {}

  @Get()
  @RequiresScope('leitura')
  @ApiOperation({ summary: 'Todos os experimentos, do mais novo ao mais antigo' })
  @ApiOkResponse({ type: [ExperimentDto] })
  @ApiProblems()
  async list(): Promise<ExperimentDto[]> {
    return (await this.experiments.list()).map(experimentDto);
  }

  @Get('padroes')
  @RequiresScope('leitura')
  @ApiOperation({ summary: 'O que as listas têm por padrão, por variantes que se adotaram' })
  @ApiOkResponse({ type: ListDefaultsDto })
  @ApiProblems()
  async defaults(): Promise<ListDefaultsDto> {
    return (await this.experiments.inForce()).defaults;
  }

  @Get(':id')
  @RequiresScope('leitura')
  @Weight(10)
  @ApiOperation({
    summary: 'Um experimento e o que ele diz até agora',
    description:
      'Contam pessoas, não pedidos. O intervalo de cada diferença para o controle vale em todos os dias juntos (sequência de ' +
      'confiança assintótica de Waudby-Smith, Arbour, Sinha, Kennedy e Ramdas, 2024, a 95%; com mais variantes, repartidos ' +
      'entre elas): pode-se olhar todo dia e parar quando se quiser. Nada é melhor antes que ele o diga.',
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ExperimentReportDto })
  @ApiProblems(404)
  report(@Param('id', IdPipe) id: number, @Lang() language: Language): Promise<ExperimentReportDto> {
    return this.reports.of(id, language);
  }

  @Post()
  @RequiresScope('admin')
  @ApiOperation({ summary: 'Cria um experimento, em rascunho' })
  @ApiCreatedResponse({ type: ExperimentDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems()
  async create(@Body() body: NewExperimentBody, @ResponseHead() head: Head): Promise<ExperimentDto> {
    const experiment = await this.experiments.create(body);
    tellLocation(head, `/experimentos/${experiment.id}`);
    return experimentDto(experiment);
  }

  @Post(':id/iniciar')
  @RequiresScope('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Põe um rascunho a rodar',
    description: 'Dois que rodam ao mesmo tempo não mudam o mesmo parâmetro.',
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ExperimentDto })
  @ApiProblems(404, 409)
  async start(@Param('id', IdPipe) id: number): Promise<ExperimentDto> {
    return experimentDto(await this.experiments.start(id));
  }

  @Post(':id/encerrar')
  @RequiresScope('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Encerra um experimento e, com `variante`, a adota como padrão das listas' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiBody({ type: EndExperimentBody, required: false })
  @ApiOkResponse({ type: ExperimentDto })
  @ApiProblems(404, 409)
  async end(@Param('id', IdPipe) id: number, @Body() { variante }: EndExperimentBody): Promise<ExperimentDto> {
    return experimentDto(await this.experiments.end(id, variante));
  }

  @Delete(':id/adocao')
  @RequiresScope('admin')
  @ApiOperation({ summary: 'Desfaz a adoção: as listas voltam ao padrão de antes' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ExperimentDto })
  @ApiProblems(404, 409)
  async undo(@Param('id', IdPipe) id: number): Promise<ExperimentDto> {
    return experimentDto(await this.experiments.undo(id));
  }

  @Delete(':id')
  @RequiresScope('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Apaga um experimento que não está rodando, com tudo o que se anotou dele' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiNoContentResponse({ description: 'Apagado' })
  @ApiProblems(404, 409)
  remove(@Param('id', IdPipe) id: number): Promise<void> {
    return this.experiments.remove(id);
  }
}
