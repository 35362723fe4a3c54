import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { ApiProperty } from '../../http/api-docs';
import { mayListKeys, type Identity } from '../../access/identity';
import { isoTime } from '../../http/iso-time';
import type { Language } from '../../http/language';
import type { KindCounts } from '../report/import-report';
import { translated } from './import-failures';
import type { ImportJob, ImportJobReport } from './import-queue';
import { inWebWords } from './web-words';

/** What becomes of what is there already. */
export const modes = ['manter', 'substituir'] as const;
/** An import is feminine in Portuguese. */
const states = { na_fila: 'na_fila', executando: 'executando', concluido: 'concluida', falhou: 'falhou' } as const;
const stateNames = Object.values(states);

/** What became of the rows of one kind. */
class KindCountsDto implements KindCounts {
  @ApiProperty({ example: 9742, type: 'integer' })
  novos!: number;

  @ApiProperty({ example: 0, type: 'integer' })
  alterados!: number;

  @ApiProperty({ example: 0, type: 'integer' })
  iguais!: number;

  @ApiProperty({ example: 0, type: 'integer' })
  rejeitados!: number;
}

const counts = { filmes: { novos: 9742, alterados: 0, iguais: 0, rejeitados: 0 } };

/** What a list of imports tells of each: all but its rows. */
@ApiExtraModels(KindCountsDto)
export class ImportSummaryDto {
  @ApiProperty({ example: 1, type: 'integer' })
  id!: number;

  @ApiProperty({ enum: stateNames, example: 'concluida' })
  estado!: (typeof stateNames)[number];

  @ApiProperty({ example: 'ml-latest-small.zip' })
  arquivo!: string;

  @ApiProperty({
    enum: modes,
    example: 'manter',
    description: {
      pt: '`substituir`: o arquivo no lugar de tudo o que havia',
      en: '`substituir`: the file in place of everything there was',
    },
  })
  modo!: (typeof modes)[number];

  @ApiProperty({ example: false })
  simular!: boolean;

  @ApiProperty({
    example: { pt: 'painel da loja', en: 'dashboard of the shop' },
    type: 'string',
    nullable: true,
    description: {
      pt: 'Nome da chave com que foi pedida, para as de escopo `admin`; null para as outras e quando não se sabe',
      en: 'Name of the key that asked for it, for keys of scope `admin`; null for others and where it is not known',
    },
  })
  pedida_por!: string | null;

  @ApiProperty({ example: 100, type: 'integer', minimum: 0, maximum: 100 })
  percentual!: number;

  @ApiProperty({
    example: 110578,
    type: 'integer',
    description: { pt: 'Linhas lidas até agora', en: 'Rows read so far' },
  })
  linhas!: number;

  @ApiProperty({
    example: counts,
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(KindCountsDto) },
    nullable: true,
    description: {
      pt: 'Ao terminar: por tipo, o que houve com as linhas',
      en: 'When it has ended: what became of the rows, by kind',
    },
  })
  contagens!: ImportJobReport['contagens'] | null;

  @ApiProperty({
    example: ['avaliações com data no futuro: 3'],
    type: [String],
    description: {
      pt: 'O que se perdeu de linhas que entraram, e o que parece errado',
      en: 'What was lost of rows that came in, and what looks wrong',
    },
  })
  avisos!: readonly string[];

  @ApiProperty({
    example: null,
    type: 'string',
    nullable: true,
    description: {
      pt: 'De uma substituição: a cópia do que havia, na pasta dos dados do servidor',
      en: 'Of a replacement: the copy of what there was, in the data folder of the server',
    },
  })
  copia!: string | null;

  @ApiProperty({
    example: null,
    type: 'string',
    nullable: true,
    description: { pt: 'Por que falhou', en: 'Why it failed' },
  })
  erro!: string | null;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time' })
  criada_em!: string;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time', type: 'string', nullable: true })
  iniciada_em!: string | null;

  @ApiProperty({ example: '2026-10-31T21:15:02.000Z', format: 'date-time', type: 'string', nullable: true })
  terminada_em!: string | null;
}

/** `caller`: who is told. */
export function importSummaryDto(
  { request, progress, result, ...job }: ImportJob,
  language: Language,
  caller: Identity | null,
): ImportSummaryDto {
  const said = (text: string): string => inWebWords(text, language);
  return {
    id: job.id,
    estado: states[job.state],
    arquivo: request.file,
    modo: request.options.existing === 'replace' ? 'substituir' : 'manter',
    simular: request.options.dryRun,
    pedida_por: mayListKeys(caller) ? job.requestedBy : null,
    percentual: job.percent,
    linhas: result?.rows ?? progress?.rows ?? 0,
    contagens: job.state === 'concluido' ? (result?.report.contagens ?? null) : null,
    avisos: (result?.report.avisos ?? []).map((told) => said(typeof told === 'string' ? told : told[language])),
    copia: result?.report.copia ?? null,
    erro:
      job.error === null
        ? null
        : said((language === 'en' ? job.errorEnglish : null) ?? translated(job.error, language)),
    criada_em: new Date(job.requestedAt).toISOString(),
    iniciada_em: isoTime(job.startedAt),
    terminada_em: isoTime(job.endedAt),
  };
}
