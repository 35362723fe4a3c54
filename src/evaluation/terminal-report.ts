import { evaluatedData, type EvaluationPlan } from './evaluation-plan';
import { cutNames, type EaseRefused, type EvaluationResult } from './evaluation-result';
import {
  beyondCells,
  candidateCells,
  coldFilmCells,
  coldUserCells,
  comparisonCells,
  leaningCells,
  qualityCells,
} from './result-tables';
import { say, sayNumber, terminalLanguage } from '../config/language';
import { textTable } from '../terminal/text-table';
import { headings as allHeadings } from './headings';

/** What is going to be measured, and what is not: said before the work, so that nobody waits for it in vain. */
export function terminalPreface(plan: EvaluationPlan): string {
  const { name, users, films, trainRatings, testRatings, cut } = evaluatedData(plan);
  const data = say(
    `${name}: ${users} usuários, ${films} filmes, ${trainRatings} avaliações para treinar e ${testRatings} escondidas (corte ${cutNames[cut].pt})`,
    `${name}: ${users} users, ${films} films, ${trainRatings} ratings to train on and ${testRatings} hidden (split ${cutNames[cut].en})`,
  );
  return plan.easeRefused ? `${data}\n${easeRefusal(plan.easeRefused, users)}` : data;
}

/** What was found, as people read it on a terminal. */
export function terminalReport(result: EvaluationResult): string {
  const headings = allHeadings[terminalLanguage()];
  const { quality, comparisons, leanings, coldFilms, coldUsers, candidates } = result;
  if (candidates)
    return [
      say(
        `Filme escondido entre os candidatos do arquivo: ${candidates.cases} casos`,
        `The hidden film among the candidates of the file: ${candidates.cases} cases`,
      ),
      textTable(candidateCells(candidates, headings)),
      ...candidates.lines.flatMap(({ name, chosen }) => (chosen ? [`${name}: ${chosen}`] : [])),
    ].join('\n\n');
  const parts = [textTable(qualityCells(quality, headings))];
  for (const { name, chosen } of quality) if (chosen) parts.push(`${name}: ${chosen}`);
  parts.push(
    result.diversityOf === 'genres'
      ? say('Além do acerto (diversidade por gêneros)', 'Beyond accuracy (diversity by genres)')
      : say('Além do acerto (diversidade por quem avaliou)', 'Beyond accuracy (diversity by who rated)'),
    textTable(beyondCells(quality, headings)),
  );
  if (comparisons.length > 0)
    parts.push(
      say(`NDCG@10 de ${comparisons[0].ours}, usuário a usuário`, `NDCG@10 of ${comparisons[0].ours}, user by user`),
      textTable(comparisonCells(comparisons, headings)),
    );
  parts.push(
    say(
      'O que custa pedir popularidade, da cauda longa (-1) aos sucessos (1)',
      'What it costs to ask for popularity, from the long tail (-1) to the hits (1)',
    ),
    textTable(leaningCells(leanings, headings)),
  );
  if (coldFilms)
    parts.push(
      say(
        `Filmes que ninguém avaliou: ${coldFilms.hiddenFilms} escondidos, ${coldFilms.users} usuários`,
        `Films that nobody rated: ${coldFilms.hiddenFilms} hidden, ${coldFilms.users} users`,
      ),
      textTable(coldFilmCells(coldFilms, headings)),
    );
  if (coldUsers)
    parts.push(
      say(
        `Usuários fora do treino, NDCG@10 com poucas avaliações conhecidas: ${coldUsers.users} usuários`,
        `Users outside of the training, NDCG@10 with few known ratings: ${coldUsers.users} users`,
      ),
      textTable(coldUserCells(coldUsers, headings)),
    );
  return parts.join('\n\n');
}

function easeRefusal({ films, most }: EaseRefused, users: number): string {
  const megabytes = sayNumber(Math.ceil((2 * 8 * films * films) / 2 ** 20));
  const [all, limit, people] = [films, most, users].map((value) => sayNumber(value));
  return say(
    `EASE não será medido: ${all} filmes são mais que ${limit} (matrizes densas de filmes x filmes: ${megabytes} MB, e minutos). ` +
      `Com --ease-grande ele é medido${users < films ? `, aqui pela matriz equivalente de ${people} x ${people} usuários` : ''}.`,
    `EASE will not be measured: ${all} films are more than ${limit} (dense matrices of films x films: ${megabytes} MB, and minutes). ` +
      `With --large-ease it is measured${users < films ? `, here by the equivalent matrix of ${people} x ${people} users` : ''}.`,
  );
}
