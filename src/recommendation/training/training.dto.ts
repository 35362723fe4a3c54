import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { OneOf, Optional } from '../../http/field-decorators';
import { isoTime } from '../../http/iso-time';
import type { Language, Text } from '../../http/language';
import { jobStates, type JobState } from '../../jobs/job.entity';
import { trainingOrigins, tunings, type TrainingJob, type TrainingOrigin, type Tuning } from './training-queue';
import { doneText, failureText, queuedText, stageText, stageTexts } from './training-texts';

const tuningHelp = {
  pt: 'Se os parâmetros são escolhidos de novo; `auto`: quando nunca o foram, ou se os dados cresceram pela metade',
  en: 'Whether the parameters are chosen anew; `auto`: if they never were, or if the data has grown by half',
};

/** Body of `POST /modelo/treinos`; it may be left out. */
export class TrainingRequest {
  static readonly mayBeMissing = true;

  @Optional()
  @OneOf(tunings)
  @ApiPropertyOptional({ enum: tunings, default: 'auto', description: tuningHelp })
  ajuste?: Tuning;
}

export class TrainingDto {
  @ApiProperty({ example: 1, type: 'integer' })
  id!: number;
  @ApiProperty({ example: 'concluido', enum: jobStates })
  estado!: JobState;
  @ApiProperty({
    example: 'primeiro',
    enum: trainingOrigins,
    description: { pt: 'Quem o quis; `pedido`: por esta API', en: 'Who wanted it; `pedido`: by this API' },
  })
  origem!: TrainingOrigin;
  @ApiProperty({ example: 'auto', enum: tunings, description: tuningHelp })
  ajuste!: Tuning;
  @ApiProperty({ example: 'concluído' })
  etapa!: string;
  @ApiProperty({ example: 100, type: 'integer' })
  percentual!: number;
  @ApiProperty({ example: '2026-11-01T12:00:00.000Z', format: 'date-time' })
  pedido_em!: string;
  @ApiProperty({
    example: '2026-11-01T12:00:00.000Z',
    format: 'date-time',
    nullable: true,
    type: 'string',
    description: { pt: 'Nulo enquanto espera na fila', en: 'Null while it waits in the queue' },
  })
  iniciado_em!: string | null;
  @ApiProperty({ example: '2026-11-01T12:00:04.000Z', format: 'date-time', nullable: true, type: 'string' })
  terminado_em!: string | null;
  @ApiProperty({
    example: 4.1,
    nullable: true,
    type: 'number',
    description: { pt: 'Duração em segundos', en: 'Duration in seconds' },
  })
  duracao!: number | null;
  @ApiProperty({ example: null, nullable: true, type: 'string' })
  erro!: string | null;
  @ApiProperty({
    example: 1,
    nullable: true,
    type: 'integer',
    description: { pt: 'Versão que resultou', en: 'The version that came of it' },
  })
  versao!: number | null;
}

export function trainingDto(job: TrainingJob, language: Language): TrainingDto {
  const { startedAt, endedAt } = job;
  return {
    id: job.id,
    estado: job.state,
    origem: job.request.origin,
    ajuste: job.request.tuning,
    etapa: stageOf(job)[language],
    percentual: job.percent,
    pedido_em: new Date(job.requestedAt).toISOString(),
    iniciado_em: isoTime(startedAt),
    terminado_em: isoTime(endedAt),
    duracao: startedAt === null || endedAt === null ? null : (endedAt - startedAt) / 1000,
    erro: job.error === null ? null : failureText(job.error, job.errorEnglish)[language],
    versao: job.result?.versionId ?? null,
  };
}

function stageOf({ state, startedAt, progress }: TrainingJob): Text {
  if (state === 'concluido') return doneText;
  if (progress) return stageText(progress.stage);
  return startedAt === null ? queuedText : stageTexts.reading;
}
