import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequiresScope } from '../access/required-scope';
import { FilmRefPipe } from '../films/film-ref.pipe';
import { ApiProblems } from '../http/api-problems';
import type { Ref } from '../identifiers/identifier';
import { RefParam } from '../identifiers/ref-decorators';
import { UserRefPipe } from '../users/user-ref.pipe';
import { FilmMergeBody, MergedDto, UserMergeBody } from './merge.dto';
import { Merger } from './merger';

@Controller()
export class MergingController {
  constructor(private readonly merger: Merger) {}

  @Post('filmes/:id/unir')
  @ApiTags('filmes')
  @RequiresScope('escrita')
  @HttpCode(200)
  @ApiOperation({ summary: 'Une a um filme outro que é o mesmo, com notas, eventos e identificadores' })
  @RefParam('id', 'filmes')
  @ApiOkResponse({ type: MergedDto })
  @ApiProblems(404)
  films(@Param('id', FilmRefPipe) id: Ref, @Body() { filme_id }: FilmMergeBody): Promise<MergedDto> {
    return this.merger.films(id, filme_id);
  }

  @Post('usuarios/:id/unir')
  @ApiTags('usuários')
  @RequiresScope('escrita')
  @HttpCode(200)
  @ApiOperation({ summary: 'Une a um usuário outro que é a mesma pessoa, com notas, eventos e identificadores' })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: MergedDto })
  @ApiProblems(404)
  users(@Param('id', UserRefPipe) id: Ref, @Body() { usuario_id }: UserMergeBody): Promise<MergedDto> {
    return this.merger.users(id, usuario_id);
  }
}
