import type { Estimate } from '../engine/evaluation/bootstrap';
import type { EvaluationResult } from './evaluation-result';

/** What was found, for programs: figures as `{ valor, minimo, maximo }`, the ends of the 95 % interval. */
export function jsonReport(result: EvaluationResult): string {
  const { data, diversityOf, quality, comparisons, leanings, easeRefused, coldFilms, coldUsers, candidates } = result;
  const report = {
    dados: {
      nome: data.name,
      usuarios: data.users,
      filmes: data.films,
      avaliacoes_treino: data.trainRatings,
      avaliacoes_escondidas: data.testRatings,
      corte: data.cut,
      sementes: data.seeds,
    },
    qualidade: quality.map((line) => ({
      nome: line.name,
      escolhido: line.chosen ?? null,
      usuarios: line.users,
      ndcg10: figure(line.ndcgAt10),
      ndcg10_liquido: figure(line.netNdcgAt10),
      desgostados10: figure(line.dislikedAt10),
      auc: figure(line.likedAboveDisliked),
      recall10: figure(line.recallAt10),
      hr10: figure(line.hitRateAt10),
      cobertura: line.coverage,
      diversidade: figure(line.diversity),
      novidade_bits: figure(line.novelty),
      razao_popularidade: figure(line.popularityRatio),
      cauda_longa: figure(line.longTail),
      gini: line.gini,
      inicios: line.starts ? { quantos: line.starts.count, desvio_ndcg10: line.starts.deviation } : null,
    })),
    diversidade_por: diversityOf === 'genres' ? 'generos' : 'avaliadores',
    comparacoes: comparisons.map((line) => ({
      nosso: line.ours,
      outro: line.with,
      diferenca_ndcg10: figure(line.difference),
      razao_ndcg10: figure(line.ratio),
    })),
    popularidade: leanings.map((line) => ({
      popularidade: line.popularity,
      ndcg10: figure(line.ndcgAt10),
      cobertura: line.coverage,
      cauda_longa: figure(line.longTail),
    })),
    ease_recusado: easeRefused && { filmes: easeRefused.films, maximo: easeRefused.most },
    filmes_frios: coldFilms && {
      filmes_escondidos: coldFilms.hiddenFilms,
      usuarios: coldFilms.users,
      linhas: [
        ...coldFilms.lines.map(({ name, auc }) => ({ nome: name, auc: figure(auc) })),
        { nome: 'random', auc: { valor: 0.5, minimo: 0.5, maximo: 0.5 } },
      ],
      diferencas: coldFilms.differences.map((line) => ({ outro: line.with, diferenca_auc: figure(line.difference) })),
    },
    usuarios_frios: coldUsers && {
      usuarios: coldUsers.users,
      conhecidas: coldUsers.known,
      linhas: coldUsers.lines.map(({ name, ndcgAt10 }) => ({ nome: name, ndcg10: ndcgAt10.map(figure) })),
    },
    candidatos: candidates && {
      casos: candidates.cases,
      linhas: candidates.lines.map((line) => ({
        nome: line.name,
        escolhido: line.chosen ?? null,
        hr10: figure(line.hitRateAt10),
        ndcg10: figure(line.ndcgAt10),
      })),
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function figure({ value, low, high }: Estimate): { valor: number; minimo: number; maximo: number } {
  return { valor: value, minimo: low, maximo: high };
}
