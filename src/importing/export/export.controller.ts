import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { RequiresScope } from '../../access/required-scope';
import { Database } from '../../database/database';
import { Problem } from '../../http/problem';
import { exportLines } from './export-lines';

/** Exports at a time: each holds a connection and a snapshot for as long as its reader takes. */
const MOST_AT_ONCE = 2;

/** A reader that takes nothing for this long is gone. In milliseconds. */
const PATIENCE = 60_000;

class TooManyExports extends Problem {
  constructor() {
    super(
      503,
      'exportacoes-demais',
      {
        pt: `Já há ${MOST_AT_ONCE} exportações em andamento. Tente de novo em instantes.`,
        en: `${MOST_AT_ONCE} exports are under way already. Try again shortly.`,
      },
      [],
      { 'Retry-After': '30' },
    );
  }
}

@ApiTags('importação e exportação')
@Controller('exportacao')
export class ExportController {
  private underWay = 0;

  constructor(private readonly database: Database) {}

  @Get()
  @RequiresScope('admin')
  @ApiOperation({
    summary: 'Tudo, em NDJSON: filmes, usuários e avaliações, como estão neste momento',
    description: 'Importado em outro servidor (`POST /importacoes` ou `centroide importar`), dá o mesmo banco.',
  })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({
    content: {
      'application/x-ndjson': {
        schema: { type: 'string' },
        example:
          '{"tipo":"filme","id":3,"titulo":"Blade Runner","genero":"ficção científica","diretor":"Ridley Scott","atores":"Harrison Ford","ano":1982}\n' +
          '{"tipo":"usuario","id":1,"nome":"Ana","email":"ana@example.com"}\n' +
          '{"tipo":"avaliacao","usuario_id":1,"filme_id":3,"avaliacao":4.5,"avaliado_em":"2026-10-31T21:15:00.000Z"}\n',
      },
    },
  })
  async everything(@Res() response: Response): Promise<void> {
    if (this.underWay >= MOST_AT_ONCE) throw new TooManyExports();
    this.underWay++;
    try {
      await this.send(response);
    } finally {
      this.underWay--;
    }
  }

  private async send(response: Response): Promise<void> {
    const snapshot = await this.database.snapshot();
    try {
      response
        .type('application/x-ndjson')
        .set({ 'Content-Disposition': 'attachment; filename="centroide.ndjson"', 'Cache-Control': 'no-store' });
      response.setTimeout(PATIENCE, () => response.destroy());
      await pipeline(Readable.from(exportLines(snapshot), { objectMode: true, highWaterMark: 1 }), response);
    } catch (error) {
      // Who hung up wants no answer.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    } finally {
      await snapshot.close();
    }
  }
}
