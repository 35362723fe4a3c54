import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
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

@ApiTags('grupos')
@Controller('grupos')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly names: GivenNames,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Os grupos de filmes, o mais querido primeiro',
    description: 'Um grupo guarda seu ID de um treino para o outro, enquanto tiver em boa parte os mesmos filmes.',
  })
  @ApiOkResponse({ type: [GroupWithTraitsDto] })
  @ApiProblems(404)
  list(@Lang() language: Language): Promise<GroupWithTraitsDto[]> {
    return this.groups.list(language);
  }

  @Get('nomes')
  @RequiresScope('leitura')
  @ApiOperation({
    summary: 'Os nomes que os editores deram, também a grupos que não há mais',
    description:
      'Um nome fica com o grupo de um treino para o outro, enquanto ele tiver em boa parte os mesmos filmes.',
  })
  @ApiOkResponse({ type: [GivenNameDto] })
  @ApiProblems()
  given(): Promise<GivenNameDto[]> {
    return this.names.list();
  }

  @Get(':id')
  @ApiOperation({ summary: 'Um grupo de filmes, com seu centroide e seu lugar no mapa' })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @ApiOkResponse({ type: GroupDetailDto })
  @ApiProblems(404, 422)
  get(@Param('id', IdPipe) id: number, @Lang() language: Language): Promise<GroupDetailDto> {
    return this.groups.get(id, language);
  }

  @Patch(':id')
  @RequiresScope('edicao')
  @ApiOperation({
    summary: 'Dá outro nome a um grupo',
    description:
      'Vale em toda parte: aqui já na resposta, nas outras réplicas em até cinco segundos. Treinos o mantêm, enquanto o grupo tiver em boa parte os mesmos filmes.',
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
  @ApiOperation({ summary: 'Apaga o nome que os editores deram a um grupo, mesmo que não haja mais o grupo' })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @ApiNoContentResponse({ description: 'Apagado' })
  @ApiProblems(404)
  unname(@Param('id', IdPipe) id: number): Promise<void> {
    return this.names.remove(id);
  }

  @Get(':id/filmes')
  @ApiOperation({
    summary: 'Os filmes de um grupo, o mais típico primeiro, em páginas',
    description:
      'As páginas continuam depois do último filme da anterior, ainda que filmes entrem ou saiam; depois de um treino, pelo lugar que ele tem no modelo novo.',
  })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @Paged(GroupFilmDto, 'Quantos filmes há em todas as páginas')
  @ApiProblems(404, 422)
  films(@Param('id', IdPipe) id: number, @Query() query: PageQuery): Promise<Page<GroupFilmDto>> {
    return this.groups.films(id, query);
  }
}
