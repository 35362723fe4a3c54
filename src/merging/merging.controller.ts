import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/api-docs';
import { Once } from '../access/once';
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
  @ApiTags('films')
  @RequiresScope('escrita')
  @Once()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'mergeFilms',
    summary: {
      pt: 'Une a um filme outro que é o mesmo, com notas, eventos e identificadores',
      en: 'Joins to a film another one that is the same, with ratings, events and identifiers',
    },
  })
  @RefParam('id', 'filmes')
  @ApiOkResponse({ type: MergedDto })
  @ApiProblems(404)
  films(@Param('id', FilmRefPipe) id: Ref, @Body() { filme_id }: FilmMergeBody): Promise<MergedDto> {
    return this.merger.films(id, filme_id);
  }

  @Post('usuarios/:id/unir')
  @ApiTags('users')
  @RequiresScope('escrita')
  @Once(({ id }: MergedDto) => id)
  @HttpCode(200)
  @ApiOperation({
    operationId: 'mergeUsers',
    summary: {
      pt: 'Une a um usuário outro que é a mesma pessoa, com notas, eventos e identificadores',
      en: 'Joins to a user another one who is the same person, with ratings, events and identifiers',
    },
  })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: MergedDto })
  @ApiProblems(404)
  users(@Param('id', UserRefPipe) id: Ref, @Body() { usuario_id }: UserMergeBody): Promise<MergedDto> {
    return this.merger.users(id, usuario_id);
  }
}
