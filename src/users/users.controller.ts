import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { linkHeader, linkNext } from '../http/pages';
import { IdPipe } from '../http/id.pipe';
import { NewUserBody, UserDto, UserListQuery, UserPatchBody } from './user.dto';
import { UsersService } from './users.service';

@ApiTags('usuários')
@Controller('usuarios')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Lista os usuários, em páginas' })
  @ApiOkResponse({
    type: [UserDto],
    headers: { ...linkHeader, 'X-Total-Count': { description: 'Quantos há ao todo', schema: { type: 'integer' } } },
  })
  async list(
    @Query() query: UserListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserDto[]> {
    const page = await this.users.list(query);
    response.set('X-Total-Count', String(page.total));
    linkNext(response, request.originalUrl, page.next);
    return page.users;
  }

  @Get(':id')
  @RequiresScope('leitura')
  @ApiOperation({ summary: 'Um usuário' })
  @ApiParam({ name: 'id', type: 'integer', example: 7 })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(404)
  get(@Param('id', IdPipe) id: number): Promise<UserDto> {
    return this.users.get(id);
  }

  @Post()
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Cria um usuário' })
  @ApiCreatedResponse({ type: UserDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(409)
  async create(@Body() body: NewUserBody, @Res({ passthrough: true }) response: Response): Promise<UserDto> {
    const user = await this.users.create(body);
    response.set('Location', `/usuarios/${user.id}`);
    return user;
  }

  @Patch(':id')
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Muda nome ou email de um usuário; o que não vier fica como está' })
  @ApiParam({ name: 'id', type: 'integer', example: 7 })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(404, 409)
  change(@Param('id', IdPipe) id: number, @Body() body: UserPatchBody): Promise<UserDto> {
    return this.users.change(id, body);
  }

  @Delete(':id')
  @RequiresScope('escrita')
  @HttpCode(204)
  @ApiOperation({ summary: 'Apaga um usuário e todas as suas avaliações' })
  @ApiParam({ name: 'id', type: 'integer', example: 7 })
  @ApiNoContentResponse({ description: 'Apagado' })
  @ApiProblems(404)
  remove(@Param('id', IdPipe) id: number): Promise<void> {
    return this.users.remove(id);
  }
}
