import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import type { Response } from 'express';
import { RequiresScope } from '../../access/required-scope';
import { Weight } from '../../access/weight';
import { ExportService } from './export.service';

/** A reader that takes nothing for this long is gone. In milliseconds. */
const PATIENCE = 60_000;

@ApiTags('imports')
@Controller('exportacao')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  @Get()
  @RequiresScope('admin')
  @Weight(60)
  @ApiOperation({
    operationId: 'exportData',
    summary: {
      pt: 'Tudo, em NDJSON: filmes, usuários, avaliações e eventos, como estão neste momento',
      en: 'Everything, as NDJSON: films, users, ratings and events, as they are at this moment',
    },
    description: {
      pt: 'Importado em outro servidor (`POST /importacoes` ou `centroide importar`), dá o mesmo banco.',
      en: 'Imported on another server (`POST /importacoes` or `centroide importar`), it makes the same database.',
    },
  })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({
    content: {
      'application/x-ndjson': {
        schema: { type: 'string' },
        example:
          '{"tipo":"filme","id":3,"titulo":"Blade Runner","genero":"ficção científica","diretor":"Ridley Scott","atores":"Harrison Ford","ano":1982}\n' +
          '{"tipo":"usuario","id":1,"nome":"Ana","email":"ana@example.com"}\n' +
          '{"tipo":"avaliacao","usuario_id":1,"filme_id":3,"avaliacao":4.5,"avaliado_em":"2026-10-31T21:15:00.000Z"}\n' +
          '{"tipo":"evento","id":"7f3a","usuario_id":1,"filme_id":3,"valor":0.95,"recomendacao_id":null,"evento":"assistiu","quando":"2026-10-31T21:15:00.000Z"}\n',
      },
    },
  })
  // The response itself, not what Nest makes of a stream: an export that fails half-way must break off, not end as if whole.
  async everything(@Res() response: Response): Promise<void> {
    await this.exports.everything((lines) => send(response, lines));
    // Only now: who has all of it and asks again at once is not to find their own export still under way.
    response.end();
  }
}

async function send(response: Response, lines: AsyncGenerator<string>): Promise<void> {
  response.type('application/x-ndjson').set('Content-Disposition', 'attachment; filename="centroide.ndjson"');
  response.setTimeout(PATIENCE, () => response.destroy());
  try {
    await pipeline(Readable.from(lines, { objectMode: true, highWaterMark: 1 }), response, { end: false });
  } catch (error) {
    response.destroy();
    // Who hung up wants no answer.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
