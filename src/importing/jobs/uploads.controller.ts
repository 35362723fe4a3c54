import { Controller, Get, HttpCode, Param, Post, Query, Req, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Caller } from '../../access/caller.decorator';
import { scopeOf, type Identity } from '../../access/identity';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { IdPipe } from '../../http/id.pipe';
import { tellLocation } from '../../http/public-path';
import { ResponseHead, type Head } from '../../http/response-head.decorator';
import { parseScaleRange } from '../../terminal/parse-scale';
import { personOf, readingOptionsOf } from '../reading-flags';
import { importJobDto, ImportJobDto, ImportQuery } from './import-job.dto';
import { TakesFile } from './takes-file';
import { UploadsService, type Upload } from './uploads.service';

const existing = { manter: 'keep', substituir: 'replace' } as const;

@ApiTags('importação e exportação')
@Controller('importacoes')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  @RequiresScope('escrita')
  @HttpCode(202)
  @UseInterceptors(FileInterceptor('arquivo'))
  @ApiOperation({
    summary: 'Importa um arquivo: zip do MovieLens, CSV, NDJSON ou uma exportação',
    description:
      'Roda em segundo plano, uma importação por vez. Linhas ruins são rejeitadas e o resto entra; reenviar o mesmo arquivo não muda nada. ' +
      'Uma substituição vale inteira ou não vale: falha, e nada muda, se entrasse menos de um décimo do que há. ' +
      'O que havia é antes copiado (`copia`), e um treino é pedido.',
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
      scopeOf(caller) ?? 'leitura',
    );
    tellLocation(head, `/importacoes/${job.id}`);
    return importJobDto(job, language);
  }

  @Get(':id')
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Uma importação: andamento e, ao terminar, o que houve com as linhas' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ImportJobDto })
  @ApiProblems(404)
  async get(@Param('id', IdPipe) id: number, @Lang() language: Language): Promise<ImportJobDto> {
    return importJobDto(await this.uploads.get(id), language);
  }
}
