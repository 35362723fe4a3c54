import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OneOf, Optional } from '../../http/field-decorators';
import { isoTime } from '../../http/iso-time';
import {
  trainingOrigins,
  trainingStates,
  tunings,
  type TrainingOrigin,
  type TrainingRun,
  type TrainingState,
  type Tuning,
} from './training-run.entity';

const tuningHelp =
  'Se os parâmetros são escolhidos de novo; `auto`: quando nunca o foram, ou se os dados cresceram pela metade';

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
  @ApiProperty({ example: 'concluido', enum: trainingStates })
  estado!: TrainingState;
  @ApiProperty({ example: 'primeiro', enum: trainingOrigins, description: 'Quem o quis; `pedido`: por esta API' })
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
    description: 'Nulo enquanto espera na fila',
  })
  iniciado_em!: string | null;
  @ApiProperty({ example: '2026-11-01T12:00:04.000Z', format: 'date-time', nullable: true, type: 'string' })
  terminado_em!: string | null;
  @ApiProperty({ example: 4.1, nullable: true, type: 'number', description: 'Duração em segundos' })
  duracao!: number | null;
  @ApiProperty({ example: null, nullable: true, type: 'string' })
  erro!: string | null;
  @ApiProperty({ example: 1, nullable: true, type: 'integer', description: 'Versão que resultou' })
  versao!: number | null;
}

export function trainingDto(run: TrainingRun): TrainingDto {
  const { startedAt, endedAt } = run;
  return {
    id: run.id,
    estado: run.state,
    origem: run.origin,
    ajuste: run.tuning,
    etapa: run.stage,
    percentual: run.percent,
    pedido_em: new Date(run.requestedAt).toISOString(),
    iniciado_em: isoTime(startedAt),
    terminado_em: isoTime(endedAt),
    duracao: startedAt === null || endedAt === null ? null : (endedAt - startedAt) / 1000,
    erro: run.error,
    versao: run.versionId,
  };
}
