import { Controller, Get, HttpCode, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { Problem } from '../../http/problem';
import { languageOf } from '../../http/language';
import { IdPipe } from '../../http/id.pipe';
import { ActiveModel } from './active-model';
import { ModelStore } from './model-store';
import type { ServedModel } from './served-model';
import { FilmMapService } from '../map/film-map.service';
import { FilmMapDto, ModelDto, VersionDto } from './model.dto';
import { versionDto, type Standing } from './version-dto';

export class NoModelYet extends Problem {
  constructor() {
    super(404, 'sem-modelo', {
      pt: 'Ainda não há modelo treinado. Em /modelo/treinos se vê se um treino está em andamento.',
      en: 'No model has been trained yet. /modelo/treinos shows whether a training is under way.',
    });
  }
}

@ApiTags('modelo')
@Controller('modelo')
export class ModelController {
  constructor(
    private readonly active: ActiveModel,
    private readonly store: ModelStore,
    private readonly maps: FilmMapService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'O modelo em uso' })
  @ApiOkResponse({ type: ModelDto })
  @ApiProblems(404)
  async inUse(): Promise<ModelDto> {
    const { version, taste, groups } = this.required();
    const standing = { active: version.id, unpruned: await this.store.unpruned() };
    return {
      ...versionDto(this.active.record ?? version, standing),
      centroides: taste.tasteCentroids.rows,
      grupos: groups.map(({ id, name, size }) => ({ id, nome: name, tamanho: size })),
    };
  }

  @Get('versoes')
  @ApiOperation({ summary: 'Todas as versões, da mais nova à mais antiga' })
  @ApiOkResponse({ type: [VersionDto] })
  async versions(): Promise<VersionDto[]> {
    const standing = await this.standing();
    return (await this.store.versions()).map((version) => versionDto(version, standing));
  }

  @Post('versoes/:versao/ativar')
  @RequiresScope('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ativa uma versão, mais antiga ou mais nova',
    description:
      'Aqui vale já na resposta; nas outras réplicas, em até cinco segundos. O próximo treino aceito a troca.',
  })
  @ApiParam({ name: 'versao', type: 'integer', example: 1 })
  @ApiOkResponse({ type: VersionDto })
  @ApiProblems(404, 409)
  async activate(@Param('versao', IdPipe) id: number): Promise<VersionDto> {
    const version = await this.active.activate(id);
    return versionDto(version, await this.standing());
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

  private async standing(): Promise<Standing> {
    return { active: await this.store.activeVersion(), unpruned: await this.store.unpruned() };
  }

  private required(): ServedModel {
    const model = this.active.current;
    if (!model) throw new NoModelYet();
    return model;
  }
}
