import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/api-docs';
import type { Response } from 'express';
import { ApiProblems } from '../http/api-problems';
import { RefParam } from '../identifiers/ref-decorators';
import { readCover } from './cover-file';
import { CoverNotFound } from './cover-not-found';
import { Covers } from './covers';
import { FilmIdPipe } from './film-ref.pipe';
import { FilmsService } from './films.service';

/** In seconds. */
const KEPT = 3600;

@ApiTags('films')
@Controller('filmes')
export class CoverController {
  constructor(
    private readonly films: FilmsService,
    private readonly covers: Covers,
  ) {}

  @Get(':id/capa')
  @ApiOperation({
    operationId: 'getFilmCover',
    summary: { pt: 'A capa de um filme', en: 'The cover of a film' },
    description: {
      pt: 'Um arquivo da pasta `covers` de `DATA_DIR`.',
      en: 'A file of the folder `covers` of `DATA_DIR`.',
    },
  })
  @RefParam('id', 'filmes')
  @ApiProduces('image/jpeg', 'image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(404)
  async cover(@Param('id', FilmIdPipe) id: number, @Res() response: Response): Promise<void> {
    const file = this.covers.fileOf(await this.films.get(id));
    const cover = file === null ? null : await readCover(file);
    if (!cover) throw new CoverNotFound(id);
    response.set('Cache-Control', `max-age=${KEPT}`).type(cover.type).send(cover.bytes);
  }
}
