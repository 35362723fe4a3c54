import { applyDecorators, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request } from 'express';
import { RequiresScope } from '../../access/required-scope';
import { Accepts } from '../../http/body-type.guard';
import { MOST_ROWS, readRows, rowTypes } from '../../http/body-rows';
import { NewRatingBody } from '../../ratings/rating.dto';
import { BatchDto, BatchWithIdsDto, FilmBatchRow, UserBatchRow } from './batch.dto';
import { BatchService } from './batch.service';

/** What the three routes have in common. */
function Batch(summary: string, row: new () => object): MethodDecorator {
  return applyDecorators(
    RequiresScope('escrita'),
    HttpCode(200),
    Accepts(...rowTypes),
    ApiOperation({
      summary,
      description: `Até ${MOST_ROWS} linhas, em uma lista JSON ou em NDJSON. Entram todas ou nenhuma; um erro diz a linha.`,
    }),
    ApiExtraModels(row),
    ApiBody({ schema: { type: 'array', maxItems: MOST_ROWS, items: { $ref: getSchemaPath(row) } } }),
  );
}

@ApiTags('lotes')
@Controller()
export class BatchController {
  constructor(private readonly batches: BatchService) {}

  @Post('filmes/lote')
  @Batch('Acrescenta ou altera muitos filmes', FilmBatchRow)
  @ApiOkResponse({ type: BatchWithIdsDto })
  async films(@Req() request: Request): Promise<BatchWithIdsDto> {
    return this.batches.films(await readRows(request));
  }

  @Post('usuarios/lote')
  @Batch('Acrescenta ou altera muitos usuários', UserBatchRow)
  @ApiOkResponse({ type: BatchWithIdsDto })
  async users(@Req() request: Request): Promise<BatchWithIdsDto> {
    return this.batches.users(await readRows(request));
  }

  @Post('avaliacoes/lote')
  @Batch('Guarda muitas avaliações', NewRatingBody)
  @ApiOkResponse({ type: BatchDto })
  async ratings(@Req() request: Request): Promise<BatchDto> {
    return this.batches.ratings(await readRows(request));
  }
}
