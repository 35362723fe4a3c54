import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '../http/api-docs';
import type { Request, Response } from 'express';
import { AlwaysOpen } from '../access/required-scope';
import { publicPath } from '../http/public-path';
import { FOLDER } from './dashboard';

const places = {
  painel: '/painel',
  documentacao: '/docs',
  openapi: '/docs-json',
  filmes: '/filmes',
  generos: '/generos',
  populares: '/filmes/populares',
  grupos: '/grupos',
  modelo: '/modelo',
  mapa: '/modelo/mapa.svg',
  saude: '/saude/pronta',
} as const;

type Place = keyof typeof places;

/** Where to begin. */
class StartDto implements Record<Place, string> {
  @ApiProperty({ example: places.painel, description: { pt: 'A página, para pessoas', en: 'The page, for people' } })
  painel!: string;

  @ApiProperty({
    example: places.documentacao,
    description: { pt: 'Todas as rotas, para experimentar', en: 'All routes, to try out' },
  })
  documentacao!: string;

  @ApiProperty({ example: places.openapi, description: { pt: 'O documento OpenAPI', en: 'The OpenAPI document' } })
  openapi!: string;

  @ApiProperty({ example: places.filmes })
  filmes!: string;

  @ApiProperty({ example: places.generos })
  generos!: string;

  @ApiProperty({ example: places.populares })
  populares!: string;

  @ApiProperty({ example: places.grupos })
  grupos!: string;

  @ApiProperty({ example: places.modelo })
  modelo!: string;

  @ApiProperty({ example: places.mapa })
  mapa!: string;

  @ApiProperty({ example: places.saude })
  saude!: string;
}

/** In milliseconds. */
const ICON_KEPT = 24 * 60 * 60 * 1000;

@ApiTags('start')
@Controller()
export class StartController {
  @Get()
  @AlwaysOpen()
  @ApiOperation({
    operationId: 'getStart',
    summary: { pt: 'Onde começar', en: 'Where to start' },
    description: {
      pt: 'Um navegador (`Accept: text/html`) é levado a `/painel`; os demais recebem estes endereços.',
      en: 'A browser (`Accept: text/html`) is taken to `/painel`; everybody else gets these addresses.',
    },
  })
  @ApiOkResponse({ type: StartDto })
  @ApiResponse({
    status: 302,
    description: { pt: 'A um navegador', en: 'To a browser' },
    headers: { Location: { schema: { type: 'string' } } },
  })
  start(@Req() request: Request, @Res() response: Response): void {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') {
      response.redirect(publicPath(request, places.painel));
      return;
    }
    const told = Object.entries(places).map(([name, path]) => [name, publicPath(request, path)]);
    response.json(Object.fromEntries(told));
  }

  /** What browsers ask for beside a page that names none. */
  @Get('favicon.ico')
  @AlwaysOpen()
  @ApiExcludeEndpoint()
  icon(@Res() response: Response): void {
    response.sendFile('favicon.ico', { root: FOLDER, maxAge: ICON_KEPT });
  }
}
