import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { IdPipe } from '../http/id.pipe';
import type { Page } from '../http/page';
import { Paged } from '../http/page.interceptor';
import { PageQuery } from '../http/page.query';
import { EventDto } from './event.dto';
import { EventLists } from './event-lists';

@ApiTags('eventos')
@Controller()
export class EventsController {
  constructor(private readonly lists: EventLists) {}

  @Get('usuarios/:usuario_id/eventos')
  @RequiresScope('leitura')
  @ApiOperation({ summary: 'O que um usuário fez além de dar notas, do mais novo ao mais antigo, em páginas' })
  @ApiParam({ name: 'usuario_id', type: 'integer', example: 1 })
  @Paged(EventDto)
  @ApiProblems(404)
  list(@Param('usuario_id', IdPipe) userId: number, @Query() query: PageQuery): Promise<Page<EventDto>> {
    return this.lists.page(userId, query);
  }
}
