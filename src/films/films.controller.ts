import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiProblems } from '../http/api-problems';
import { IdPipe } from '../http/validation';
import { FilmDto } from './film.dto';
import { FilmListQuery } from './film-list.query';
import { FilmsService } from './films.service';

@ApiTags('filmes')
@Controller('filmes')
export class FilmsController {
  constructor(private readonly films: FilmsService) {}

  @Get()
  @ApiOperation({ summary: 'Lista o catálogo, em páginas' })
  @ApiOkResponse({
    type: [FilmDto],
    headers: {
      Link: { description: 'Endereço da próxima página, com rel="next"', schema: { type: 'string' } },
      'X-Total-Count': { description: 'Quantos filmes há em todas as páginas', schema: { type: 'integer' } },
    },
  })
  @ApiProblems(422)
  async list(
    @Query() query: FilmListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FilmDto[]> {
    const page = await this.films.list(query);
    response.set('X-Total-Count', String(page.total));
    if (page.next !== null) response.set('Link', `<${withCursor(request.originalUrl, page.next)}>; rel="next"`);
    return page.films;
  }

  @Get(':id')
  @ApiOperation({ summary: 'Um filme' })
  @ApiParam({ name: 'id', type: 'integer', example: 3 })
  @ApiOkResponse({ type: FilmDto })
  @ApiProblems(404, 422)
  get(@Param('id', IdPipe) id: number): Promise<FilmDto> {
    return this.films.get(id);
  }
}

/** The same address with another cursor, relative to the host. */
function withCursor(originalUrl: string, cursor: string): string {
  const [path, query] = originalUrl.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}
