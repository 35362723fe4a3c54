import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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

@ApiTags('usuários')
@Controller('usuarios')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Lista os usuários, ou os que se buscam pelo nome, em páginas' })
  @Paged(UserDto, 'Quantos há em todas as páginas')
  list(@Query() query: UserListQuery): Promise<Page<UserDto>> {
    return this.users.list(query);
  }

  @Get(':id')
  @RequiresScope('leitura')
  @ApiOperation({ summary: 'Um usuário' })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(404)
  get(@Param('id', UserIdPipe) id: number): Promise<UserDto> {
    return this.users.get(id);
  }

  @Post()
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Cria um usuário' })
  @ApiCreatedResponse({ type: UserDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(409)
  async create(@Body() body: NewUserBody, @ResponseHead() head: Head): Promise<UserDto> {
    const user = await this.users.create(body);
    tellLocation(head, `/usuarios/${user.id}`);
    return user;
  }

  @Patch(':id')
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Muda nome ou email de um usuário; o que não vier fica como está' })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(404, 409)
  change(@Param('id', UserIdPipe) id: number, @Body() body: UserPatchBody): Promise<UserDto> {
    return this.users.change(id, body);
  }

  @Delete(':id')
  @RequiresScope('escrita')
  @HttpCode(204)
  @ApiOperation({ summary: 'Apaga um usuário e todas as suas avaliações' })
  @RefParam('id', 'usuarios')
  @ApiNoContentResponse({ description: 'Apagado' })
  @ApiProblems(404)
  remove(@Param('id', UserIdPipe) id: number): Promise<void> {
    return this.users.remove(id);
  }
}
