import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { IsOptional } from 'class-validator';
import type { Identity } from '../../access/identity';
import { OneOf, QueryText, QueryTexts } from '../../http/field-decorators';
import type { Language } from '../../http/language';
import { parseScaleRange } from '../../terminal/parse-scale';
import { parseUser } from '../reading-flags';
import { parseColumn, parseDateOrder, parseEncoding, parseSeparator } from '../reading/reading-options';
import type { ImportJob } from './import-queue';
import { importSummaryDto, ImportSummaryDto, modes } from './import-summary.dto';
import { inWebWords } from './web-words';

const booleans = ['true', 'false'] as const;

function isScale(text: string): boolean {
  try {
    const { from, to } = parseScaleRange(text);
    return from !== 0 || to >= 1;
  } catch {
    return false;
  }
}

/** Parameters of `POST /importacoes`. */
export class ImportQuery {
  @IsOptional()
  @OneOf(booleans)
  @ApiPropertyOptional({
    enum: booleans,
    default: 'false',
    description: {
      pt: 'Só diz o que aconteceria; nada é gravado',
      en: 'Only tells what would happen; nothing is written',
    },
  })
  simular?: (typeof booleans)[number];

  @IsOptional()
  @OneOf(modes)
  @ApiPropertyOptional({
    enum: modes,
    description: {
      pt:
        'O que fazer com o que há: `manter` junta; `substituir` põe o arquivo no lugar de tudo (pede escopo admin). ' +
        'Só é preciso dizer se o banco tem o catálogo de demonstração; nos outros, o padrão é juntar',
      en:
        'What to do with what is there: `manter` adds to it; `substituir` puts the file in place of everything (needs ' +
        'scope admin). It has to be said only if the database holds the demonstration catalogue; elsewhere the default ' +
        'is to add',
    },
  })
  modo?: (typeof modes)[number];

  @IsOptional()
  @OneOf(booleans)
  @ApiPropertyOptional({
    enum: booleans,
    default: 'false',
    description: {
      pt: 'Com `modo=substituir`: substitui mesmo que entre menos de um décimo do que há, e mesmo que não se possa copiá-lo antes',
      en:
        'With `modo=substituir`: replaces even if less than a tenth of what is there would come in, and even if that ' +
        'cannot be copied first',
    },
  })
  forcar?: (typeof booleans)[number];

  @IsOptional()
  @QueryText(isScale, {
    pt: 'a nota máxima, de 1 a 1000, ou a menor e a maior, como 1..6',
    en: 'the top, from 1 to 1000, or both ends, as 1..6',
  })
  @ApiPropertyOptional({
    example: '1..6',
    description: {
      pt: 'Nota máxima das avaliações, ou a menor e a maior; sem isto: 5, 10 ou 100, conforme o arquivo',
      en: 'Highest rating, or the lowest and the highest; without it: 5, 10 or 100, as the file shows',
    },
  })
  escala?: string;

  @IsOptional()
  @QueryTexts((text) => parseColumn(text) !== null, {
    pt: 'nossa=deles, como avaliacao=Score',
    en: 'ours=theirs, as avaliacao=Score',
  })
  @ApiPropertyOptional({
    example: ['avaliacao=Score'],
    description: {
      pt: 'Que coluna é o quê, uma ou mais vezes: `avaliacao=Score`, ou pelo número, a partir de 1: `usuario_id=1`; as outras ficam de fora',
      en:
        'Which column is what, once or more: `avaliacao=Score`, or by its number, from 1: `usuario_id=1`; the others are ' +
        'left out',
    },
  })
  coluna?: string[];

  @IsOptional()
  @QueryText((text) => parseSeparator(text) !== null, {
    pt: 'um sinal, como ; ou |, ou tab',
    en: 'a sign like ; or |, or tab',
  })
  @ApiPropertyOptional({
    example: ';',
    description: {
      pt: 'O que há entre os valores; sem isto: o que o cabeçalho mostra',
      en: 'What stands between values; without it: what the header shows',
    },
  })
  separador?: string;

  @IsOptional()
  @QueryText((text) => parseEncoding(text) !== null, {
    pt: 'utf-8, utf-16 ou windows-1252',
    en: 'utf-8, utf-16 or windows-1252',
  })
  @ApiPropertyOptional({
    example: 'windows-1252',
    description: {
      pt: 'Como os caracteres são escritos; sem isto: o que o arquivo mostra',
      en: 'How characters are written; without it: what the file shows',
    },
  })
  codificacao?: string;

  @IsOptional()
  @QueryText((text) => parseDateOrder(text) !== null, {
    pt: 'DD/MM/AAAA ou MM/DD/AAAA',
    en: 'DD/MM/YYYY or MM/DD/YYYY',
  })
  @ApiPropertyOptional({
    example: 'DD/MM/AAAA',
    description: {
      pt: 'O que vem antes nas datas; sem isto: o que elas mostram',
      en: 'What comes first in dates; without it: what they show',
    },
  })
  formato_data?: string;

  @IsOptional()
  @QueryText((text) => parseUser(text) !== null, {
    pt: 'um número, ou fonte:codigo como loja:ana',
    en: 'a number, or source:code as loja:ana',
  })
  @ApiPropertyOptional({
    example: 'loja:ana',
    description: {
      pt: 'De quem é o que vem do Letterboxd, do IMDb, do TMDB ou do Trakt; sem isto: de alguém novo',
      en: 'Whose it is, what comes from Letterboxd, IMDb, TMDB or Trakt; without it: somebody new',
    },
  })
  usuario?: string;

  @IsOptional()
  @QueryText((text) => text.trim() !== '', { pt: 'um nome', en: 'a name' })
  @ApiPropertyOptional({ example: 'Ana', description: { pt: 'O nome de quem é novo', en: 'The name of somebody new' } })
  nome?: string;

  @IsOptional()
  @OneOf(booleans)
  @ApiPropertyOptional({
    enum: booleans,
    default: 'false',
    description: { pt: 'A primeira linha já é um registro', en: 'The first line is a record already' },
  })
  sem_cabecalho?: (typeof booleans)[number];
}

class RejectedRowDto {
  @ApiProperty({ example: 'ratings.csv' })
  arquivo!: string;

  @ApiProperty({ example: 17, type: 'integer' })
  linha!: number;

  @ApiProperty({ example: { pt: 'filme 99 não existe', en: 'film 99 does not exist' } })
  motivo!: string;
}

/** What a column of a file was taken for. */
class ColumnTakenDto {
  @ApiProperty({
    example: 'Score',
    description: { pt: 'Como o arquivo a chama, ou o seu número', en: 'What the file calls it, or its number' },
  })
  coluna!: string;

  @ApiProperty({
    example: 'rating',
    type: 'string',
    nullable: true,
    description: { pt: 'O nosso campo; null: fica de fora', en: 'Our field; null: left out' },
  })
  campo!: string | null;
}

/** What a file was taken for. */
class FileTakenDto {
  @ApiProperty({ example: 'ratings.csv' })
  arquivo!: string;

  @ApiProperty({ example: { pt: 'avaliações do MovieLens', en: 'ratings of MovieLens' } })
  formato!: string;

  @ApiProperty({ example: 'avaliacoes' })
  tipo!: string;

  @ApiProperty({ example: ',', type: 'string', nullable: true })
  separador!: string | null;

  @ApiProperty({
    example: true,
    description: {
      pt: 'Se a primeira linha foi lida como cabeçalho',
      en: 'Whether the first line was read as a header',
    },
  })
  cabecalho!: boolean;

  @ApiProperty({ type: [ColumnTakenDto] })
  colunas!: readonly ColumnTakenDto[];

  @ApiProperty({
    example: [['1', '2', '3.5']],
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: {
      pt: 'As primeiras linhas, como foram lidas; de arquivos de usuários, nenhuma',
      en: 'The first rows, as they were read; of files of users, none',
    },
  })
  linhas!: readonly (readonly string[])[];
}

/** An import, as the API answers it. */
export class ImportJobDto extends ImportSummaryDto {
  @ApiProperty({
    type: [RejectedRowDto],
    description: { pt: 'As 100 primeiras linhas rejeitadas', en: 'The first 100 rejected rows' },
  })
  rejeitadas!: readonly RejectedRowDto[];

  @ApiProperty({
    example: ['links.csv'],
    type: [String],
    description: { pt: 'Arquivos do zip em que não há o que importar', en: 'Files of the zip with nothing to import' },
  })
  sem_uso!: readonly string[];

  @ApiProperty({
    type: [FileTakenDto],
    description: {
      pt: 'De uma simulação: como cada coluna de cada arquivo foi entendida; se falhou porque falta dizer algo, como seria',
      en:
        'Of a dry run: how each column of each file was understood; if it failed because something has to be said, how ' +
        'it would be',
    },
  })
  arquivos!: readonly FileTakenDto[];
}

/** `caller`: who is told. */
export function importJobDto(job: ImportJob, language: Language, caller: Identity | null): ImportJobDto {
  const report = job.result?.report;
  return {
    ...importSummaryDto(job, language, caller),
    rejeitadas: (report?.rejeitadas ?? []).map(({ arquivo, linha, motivo, english }) => ({
      arquivo,
      linha,
      motivo: inWebWords(language === 'en' ? (english ?? motivo) : motivo, language),
    })),
    sem_uso: report?.sem_uso ?? [],
    arquivos: (report?.arquivos ?? []).map(({ formato, ...file }) => ({ ...file, formato: formato[language] })),
  };
}
