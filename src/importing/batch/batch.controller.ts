import { applyDecorators, Controller, HttpCode, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import type { Response } from 'express';
import { Caller } from '../../access/caller.decorator';
import { HeavyWork } from '../../access/heavy-work';
import type { Identity } from '../../access/identity';
import { Once } from '../../access/once';
import { OpenToTokenInBody } from '../../access/open-to-token';
import { RequiresScope } from '../../access/required-scope';
import { Accepts } from '../../http/body-type.guard';
import { BatchMemory } from '../../http/batch-memory';
import { BodyRows, MOST_ROWS, rowTypes, type BodyRow } from '../../http/body-rows';
import { NewEventBody } from '../../events/event.dto';
import { PROFILE_VERSION_HEADER, profileVersionHeader } from '../../http/headers';
import type { Text } from '../../http/language';
import { CreatingQuery, NewRatingBody } from '../../ratings/rating.dto';
import { BatchDto, BatchWithIdsDto, FilmBatchRow, UserBatchRow } from './batch.dto';
import { BatchService } from './batch.service';

/** What the routes have in common. */
function Batch(operationId: string, summary: Text, row: new () => object): MethodDecorator {
  return applyDecorators(
    RequiresScope('escrita'),
    Once(),
    HttpCode(200),
    UseGuards(BatchMemory),
    Accepts(...rowTypes),
    ApiOperation({
      operationId,
      summary,
      description: {
        pt: `Até ${MOST_ROWS} linhas, em uma lista JSON ou em NDJSON. Entram todas ou nenhuma; um erro diz a linha.`,
        en: `Up to ${MOST_ROWS} rows, in a JSON list or as NDJSON. All come in or none; an error tells the row.`,
      },
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
  @Batch('saveFilms', { pt: 'Acrescenta ou altera muitos filmes', en: 'Adds or changes many films' }, FilmBatchRow)
  @ApiOkResponse({ type: BatchWithIdsDto })
  films(@BodyRows() rows: BodyRow[], @Res({ passthrough: true }) response: Response): Promise<BatchWithIdsDto> {
    return this.batches.films(rows, this.heavy.pace(response));
  }

  @Post('usuarios/lote')
  @Batch('saveUsers', { pt: 'Acrescenta ou altera muitos usuários', en: 'Adds or changes many users' }, UserBatchRow)
  @ApiOkResponse({ type: BatchWithIdsDto })
  users(@BodyRows() rows: BodyRow[], @Res({ passthrough: true }) response: Response): Promise<BatchWithIdsDto> {
    return this.batches.users(rows, this.heavy.pace(response));
  }

  @Post('avaliacoes/lote')
  @Batch('saveRatings', { pt: 'Guarda muitas avaliações', en: 'Stores many ratings' }, NewRatingBody)
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
  @Batch(
    'sendEvents',
    {
      pt: 'Guarda o que pessoas fizeram com filmes, um evento ou muitos',
      en: 'Stores what people did with films, one event or many',
    },
    NewEventBody,
  )
  @ApiOkResponse({
    type: BatchDto,
    description: {
      pt: 'Se todos são de um usuário, o cabeçalho diz a versão do perfil que já os leva em conta',
      en: 'If all are of one user, the header tells the version of the profile that takes them into account',
    },
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
