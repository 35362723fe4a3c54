import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '../http/api-docs';
import { OpenToToken } from '../access/open-to-token';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { RefParam } from '../identifiers/ref-decorators';
import { UserIdPipe } from '../users/user-ref.pipe';
import type { Page } from '../http/page';
import { Paged } from '../http/page.interceptor';
import { PageQuery } from '../http/page.query';
import { EventDto, EventListQuery } from './event.dto';
import { EventLists } from './event-lists';

@ApiTags('events')
@Controller()
export class EventsController {
  constructor(private readonly lists: EventLists) {}

  @Get('eventos')
  @RequiresScope('leitura')
  @ApiOperation({
    operationId: 'listAllEvents',
    summary: {
      pt: 'O que as pessoas fizeram além de dar notas, do mais novo ao mais antigo, em páginas',
      en: 'What people have done beside rating, from the newest to the oldest, in pages',
    },
  })
  @Paged(EventDto)
  all(@Query() query: EventListQuery): Promise<Page<EventDto>> {
    return this.lists.all(query);
  }

  @Get('usuarios/:usuario_id/eventos')
  @RequiresScope('leitura')
  @OpenToToken('usuario_id')
  @ApiOperation({
    operationId: 'listEvents',
    summary: {
      pt: 'O que um usuário fez além de dar notas, do mais novo ao mais antigo, em páginas',
      en: 'What a user has done beside rating, from the newest to the oldest, in pages',
    },
  })
  @RefParam('usuario_id', 'usuarios')
  @Paged(EventDto)
  @ApiProblems(404)
  list(@Param('usuario_id', UserIdPipe) userId: number, @Query() query: PageQuery): Promise<Page<EventDto>> {
    return this.lists.ofUser(userId, query);
  }
}
