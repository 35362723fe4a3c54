import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
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
  @ApiPropertyOptional({ enum: booleans, default: 'false', description: 'Só diz o que aconteceria; nada é gravado' })
  simular?: (typeof booleans)[number];

  @IsOptional()
  @OneOf(modes)
  @ApiPropertyOptional({
    enum: modes,
    description:
      'O que fazer com o que há: `manter` junta; `substituir` põe o arquivo no lugar de tudo (pede escopo admin). ' +
      'Só é preciso dizer se o banco tem o catálogo de demonstração; nos outros, o padrão é juntar',
  })
  modo?: (typeof modes)[number];

  @IsOptional()
  @OneOf(booleans)
  @ApiPropertyOptional({
    enum: booleans,
    default: 'false',
    description:
      'Com `modo=substituir`: substitui mesmo que entre menos de um décimo do que há, e mesmo que não se possa copiá-lo antes',
  })
  forcar?: (typeof booleans)[number];

  @IsOptional()
  @QueryText(isScale, {
    pt: 'a nota máxima, de 1 a 1000, ou a menor e a maior, como 1..6',
    en: 'the top, from 1 to 1000, or both ends, as 1..6',
  })
  @ApiPropertyOptional({
    example: '1..6',
    description: 'Nota máxima das avaliações, ou a menor e a maior; sem isto: 5, 10 ou 100, conforme o arquivo',
  })
  escala?: string;

  @IsOptional()
  @QueryTexts((text) => parseColumn(text) !== null, {
    pt: 'nossa=deles, como avaliacao=Score',
    en: 'ours=theirs, as avaliacao=Score',
  })
  @ApiPropertyOptional({
    example: ['avaliacao=Score'],
    description:
      'Que coluna é o quê, uma ou mais vezes: `avaliacao=Score`, ou pelo número, a partir de 1: `usuario_id=1`; as outras ficam de fora',
  })
  coluna?: string[];

  @IsOptional()
  @QueryText((text) => parseSeparator(text) !== null, {
    pt: 'um sinal, como ; ou |, ou tab',
    en: 'a sign like ; or |, or tab',
  })
  @ApiPropertyOptional({ example: ';', description: 'O que há entre os valores; sem isto: o que o cabeçalho mostra' })
  separador?: string;

  @IsOptional()
  @QueryText((text) => parseEncoding(text) !== null, {
    pt: 'utf-8, utf-16 ou windows-1252',
    en: 'utf-8, utf-16 or windows-1252',
  })
  @ApiPropertyOptional({
    example: 'windows-1252',
    description: 'Como os caracteres são escritos; sem isto: o que o arquivo mostra',
  })
  codificacao?: string;

  @IsOptional()
  @QueryText((text) => parseDateOrder(text) !== null, {
    pt: 'DD/MM/AAAA ou MM/DD/AAAA',
    en: 'DD/MM/AAAA or MM/DD/AAAA',
  })
  @ApiPropertyOptional({
    example: 'DD/MM/AAAA',
    description: 'O que vem antes nas datas; sem isto: o que elas mostram',
  })
  formato_data?: string;

  @IsOptional()
  @QueryText((text) => parseUser(text) !== null, {
    pt: 'um número, ou fonte:codigo como loja:ana',
    en: 'a number, or source:code as loja:ana',
  })
  @ApiPropertyOptional({
    example: 'loja:ana',
    description: 'De quem é o que vem do Letterboxd, do IMDb ou do Trakt; sem isto: de alguém novo',
  })
  usuario?: string;

  @IsOptional()
  @QueryText((text) => text.trim() !== '', { pt: 'um nome', en: 'a name' })
  @ApiPropertyOptional({ example: 'Ana', description: 'O nome de quem é novo' })
  nome?: string;

  @IsOptional()
  @OneOf(booleans)
  @ApiPropertyOptional({ enum: booleans, default: 'false', description: 'A primeira linha já é um registro' })
  sem_cabecalho?: (typeof booleans)[number];
}

class RejectedRowDto {
  @ApiProperty({ example: 'ratings.csv' })
  arquivo!: string;

  @ApiProperty({ example: 17, type: 'integer' })
  linha!: number;

  @ApiProperty({ example: 'filme 99 não existe' })
  motivo!: string;
}

/** What a column of a file was taken for. */
class ColumnTakenDto {
  @ApiProperty({ example: 'Score', description: 'Como o arquivo a chama, ou o seu número' })
  coluna!: string;

  @ApiProperty({ example: 'rating', type: 'string', nullable: true, description: 'O nosso campo; null: fica de fora' })
  campo!: string | null;
}

/** What a file was taken for. */
class FileTakenDto {
  @ApiProperty({ example: 'ratings.csv' })
  arquivo!: string;

  @ApiProperty({ example: 'avaliações do MovieLens' })
  formato!: string;

  @ApiProperty({ example: 'avaliacoes' })
  tipo!: string;

  @ApiProperty({ example: ',', type: 'string', nullable: true })
  separador!: string | null;

  @ApiProperty({ example: true, description: 'Se a primeira linha foi lida como cabeçalho' })
  cabecalho!: boolean;

  @ApiProperty({ type: [ColumnTakenDto] })
  colunas!: readonly ColumnTakenDto[];

  @ApiProperty({
    example: [['1', '2', '3.5']],
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'As primeiras linhas, como foram lidas; de arquivos de usuários, nenhuma',
  })
  linhas!: readonly (readonly string[])[];
}

/** An import, as the API answers it. */
export class ImportJobDto extends ImportSummaryDto {
  @ApiProperty({ type: [RejectedRowDto], description: 'As 100 primeiras linhas rejeitadas' })
  rejeitadas!: readonly RejectedRowDto[];

  @ApiProperty({ example: ['links.csv'], type: [String], description: 'Arquivos do zip em que não há o que importar' })
  sem_uso!: readonly string[];

  @ApiProperty({
    type: [FileTakenDto],
    description:
      'De uma simulação: como cada coluna de cada arquivo foi entendida; se falhou porque falta dizer algo, como seria',
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
