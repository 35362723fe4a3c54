import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../http/api-problems';
import type { Page } from '../../http/page';
import { Paged } from '../../http/page.interceptor';
import { PageQuery } from '../../http/page.query';
import { IdPipe } from '../../http/id.pipe';
import { GroupDetailDto, GroupFilmDto, GroupWithTraitsDto } from './group.dto';
import { GroupsService } from './groups.service';

@ApiTags('grupos')
@Controller('grupos')
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  @Get()
  @ApiOperation({
    summary: 'Os grupos de filmes, o mais querido primeiro',
    description: 'Um grupo guarda seu ID de um treino para o outro, enquanto tiver em boa parte os mesmos filmes.',
  })
  @ApiOkResponse({ type: [GroupWithTraitsDto] })
  @ApiProblems(404)
  list(): Promise<GroupWithTraitsDto[]> {
    return this.groups.list();
  }

  @Get(':id')
  @ApiOperation({ summary: 'Um grupo de filmes, com seu centroide e seu lugar no mapa' })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @ApiOkResponse({ type: GroupDetailDto })
  @ApiProblems(404, 422)
  get(@Param('id', IdPipe) id: number): Promise<GroupDetailDto> {
    return this.groups.get(id);
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
