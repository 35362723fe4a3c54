import type { Estimate } from '../../engine/evaluation/bootstrap';
import type { Language } from '../../http/language';
import { isoTime } from '../../http/iso-time';
import { isRead } from './model-codec';
import type { ModelDrift } from './model-drift';
import type { ModelQuality, QualityOf } from './model-quality';
import type { ModelVersion } from './model-version.entity';
import { reasonOf } from './rejection';
import type { ModelTuning } from './model-tuning';
import type { DriftDto, EstimateDto, QualityDto, TuningDto, VersionDto } from './model.dto';
import { rounded } from '../../http/rounded';

const roles: Readonly<Record<QualityOf['role'], 'modelo' | 'parte' | 'comparacao'>> = {
  model: 'modelo',
  part: 'parte',
  baseline: 'comparacao',
};

const timesInWords = { order: 'datas', 'no order': 'datas_sem_ordem', unknown: 'sem_datas' } as const;

/** What a version is told with: which one is active, and which ones are still there whole. */
export interface Standing {
  readonly active: number | null;
  readonly unpruned: ReadonlySet<number>;
  /** Of the data as they are now. */
  readonly generation: number;
}

/** A version as the API answers it. */
export function versionDto(
  version: ModelVersion,
  { active, unpruned, generation }: Standing,
  language: Language,
): VersionDto {
  return {
    versao: version.id,
    situacao: version.id === active ? 'ativa' : version.state === 'rejeitado' ? 'rejeitada' : 'pronta',
    motivo: reasonOf(version)?.[language] ?? null,
    criado_em: new Date(version.createdAt).toISOString(),
    ativado_em: isoTime(version.activatedAt),
    ativavel:
      version.state === 'pronto' &&
      isRead(version.engineVersion) &&
      version.generation === generation &&
      unpruned.has(version.id),
    motor: version.engineVersion,
    parametros: version.parameters,
    usuarios: version.userCount,
    filmes: version.filmCount,
    avaliacoes: version.ratingCount,
    qualidade: version.findings.quality && qualityDto(version.findings.quality),
    ajuste: version.findings.tuning && tuningDto(version.findings.tuning),
    ordem_das_notas: version.findings.times ? timesInWords[version.findings.times] : null,
    desvio: version.findings.drift ? driftDto(version.findings.drift) : null,
  };
}

function qualityDto({ cut, users, table }: ModelQuality): QualityDto {
  return {
    corte: cut === 'latest' ? 'tempo' : 'aleatorio',
    usuarios: users,
    tabela: table.map((line) => ({
      nome: line.name,
      papel: roles[line.role],
      usuarios: line.users ?? users,
      ndcg10: estimateDto(line.ndcgAt10),
      ndcg10_liquido: line.netNdcgAt10 ? estimateDto(line.netNdcgAt10) : null,
      desgostados10: line.dislikedAt10 ? estimateDto(line.dislikedAt10) : null,
      auc: line.likedAboveDisliked ? estimateDto(line.likedAboveDisliked) : null,
      recall10: estimateDto(line.recallAt10),
      hr10: estimateDto(line.hitRateAt10),
      cobertura: rounded(line.coverage, 4),
    })),
  };
}

function tuningDto({ ratingCount, table }: ModelTuning): TuningDto {
  return {
    avaliacoes: ratingCount,
    tabela: table.map((row) => ({
      etapa: row.stage,
      mudanca: row.changes,
      ndcg10: rounded(row.ndcgAt10, 4),
      diferenca: rounded(row.difference, 4),
      erro_padrao: rounded(row.standardError, 4),
      escolhida: row.chosen,
    })),
  };
}

function driftDto({ version, whenActivated, now, users, measuredAt }: ModelDrift): DriftDto {
  return {
    versao: version,
    quando_ativado: whenActivated && estimateDto(whenActivated),
    agora: now && estimateDto(now),
    usuarios: users,
    medido_em: new Date(measuredAt).toISOString(),
  };
}

function estimateDto({ value, low, high }: Estimate): EstimateDto {
  return { valor: rounded(value, 4), de: rounded(low, 4), ate: rounded(high, 4) };
}
