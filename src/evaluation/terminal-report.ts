import { evaluatedData, type EvaluationPlan } from './evaluation-plan';
import type { EaseRefused, EvaluationResult } from './evaluation-result';
import {
  beyondCells,
  candidateCells,
  coldFilmCells,
  coldUserCells,
  comparisonCells,
  leaningCells,
  qualityCells,
  type Headings,
} from './result-tables';
import { textTable } from '../terminal/text-table';

const headings: Headings = {
  quality: [
    '',
    'NDCG@10',
    'intervalo 95 %',
    'NDCG@10 líquido',
    'desgostados em 10',
    'AUC',
    'Recall@10',
    'HR@10',
    'cobertura',
    'usuários',
    'desvio (inícios)',
  ],
  beyond: ['', 'diversidade', 'novidade (bits)', 'popularidade', 'cauda longa', 'Gini'],
  comparison: ['', 'diferença', 'intervalo 95 %', 'razão', 'intervalo 95 %'],
  leaning: ['popularidade', 'NDCG@10', 'intervalo 95 %', 'cobertura', 'cauda longa'],
  coldFilms: ['', 'AUC', 'intervalo 95 %', 'primeiro menos este'],
  candidates: ['', 'HR@10', 'intervalo 95 %', 'NDCG@10', 'intervalo 95 %'],
  known: (ratings) => (ratings === 1 ? '1 avaliação' : `${ratings} avaliações`),
};

/** What is going to be measured, and what is not: said before the work, so that nobody waits for it in vain. */
export function terminalPreface(plan: EvaluationPlan): string {
  const { name, users, films, trainRatings, testRatings, cut } = evaluatedData(plan);
  const data =
    `${name}: ${users} usuários, ${films} filmes, ${trainRatings} avaliações para treinar e ` +
    `${testRatings} escondidas (corte ${cut})`;
  return plan.easeRefused ? `${data}\n${easeRefusal(plan.easeRefused, users)}` : data;
}

/** What was found, as people read it on a terminal. */
export function terminalReport(result: EvaluationResult): string {
  const { quality, comparisons, leanings, coldFilms, coldUsers, candidates } = result;
  if (candidates)
    return [
      `Filme escondido entre os candidatos do arquivo: ${candidates.cases} casos`,
      textTable(candidateCells(candidates, headings)),
      ...candidates.lines.flatMap(({ name, chosen }) => (chosen ? [`${name}: ${chosen}`] : [])),
    ].join('\n\n');
  const parts = [textTable(qualityCells(quality, headings))];
  for (const { name, chosen } of quality) if (chosen) parts.push(`${name}: ${chosen}`);
  parts.push(
    `Além do acerto (diversidade por ${result.diversityOf === 'genres' ? 'gêneros' : 'quem avaliou'})`,
    textTable(beyondCells(quality, headings)),
  );
  if (comparisons.length > 0)
    parts.push(
      `NDCG@10 de ${comparisons[0].ours}, usuário a usuário`,
      textTable(comparisonCells(comparisons, headings)),
    );
  parts.push(
    'O que custa pedir popularidade, da cauda longa (-1) aos sucessos (1)',
    textTable(leaningCells(leanings, headings)),
  );
  if (coldFilms)
    parts.push(
      `Filmes que ninguém avaliou: ${coldFilms.hiddenFilms} escondidos, ${coldFilms.users} usuários`,
      textTable(coldFilmCells(coldFilms, headings)),
    );
  if (coldUsers)
    parts.push(
      `Usuários fora do treino, NDCG@10 com poucas avaliações conhecidas: ${coldUsers.users} usuários`,
      textTable(coldUserCells(coldUsers, headings)),
    );
  return parts.join('\n\n');
}

function easeRefusal({ films, most }: EaseRefused, users: number): string {
  const number = (value: number): string => value.toLocaleString('pt-BR');
  const megabytes = Math.ceil((2 * 8 * films * films) / 2 ** 20);
  return (
    `EASE não será medido: ${number(films)} filmes são mais que ${number(most)} (matrizes densas de filmes x filmes: ` +
    `${number(megabytes)} MB, e minutos). Com --ease-grande ele é medido` +
    (users < films ? `, aqui pela matriz equivalente de ${number(users)} x ${number(users)} usuários.` : '.')
  );
}
