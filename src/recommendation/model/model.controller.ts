import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '../../http/api-docs';
import { Once } from '../../access/once';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { IdPipe } from '../../http/id.pipe';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { ActiveModel } from './active-model';
import { ModelStore } from './model-store';
import { ModelDto, VersionDto } from './model.dto';
import { versionDto, type Standing } from './version-dto';

@ApiTags('model')
@Controller('modelo')
export class ModelController {
  constructor(
    private readonly active: ActiveModel,
    private readonly store: ModelStore,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getModel', summary: { pt: 'O modelo em uso', en: 'The model in use' } })
  @ApiOkResponse({ type: ModelDto })
  @ApiProblems(404)
  inUse(@Lang() language: Language): Promise<ModelDto> {
    return this.active.answerByModel(async ({ version, taste, groups }) => {
      const { standsInFor } = this.active;
      const standing = { ...(await this.standing()), active: standsInFor ?? version.id };
      return {
        ...versionDto(this.active.record ?? version, standing, language),
        no_lugar_da_versao: standsInFor,
        centroides: taste.tasteCentroids.rows,
        grupos: groups.map(({ id, name, size, look }) => ({
          id,
          nome: name[language],
          tamanho: size,
          matiz: look.hue,
          forma: look.shape,
        })),
      };
    });
  }

  @Get('versoes')
  @ApiOperation({
    operationId: 'listModelVersions',
    summary: { pt: 'Todas as versões, da mais nova à mais antiga', en: 'All versions, from the newest to the oldest' },
  })
  @ApiOkResponse({ type: [VersionDto] })
  async versions(@Lang() language: Language): Promise<VersionDto[]> {
    const standing = await this.standing();
    return (await this.store.versions()).map((version) => versionDto(version, standing, language));
  }

  @Post('versoes/:versao/ativar')
  @RequiresScope('admin')
  @Once()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'activateModelVersion',
    summary: { pt: 'Ativa uma versão, mais antiga ou mais nova', en: 'Activates a version, older or newer' },
    description: {
      pt: 'Aqui vale já na resposta; nas outras réplicas, em até cinco segundos. O próximo treino aceito a troca.',
      en:
        'It holds here from this answer on; on other replicas, within five seconds. The next training that is accepted ' +
        'replaces it.',
    },
  })
  @ApiParam({ name: 'versao', type: 'integer', example: 1 })
  @ApiOkResponse({ type: VersionDto })
  @ApiProblems(404, 409)
  async activate(@Param('versao', IdPipe) id: number, @Lang() language: Language): Promise<VersionDto> {
    const version = await this.active.activate(id);
    return versionDto(version, await this.standing(), language);
  }

  private async standing(): Promise<Standing> {
    const { store } = this;
    return {
      active: await store.activeVersion(),
      unpruned: await store.unpruned(),
      generation: await store.generation(),
    };
  }
}
