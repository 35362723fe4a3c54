import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '../http/api-docs';
import { Once } from '../access/once';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import type { Page } from '../http/page';
import { Paged } from '../http/page.interceptor';
import { tellLocation } from '../http/public-path';
import { ResponseHead, type Head } from '../http/response-head.decorator';
import { RefParam } from '../identifiers/ref-decorators';
import { UserIdPipe } from './user-ref.pipe';
import { NewUserBody, UserDto, UserListQuery, UserPatchBody } from './user.dto';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('usuarios')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @RequiresScope('escrita')
  @ApiOperation({
    operationId: 'listUsers',
    summary: {
      pt: 'Lista os usuários, ou os que se buscam pelo nome, em páginas',
      en: 'Lists users, or those looked for by name, in pages',
    },
  })
  @Paged(UserDto, { pt: 'Quantos há em todas as páginas', en: 'How many there are on all pages' })
  list(@Query() query: UserListQuery): Promise<Page<UserDto>> {
    return this.users.list(query);
  }

  @Get(':id')
  @RequiresScope('leitura')
  @ApiOperation({ operationId: 'getUser', summary: { pt: 'Um usuário', en: 'A user' } })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(404)
  get(@Param('id', UserIdPipe) id: number): Promise<UserDto> {
    return this.users.get(id);
  }

  @Post()
  @RequiresScope('escrita')
  @Once(({ id }: UserDto) => id)
  @ApiOperation({ operationId: 'createUser', summary: { pt: 'Cria um usuário', en: 'Creates a user' } })
  @ApiCreatedResponse({ type: UserDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(409)
  async create(@Body() body: NewUserBody, @ResponseHead() head: Head): Promise<UserDto> {
    const user = await this.users.create(body);
    tellLocation(head, `/usuarios/${user.id}`);
    return user;
  }

  @Patch(':id')
  @RequiresScope('escrita')
  @ApiOperation({
    operationId: 'updateUser',
    summary: {
      pt: 'Muda nome ou email de um usuário; o que não vier fica como está',
      en: 'Changes name or email of a user; what is left out stays as it is',
    },
  })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(404, 409)
  change(@Param('id', UserIdPipe) id: number, @Body() body: UserPatchBody): Promise<UserDto> {
    return this.users.change(id, body);
  }

  @Delete(':id')
  @RequiresScope('escrita')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteUser',
    summary: { pt: 'Apaga um usuário e todas as suas avaliações', en: 'Deletes a user and all their ratings' },
  })
  @RefParam('id', 'usuarios')
  @ApiNoContentResponse({ description: { pt: 'Apagado', en: 'Deleted' } })
  @ApiProblems(404)
  remove(@Param('id', UserIdPipe) id: number): Promise<void> {
    return this.users.remove(id);
  }
}
