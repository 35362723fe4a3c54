import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import { Weight } from '../../access/weight';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { ActiveModel } from '../model/active-model';
import { FilmMapDto } from './film-map.dto';
import { FilmMapService } from './film-map.service';
import { PictureQuery } from './picture.query';

@ApiTags('model')
@Controller('modelo')
export class FilmMapController {
  constructor(
    private readonly active: ActiveModel,
    private readonly maps: FilmMapService,
  ) {}

  @Get('mapa')
  @Weight(8)
  @ApiOperation({
    operationId: 'getMap',
    summary: {
      pt: 'Os filmes nas duas primeiras componentes principais, por grupo',
      en: 'The films on the first two principal components, by group',
    },
  })
  @ApiOkResponse({ type: FilmMapDto })
  @ApiProblems(404)
  map(@Lang() language: Language): Promise<FilmMapDto> {
    return this.active.answerByModel((model) => this.maps.data(model, language));
  }

  @Get('mapa.svg')
  @Weight(6)
  @ApiOperation({
    operationId: 'getMapSvg',
    summary: { pt: 'O mapa como figura vetorial', en: 'The map as a vector picture' },
  })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string', example: '<svg xmlns="http://www.w3.org/2000/svg">…</svg>' } })
  @ApiProblems(404, 422)
  async svg(@Query() { largura }: PictureQuery, @Lang() language: Language): Promise<StreamableFile> {
    const picture = await this.active.answerByModel((model) => this.maps.picture(model, 'svg', largura, language));
    return new StreamableFile(picture, { type: 'image/svg+xml; charset=utf-8' });
  }

  @Get('mapa.png')
  @Weight(2)
  @ApiOperation({ operationId: 'getMapPng', summary: { pt: 'O mapa como imagem', en: 'The map as a picture' } })
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(404, 422)
  async png(@Query() { largura }: PictureQuery, @Lang() language: Language): Promise<StreamableFile> {
    const picture = await this.active.answerByModel((model) => this.maps.picture(model, 'png', largura, language));
    return new StreamableFile(picture, { type: 'image/png' });
  }
}
