import { applyDecorators, Controller, HttpCode, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import type { Response } from 'express';
import { Caller } from '../../access/caller.decorator';
import { HeavyWork } from '../../access/heavy-work';
import type { Identity } from '../../access/identity';
import { OpenToTokenInBody } from '../../access/open-to-token';
import { RequiresScope } from '../../access/required-scope';
import { Accepts } from '../../http/body-type.guard';
import { BatchMemory } from '../../http/batch-memory';
import { BodyRows, MOST_ROWS, rowTypes, type BodyRow } from '../../http/body-rows';
import { NewEventBody } from '../../events/event.dto';
import { PROFILE_VERSION_HEADER, profileVersionHeader } from '../../http/headers';
import { CreatingQuery, NewRatingBody } from '../../ratings/rating.dto';
import { BatchDto, BatchWithIdsDto, FilmBatchRow, UserBatchRow } from './batch.dto';
import { BatchService } from './batch.service';

/** What the routes have in common. */
function Batch(summary: string, row: new () => object): MethodDecorator {
  return applyDecorators(
    RequiresScope('escrita'),
    HttpCode(200),
    UseGuards(BatchMemory),
    Accepts(...rowTypes),
    ApiOperation({
      summary,
      description: `Até ${MOST_ROWS} linhas, em uma lista JSON ou em NDJSON. Entram todas ou nenhuma; um erro diz a linha.`,
    }),
    ApiExtraModels(row),
    ApiBody({ schema: { type: 'array', maxItems: MOST_ROWS, items: { $ref: getSchemaPath(row) } } }),
  );
}

@ApiTags('batches')
@Controller()
export class BatchController {
  constructor(
    private readonly batches: BatchService,
    private readonly heavy: HeavyWork,
  ) {}

  @Post('filmes/lote')
  @Batch('Acrescenta ou altera muitos filmes', FilmBatchRow)
  @ApiOkResponse({ type: BatchWithIdsDto })
  films(@BodyRows() rows: BodyRow[], @Res({ passthrough: true }) response: Response): Promise<BatchWithIdsDto> {
    return this.batches.films(rows, this.heavy.pace(response));
  }

  @Post('usuarios/lote')
  @Batch('Acrescenta ou altera muitos usuários', UserBatchRow)
  @ApiOkResponse({ type: BatchWithIdsDto })
  users(@BodyRows() rows: BodyRow[], @Res({ passthrough: true }) response: Response): Promise<BatchWithIdsDto> {
    return this.batches.users(rows, this.heavy.pace(response));
  }

  @Post('avaliacoes/lote')
  @Batch('Guarda muitas avaliações', NewRatingBody)
  @ApiOkResponse({ type: BatchDto })
  ratings(
    @BodyRows() rows: BodyRow[],
    @Query() { criar }: CreatingQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BatchDto> {
    return this.batches.ratings(rows, this.heavy.pace(response), criar);
  }

  @Post('eventos')
  @OpenToTokenInBody()
  @Batch('Guarda o que pessoas fizeram com filmes, um evento ou muitos', NewEventBody)
  @ApiOkResponse({
    type: BatchDto,
    description: { pt: 'Se todos são de um usuário, o cabeçalho diz a versão do perfil que já os leva em conta', en: 'If all are of one user, the header tells the version of the profile that takes them into account' },
    headers: profileVersionHeader,
  })
  async events(
    @BodyRows('alone') rows: BodyRow[],
    @Query() { criar }: CreatingQuery,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BatchDto> {
    const { counts, profileVersion } = await this.batches.events(rows, caller, this.heavy.pace(response), criar);
    if (profileVersion !== null) response.set(PROFILE_VERSION_HEADER, String(profileVersion));
    return counts;
  }
}
