import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PersonTokens } from '../access/person-tokens';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { RefParam } from '../identifiers/ref-decorators';
import { UserNotFound } from './user-not-found';
import { UserIdPipe } from './user-ref.pipe';
import { NewTokenBody, TokenDto, USUAL_VALIDITY } from './user-token.dto';
import { UsersService } from './users.service';

@ApiTags('usuários')
@Controller('usuarios/:id/tokens')
export class UserTokensController {
  constructor(
    private readonly tokens: PersonTokens,
    private readonly users: UsersService,
  ) {}

  @Post()
  @RequiresScope('escrita')
  @ApiOperation({
    summary: 'Cria um token de um usuário, para o navegador dele',
    description:
      'Vai no mesmo cabeçalho que uma chave, e abre só as rotas com `x-token`, e nelas só o que é deste usuário: ' +
      'lê suas listas, perfil, notas e eventos, e envia e apaga suas notas e envia seus eventos. Vale até vencer, até ' +
      'DELETE revogar todos, ou até o usuário ser apagado.',
  })
  @RefParam('id', 'usuarios')
  @ApiBody({ type: NewTokenBody, required: false })
  @ApiCreatedResponse({ type: TokenDto })
  @ApiProblems(404)
  async create(
    @Param('id', UserIdPipe) id: number,
    @Body() { validade = USUAL_VALIDITY }: NewTokenBody,
  ): Promise<TokenDto> {
    const made = await this.tokens.issue(id, validade);
    if (!made) throw new UserNotFound(id);
    return { token: made.token, expira_em: new Date(made.expiresAt).toISOString() };
  }

  @Delete()
  @RequiresScope('escrita')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoga todos os tokens de um usuário, de imediato e em todos os servidores' })
  @RefParam('id', 'usuarios')
  @ApiNoContentResponse({ description: 'Revogados' })
  @ApiProblems(404)
  revoke(@Param('id', UserIdPipe) id: number): Promise<void> {
    return this.users.revokeTokens(id);
  }
}
