import { Controller, HttpCode, Post, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import type { Request, Response } from 'express';
import { HeavyWork } from '../../access/heavy-work';
import { PublicRead } from '../../access/required-scope';
import { TakesFile } from '../jobs/takes-file';
import type { Upload } from '../jobs/uploads.service';
import { TrackedFilmsDto } from './tracked-films.dto';
import { TrackedFilmsService } from './tracked-films.service';

/** An export of somebody with thousands of films and as many reviews has less. In bytes. */
const LARGEST_FILE = 10 * 1024 * 1024;

@ApiTags('imports')
@Controller('importacoes')
export class TrackedFilmsController {
  constructor(
    private readonly films: TrackedFilmsService,
    private readonly heavy: HeavyWork,
  ) {}

  @Post('visitante')
  @PublicRead()
  @HttpCode(200)
  @UseInterceptors(
    FileInterceptor('arquivo', { limits: { fileSize: LARGEST_FILE, files: 1, fields: 10, fieldSize: 1024 } }),
  )
  @ApiOperation({
    operationId: 'readTrackerFile',
    summary: {
      pt: 'Lê o que alguém exportou do Letterboxd, do IMDb, do TMDB ou do Trakt, e não guarda nada',
      en: 'Reads what somebody exported from Letterboxd, IMDb, TMDB or Trakt, and keeps nothing',
    },
    description: {
      pt:
        'Responde os filmes que o catálogo tem, achados pelo identificador ou por título e ano, com a nota (de 0 a 5) e o que mais ' +
        'o arquivo diz. As notas podem ir para POST /recomendacoes. Até 10 MB; aberto o zip, até 20 MB e 50.000 linhas.',
      en:
        'Answers the films that the catalogue has, found by identifier or by title and year, with the rating (from 0 to ' +
        '5) and what else the file says. The ratings can go to POST /recomendacoes. Up to 10 MB; a zip, once opened, up ' +
        'to 20 MB and 50,000 lines.',
    },
  })
  @TakesFile()
  @ApiOkResponse({ type: TrackedFilmsDto })
  find(
    @UploadedFile() file: Upload | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TrackedFilmsDto> {
    const parts = Object.keys((request.body ?? {}) as object);
    return this.films.find(file, parts, this.heavy.pace(response));
  }
}
