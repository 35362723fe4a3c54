import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '../../http/api-docs';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import type { Page } from '../../http/page';
import { Paged } from '../../http/page.interceptor';
import { PageQuery } from '../../http/page.query';
import { IdPipe } from '../../http/id.pipe';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { GivenNames } from './given-names.service';
import { GivenNameDto, GroupDetailDto, GroupFilmDto, GroupPatchBody, GroupWithTraitsDto } from './group.dto';
import { GroupsService } from './groups.service';

@ApiTags('groups')
@Controller('grupos')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly names: GivenNames,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listGroups',
    summary: { pt: 'Os grupos de filmes, o mais querido primeiro', en: 'The groups of films, the best liked first' },
    description: {
      pt: 'Um grupo guarda seu ID de um treino para o outro, enquanto tiver em boa parte os mesmos filmes.',
      en: 'A group keeps its ID from one training to the next, as long as it has the same films for a good part.',
    },
  })
  @ApiOkResponse({ type: [GroupWithTraitsDto] })
  @ApiProblems(404)
  list(@Lang() language: Language): Promise<GroupWithTraitsDto[]> {
    return this.groups.list(language);
  }

  @Get('nomes')
  @RequiresScope('leitura')
  @ApiOperation({
    operationId: 'listGroupNames',
    summary: {
      pt: 'Os nomes que os editores deram, também a grupos que não há mais',
      en: 'The names that editors gave, also to groups that are no more',
    },
    description: {
      pt: 'Um nome fica com o grupo de um treino para o outro, enquanto ele tiver em boa parte os mesmos filmes.',
      en: 'A name stays with the group from one training to the next, as long as it has the same films for a good part.',
    },
  })
  @ApiOkResponse({ type: [GivenNameDto] })
  @ApiProblems()
  given(): Promise<GivenNameDto[]> {
    return this.names.list();
  }

  @Get(':id')
  @ApiOperation({
    operationId: 'getGroup',
    summary: {
      pt: 'Um grupo de filmes, com seu centroide e seu lugar no mapa',
      en: 'A group of films, with its centroid and its place on the map',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @ApiOkResponse({ type: GroupDetailDto })
  @ApiProblems(404, 422)
  get(@Param('id', IdPipe) id: number, @Lang() language: Language): Promise<GroupDetailDto> {
    return this.groups.get(id, language);
  }

  @Patch(':id')
  @RequiresScope('edicao')
  @ApiOperation({
    operationId: 'renameGroup',
    summary: { pt: 'Dá outro nome a um grupo', en: 'Gives a group another name' },
    description: {
      pt: 'Vale em toda parte: aqui já na resposta, nas outras réplicas em até cinco segundos. Treinos o mantêm, enquanto o grupo tiver em boa parte os mesmos filmes.',
      en:
        'It holds everywhere: here from this answer on, on other replicas within five seconds. Trainings keep it, as ' +
        'long as the group has the same films for a good part.',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @ApiOkResponse({ type: GroupDetailDto })
  @ApiProblems(404, 409)
  async rename(
    @Param('id', IdPipe) id: number,
    @Body() body: GroupPatchBody,
    @Lang() language: Language,
  ): Promise<GroupDetailDto> {
    await this.names.change(id, body);
    return this.groups.get(id, language);
  }

  @Delete(':id/nome')
  @RequiresScope('edicao')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteGroupName',
    summary: {
      pt: 'Apaga o nome que os editores deram a um grupo, mesmo que não haja mais o grupo',
      en: 'Deletes the name that editors gave a group, even if the group is no more',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @ApiNoContentResponse({ description: { pt: 'Apagado', en: 'Deleted' } })
  @ApiProblems(404)
  unname(@Param('id', IdPipe) id: number): Promise<void> {
    return this.names.remove(id);
  }

  @Get(':id/filmes')
  @ApiOperation({
    operationId: 'listGroupFilms',
    summary: {
      pt: 'Os filmes de um grupo, o mais típico primeiro, em páginas',
      en: 'The films of a group, the most typical first, in pages',
    },
    description: {
      pt: 'As páginas continuam depois do último filme da anterior, ainda que filmes entrem ou saiam; depois de um treino, pelo lugar que ele tem no modelo novo.',
      en:
        'Pages go on after the last film of the one before, even if films come or go; after a training, by the place ' +
        'that it has in the new model.',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @Paged(GroupFilmDto, { pt: 'Quantos filmes há em todas as páginas', en: 'How many films there are on all pages' })
  @ApiProblems(404, 422)
  films(@Param('id', IdPipe) id: number, @Query() query: PageQuery): Promise<Page<GroupFilmDto>> {
    return this.groups.films(id, query);
  }
}
