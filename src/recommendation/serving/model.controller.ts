import { Controller, Get, Param, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { ApiProblems } from '../../http/api-problems';
import { Problem } from '../../http/problem';
import { languageOf } from '../../http/text';
import { IdPipe } from '../../http/validation';
import { ActiveModel } from '../model/active-model';
import { ModelStore } from '../model/model-store';
import type { ServedModel } from '../model/served-model';
import type { TrainingRun } from '../training/training-run.entity';
import { TrainingRuns } from '../training/training-runs';
import { FilmMapService } from './film-map.service';
import { FilmMapDto, ModelDto, TrainingDto, VersionDto } from './model.dto';
import { versionDto } from './version-dto';

export class NoModelYet extends Problem {
  constructor() {
    super(404, 'sem-modelo', {
      pt: 'Ainda não há modelo treinado. Em /modelo/treinos se vê se um treino está em andamento.',
      en: 'No model has been trained yet. /modelo/treinos shows whether a training is under way.',
    });
  }
}

class TrainingNotFound extends Problem {
  constructor(id: number) {
    super(404, 'treino-nao-encontrado', {
      pt: `Treino com ID ${id} não encontrado.`,
      en: `There is no training with ID ${id}.`,
    });
  }
}

/** How many trainings the history shows. */
const HISTORY = 50;

@ApiTags('modelo')
@Controller('modelo')
export class ModelController {
  constructor(
    private readonly active: ActiveModel,
    private readonly store: ModelStore,
    private readonly runs: TrainingRuns,
    private readonly maps: FilmMapService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'O modelo em uso' })
  @ApiOkResponse({ type: ModelDto })
  @ApiProblems(404)
  inUse(): ModelDto {
    const { version, taste, groups } = this.required();
    return {
      ...versionDto(version, version.id),
      centroides: taste.tasteCentroids.rows,
      grupos: groups.map((group) => ({ id: group.index, nome: group.name, tamanho: group.size })),
    };
  }

  @Get('versoes')
  @ApiOperation({ summary: 'Todas as versões, da mais nova à mais antiga' })
  @ApiOkResponse({ type: [VersionDto] })
  async versions(): Promise<VersionDto[]> {
    const active = await this.store.activeVersion();
    return (await this.store.versions()).map((version) => versionDto(version, active));
  }

  @Get('treinos')
  @ApiOperation({ summary: 'Os treinos, do mais novo ao mais antigo' })
  @ApiOkResponse({ type: [TrainingDto] })
  async trainings(): Promise<TrainingDto[]> {
    return (await this.runs.list(HISTORY)).map(trainingDto);
  }

  @Get('treinos/:id')
  @ApiOperation({ summary: 'Um treino' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: TrainingDto })
  @ApiProblems(404)
  async training(@Param('id', IdPipe) id: number): Promise<TrainingDto> {
    const run = await this.runs.get(id);
    if (!run) throw new TrainingNotFound(id);
    return trainingDto(run);
  }

  @Get('mapa')
  @ApiOperation({ summary: 'Os filmes nas duas primeiras componentes principais, por grupo' })
  @ApiOkResponse({ type: FilmMapDto })
  @ApiProblems(404)
  map(): Promise<FilmMapDto> {
    return this.maps.data(this.required());
  }

  @Get('mapa.svg')
  @ApiOperation({ summary: 'O mapa como figura vetorial' })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string', example: '<svg xmlns="http://www.w3.org/2000/svg">…</svg>' } })
  @ApiProblems(404)
  async svg(@Req() request: Request): Promise<StreamableFile> {
    const picture = await this.maps.picture(this.required(), 'svg', languageOf(request));
    return new StreamableFile(picture, { type: 'image/svg+xml; charset=utf-8' });
  }

  @Get('mapa.png')
  @ApiOperation({ summary: 'O mapa como imagem' })
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(404)
  async png(@Req() request: Request): Promise<StreamableFile> {
    const picture = await this.maps.picture(this.required(), 'png', languageOf(request));
    return new StreamableFile(picture, { type: 'image/png' });
  }

  private required(): ServedModel {
    const model = this.active.current;
    if (!model) throw new NoModelYet();
    return model;
  }
}

function trainingDto(run: TrainingRun): TrainingDto {
  return {
    id: run.id,
    estado: run.state,
    origem: run.origin,
    etapa: run.stage,
    percentual: run.percent,
    iniciado_em: new Date(run.startedAt).toISOString(),
    terminado_em: run.endedAt === null ? null : new Date(run.endedAt).toISOString(),
    duracao: run.endedAt === null ? null : (run.endedAt - run.startedAt) / 1000,
    erro: run.error,
    versao: run.versionId,
  };
}
