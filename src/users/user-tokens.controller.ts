import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '../http/api-docs';
import { decodeJwt } from 'jose';
import { Once } from '../access/once';
import { PersonTokens } from '../access/person-tokens';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { RefParam } from '../identifiers/ref-decorators';
import { UserNotFound } from './user-not-found';
import { UserIdPipe } from './user-ref.pipe';
import { NewTokenBody, TokenDto, USUAL_VALIDITY } from './user-token.dto';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('usuarios/:id/tokens')
export class UserTokensController {
  constructor(
    private readonly tokens: PersonTokens,
    private readonly users: UsersService,
  ) {}

  @Post()
  @RequiresScope('escrita')
  @Once(({ token }: TokenDto) => Number(decodeJwt(token).sub))
  @ApiOperation({
    operationId: 'createUserToken',
    summary: {
      pt: 'Cria um token de um usuário, para o navegador dele',
      en: 'Creates a token of a user, for their browser',
    },
    description: {
      pt:
        'Vai no mesmo cabeçalho que uma chave, e abre só as rotas com `x-token`, e nelas só o que é deste usuário: ' +
        'lê suas listas, perfil, notas e eventos, e envia e apaga suas notas e envia seus eventos. Vale até vencer, até ' +
        'DELETE revogar todos, ou até o usuário ser apagado.',
      en:
        'It goes in the same header as a key, and opens only the routes with `x-token`, and on them only what is of this ' +
        'user: reads their lists, profile, ratings and events, sends and deletes their ratings and sends their events. ' +
        'It holds until it expires, until DELETE revokes them all, or until the user is deleted.',
    },
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
  @ApiOperation({
    operationId: 'revokeUserTokens',
    summary: {
      pt: 'Revoga todos os tokens de um usuário, de imediato e em todos os servidores',
      en: 'Revokes all tokens of a user, at once and on all servers',
    },
  })
  @RefParam('id', 'usuarios')
  @ApiNoContentResponse({ description: { pt: 'Revogados', en: 'Revoked' } })
  @ApiProblems(404)
  revoke(@Param('id', UserIdPipe) id: number): Promise<void> {
    return this.users.revokeTokens(id);
  }
}
