import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiProblems } from '../../http/api-problems';
import { linkHeader, linkNext } from '../../http/pages';
import { IdPipe } from '../../http/id.pipe';
import { GroupDetailDto, GroupFilmDto, GroupFilmsQuery, GroupWithTraitsDto } from './group.dto';
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
  @ApiOkResponse({
    type: [GroupFilmDto],
    headers: {
      ...linkHeader,
      'X-Total-Count': { description: 'Quantos filmes há em todas as páginas', schema: { type: 'integer' } },
    },
  })
  @ApiProblems(404, 422)
  async films(
    @Param('id', IdPipe) id: number,
    @Query() query: GroupFilmsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<GroupFilmDto[]> {
    const page = await this.groups.films(id, query);
    response.set('X-Total-Count', String(page.total));
    linkNext(response, request.originalUrl, page.next);
    return page.films;
  }
}
