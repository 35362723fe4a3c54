import { Controller, Get, HttpCode, Param, Post, Query, Req, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '../../http/api-docs';
import type { Request } from 'express';
import { Caller } from '../../access/caller.decorator';
import type { Identity } from '../../access/identity';
import { Once } from '../../access/once';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { IdPipe } from '../../http/id.pipe';
import type { Page } from '../../http/page';
import { Paged } from '../../http/page.interceptor';
import { PageQuery } from '../../http/page.query';
import { tellLocation } from '../../http/public-path';
import { ResponseHead, type Head } from '../../http/response-head.decorator';
import { parseScaleRange } from '../../terminal/parse-scale';
import { personOf, readingOptionsOf } from '../reading-flags';
import { importJobDto, ImportJobDto, ImportQuery } from './import-job.dto';
import { KEPT_DAYS } from './import-queue';
import { importSummaryDto, ImportSummaryDto } from './import-summary.dto';
import { TakesFile } from './takes-file';
import { UploadsService, type Upload } from './uploads.service';

const existing = { manter: 'keep', substituir: 'replace' } as const;

@ApiTags('imports')
@Controller('importacoes')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  @RequiresScope('escrita')
  @HttpCode(202)
  @Once()
  @UseInterceptors(FileInterceptor('arquivo'))
  @ApiOperation({
    operationId: 'startImport',
    summary: {
      pt: 'Importa um arquivo: zip do MovieLens, CSV, NDJSON ou uma exportação',
      en: 'Imports a file: zip of MovieLens, CSV, NDJSON or an export',
    },
    description: {
      pt:
        'Roda em segundo plano, uma importação por vez. Linhas ruins são rejeitadas e o resto entra; reenviar o mesmo arquivo não muda nada. ' +
        'Uma substituição vale inteira ou não vale: falha, e nada muda, se entrasse menos de um décimo do que há. ' +
        'O que havia é antes copiado (`copia`), e um treino é pedido.',
      en:
        'Runs in the background, one import at a time. Bad rows are rejected and the rest comes in; sending the same ' +
        'file again changes nothing. A replacement holds whole or not at all: it fails, and nothing changes, if less ' +
        'than a tenth of what is there would come in. What there was is copied first (`copia`), and a training is asked ' +
        'for.',
    },
  })
  @TakesFile()
  @ApiAcceptedResponse({ type: ImportJobDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(409)
  async create(
    @UploadedFile() file: Upload | undefined,
    @Query() query: ImportQuery,
    @Req() request: Request,
    @Caller() caller: Identity | null,
    @ResponseHead() head: Head,
    @Lang() language: Language,
  ): Promise<ImportJobDto> {
    const { simular, modo, escala, forcar } = query;
    const job = await this.uploads.submit(
      file,
      Object.keys((request.body ?? {}) as object),
      {
        dryRun: simular === 'true',
        existing: modo === undefined ? null : existing[modo],
        scale: escala === undefined ? null : parseScaleRange(escala),
        person: personOf(query),
        reading: readingOptionsOf({
          coluna: query.coluna,
          separador: query.separador,
          codificacao: query.codificacao,
          formatoData: query.formato_data,
          semCabecalho: query.sem_cabecalho === 'true',
        }),
        force: forcar === 'true',
      },
      caller,
    );
    tellLocation(head, `/importacoes/${job.id}`);
    return importJobDto(job, language, caller);
  }

  @Get()
  @RequiresScope('escrita')
  @ApiOperation({
    operationId: 'listImports',
    summary: {
      pt: 'As importações feitas pela API e pela página, das mais novas às mais antigas, em páginas',
      en: 'The imports made by the API and by the page, from the newest to the oldest, in pages',
    },
    description: {
      pt:
        `Também as simulações. Cada uma fica guardada por ${KEPT_DAYS} dias desde que foi pedida; depois disso, sai quando outra é pedida. ` +
        'As linhas rejeitadas estão em `/importacoes/{id}`. O que `centroide importar` importa não entra na lista.',
      en:
        `Dry runs too. Each is kept for ${KEPT_DAYS} days since it was asked for; after that it goes when another is asked for. ` +
        'The rejected rows are at `/importacoes/{id}`. What `centroide importar` imports is not in the list.',
    },
  })
  @Paged(ImportSummaryDto, { pt: 'Quantas há em todas as páginas', en: 'How many there are on all pages' })
  async list(
    @Query() query: PageQuery,
    @Caller() caller: Identity | null,
    @Lang() language: Language,
  ): Promise<Page<ImportSummaryDto>> {
    const page = await this.uploads.list(query);
    return { ...page, items: page.items.map((job) => importSummaryDto(job, language, caller)) };
  }

  @Get(':id')
  @RequiresScope('escrita')
  @ApiOperation({
    operationId: 'getImport',
    summary: {
      pt: 'Uma importação: andamento e, ao terminar, o que houve com as linhas',
      en: 'An import: how far it is and, when it has ended, what became of the rows',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ImportJobDto })
  @ApiProblems(404)
  async get(
    @Param('id', IdPipe) id: number,
    @Caller() caller: Identity | null,
    @Lang() language: Language,
  ): Promise<ImportJobDto> {
    return importJobDto(await this.uploads.get(id), language, caller);
  }
}
