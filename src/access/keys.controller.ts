import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '../http/api-docs';
import { ApiProblems } from '../http/api-problems';
import { Problem } from '../http/problem';
import { IdPipe } from '../http/id.pipe';
import { KeyMissing } from './access-problems';
import { Caller } from './caller.decorator';
import { isPerson, type Identity } from './identity';
import { CreatedKeyDto, KeyDto, keyDto, NewKeyBody } from './key.dto';
import { KeysService } from './keys.service';
import { Once } from './once';
import { RequiresScope } from './required-scope';

class KeyNotFound extends Problem {
  constructor(id: number) {
    super(404, 'chave-nao-encontrada', {
      pt: `Nenhuma chave em uso tem o ID ${id}.`,
      en: `No key in use has the ID ${id}.`,
    });
  }
}

@ApiTags('keys')
@Controller('chaves')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @RequiresScope('admin')
  @ApiOperation({
    operationId: 'listKeys',
    summary: {
      pt: 'Todas as chaves, também as revogadas e as vencidas, da mais antiga à mais nova',
      en: 'All keys, those revoked and expired too, from the oldest to the newest',
    },
  })
  @ApiOkResponse({ type: [KeyDto] })
  @ApiProblems()
  async list(): Promise<KeyDto[]> {
    return (await this.keys.list()).map(keyDto);
  }

  @Get('atual')
  @RequiresScope('leitura')
  @ApiOperation({
    operationId: 'getCurrentKey',
    summary: { pt: 'A chave com que se pergunta', en: 'The key that is asking' },
  })
  @ApiOkResponse({ type: KeyDto })
  @ApiProblems()
  async current(@Caller() caller: Identity | null): Promise<KeyDto> {
    const key = caller && !isPerson(caller) ? await this.keys.get(caller.keyId) : null;
    if (!key) throw new KeyMissing();
    return keyDto(key);
  }

  @Post()
  @RequiresScope('admin')
  @Once()
  @ApiOperation({
    operationId: 'createKey',
    summary: { pt: 'Cria uma chave e a mostra, esta única vez', en: 'Creates a key and shows it, this once' },
  })
  @ApiCreatedResponse({ type: CreatedKeyDto })
  @ApiProblems(400, 413, 415, 422)
  async create(@Body() body: NewKeyBody): Promise<CreatedKeyDto> {
    const { key, text } = await this.keys.create(body.nome, body.escopo, body.expira_em);
    return { ...keyDto(key), chave: text };
  }

  @Delete(':id')
  @RequiresScope('admin')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'revokeKey',
    summary: {
      pt: 'Tira uma chave de uso; os servidores a recusam em até cinco segundos',
      en: 'Takes a key out of use; servers refuse it within five seconds',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 2 })
  @ApiNoContentResponse({ description: { pt: 'Revogada', en: 'Revoked' } })
  @ApiProblems(404, 422)
  async revoke(@Param('id', IdPipe) id: number): Promise<void> {
    const key = await this.keys.get(id);
    if (!key || !(await this.keys.revoke(key.prefix))) throw new KeyNotFound(id);
  }
}
