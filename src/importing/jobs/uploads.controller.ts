import { mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ScopeTooSmall } from '../../access/access-problems';
import { identityOf } from '../../access/identity';
import { RequiresScope } from '../../access/required-scope';
import { Database } from '../../database/database';
import { ApiProblems } from '../../http/api-problems';
import { Accepts } from '../../http/body-type.guard';
import { InvalidFields, Problem } from '../../http/problem';
import { IdPipe } from '../../http/id.pipe';
import { holdsDemo } from '../writing/demo-mark';
import { importJobDto, ImportJobDto, ImportQuery } from './import-job.dto';
import { ImportJobs } from './import-jobs';
import { ImportRunner } from './import-runner';

/** What the upload leaves on the disk: a file of some random name. */
interface Upload {
  readonly path: string;
  readonly originalname: string;
}

class JobNotFound extends Problem {
  constructor(id: number) {
    super(404, 'importacao-nao-encontrada', {
      pt: `Importação com ID ${id} não encontrada.`,
      en: `There is no import with ID ${id}.`,
    });
  }
}

class DemoInTheWay extends Problem {
  constructor() {
    super(409, 'catalogo-de-demonstracao', {
      pt: 'O banco contém o catálogo de demonstração, e os ids se misturariam. modo=substituir apaga tudo antes; modo=manter junta os dois.',
      en: 'The database holds the demonstration catalogue, and ids would mix. modo=substituir deletes everything first; modo=manter merges the two.',
    });
  }
}

@ApiTags('importação e exportação')
@Controller('importacoes')
export class UploadsController {
  constructor(
    private readonly database: Database,
    private readonly jobs: ImportJobs,
    private readonly runner: ImportRunner,
  ) {}

  @Post()
  @RequiresScope('escrita')
  @HttpCode(202)
  @UseInterceptors(FileInterceptor('arquivo'))
  @ApiOperation({
    summary: 'Importa um arquivo: zip do MovieLens, CSV, NDJSON ou uma exportação',
    description:
      'Roda em segundo plano, uma importação por vez. Linhas ruins são rejeitadas e o resto entra; reenviar o mesmo arquivo não muda nada.',
  })
  @Accepts('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['arquivo'],
      properties: { arquivo: { type: 'string', format: 'binary' } },
      additionalProperties: false,
    },
  })
  @ApiAcceptedResponse({ type: ImportJobDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(409)
  async create(
    @UploadedFile() file: Upload | undefined,
    @Query() query: ImportQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportJobDto> {
    const others = Object.keys((request.body ?? {}) as object);
    try {
      if (others.length > 0) throw new UnknownParts(others);
      if (!file) throw new FileMissing();
      const id = await this.submit(file, query, request);
      response.set('Location', `/importacoes/${id}`);
      return await this.get(id);
    } catch (error) {
      if (file) await rm(file.path, { force: true });
      throw error;
    }
  }

  @Get(':id')
  @RequiresScope('escrita')
  @ApiOperation({ summary: 'Uma importação: andamento e, ao terminar, o que houve com as linhas' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: ImportJobDto })
  @ApiProblems(404)
  async get(@Param('id', IdPipe) id: number): Promise<ImportJobDto> {
    const job = await this.jobs.get(id);
    if (!job) throw new JobNotFound(id);
    return importJobDto(job);
  }

  private async submit(file: Upload, { simular, modo, escala }: ImportQuery, request: Request): Promise<number> {
    const held = identityOf(request)?.scope ?? 'leitura';
    if (modo === 'substituir' && held !== 'admin') throw new ScopeTooSmall(held, 'admin');
    if (modo === undefined && (await holdsDemo(this.database))) throw new DemoInTheWay();
    const name = nameOf(file);
    // Files are recognised by their names, so it gets its own back, in a folder where no other file is.
    const path = join(await mkdtemp(join(dirname(file.path), 'importacao-')), name);
    await rename(file.path, path);
    return this.runner.submit(path, name, {
      dryRun: simular === 'true',
      existing: modo === 'substituir' ? 'replace' : 'keep',
      scale: escala ?? null,
    });
  }
}

class FileMissing extends InvalidFields {
  constructor() {
    super([
      {
        field: 'arquivo',
        message: {
          pt: 'recebeu (nada); aceita um arquivo, por exemplo com curl -F arquivo=@ml-latest-small.zip',
          en: 'got (nothing); takes a file, for example with curl -F arquivo=@ml-latest-small.zip',
        },
      },
    ]);
  }
}

/** Parameters are in the address; what is in the form would be overlooked. */
class UnknownParts extends InvalidFields {
  constructor(names: readonly string[]) {
    const message = {
      pt: 'o formulário tem só o arquivo; parâmetros vão no endereço, como em /importacoes?modo=manter',
      en: 'the form holds the file only; parameters go into the address, as in /importacoes?modo=manter',
    };
    super(names.map((field) => ({ field, message })));
  }
}

/** The name of an upload, without folders or anything that a file system could take amiss. */
function nameOf({ originalname }: Upload): string {
  // Browsers send UTF-8; the parser takes it for Latin-1.
  const name = basename(Buffer.from(originalname, 'latin1').toString().replaceAll('\\', '/'));
  return (
    name
      .replace(/[^\p{L}\p{N}._ ()-]/gu, '_')
      .slice(-100)
      .replace(/^\.+/, '') || 'arquivo'
  );
}
