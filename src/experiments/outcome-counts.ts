import type { Database } from '../database/database';
import { DISLIKED_RATING, LIKED_RATING } from '../ratings/profile';
import { DAY, outcomes, type Experiment, type Outcome } from './experiment.entity';

/** What is counted of one variant. People are those who were answered a list of it. */
export interface OutcomeCounts {
  readonly people: number;
  readonly exposures: number;
  /** People whose time is over. */
  readonly complete: number;
  /** Of everybody, who did it so far. */
  readonly soFar: Readonly<Record<Outcome, number>>;
  /** Of those whose time is over, who did it within it. */
  readonly done: Readonly<Record<Outcome, number>>;
}

/** Events by which an outcome is known; whether somebody liked a film is known by ratings as well. */
const TELLING = `(tipo IN ('clicou', 'comecou', 'gostou', 'sem_interesse') OR (tipo = 'assistiu' AND COALESCE(valor, 1) > 0.5))`;
const BY_EVENT = `CASE tipo WHEN 'assistiu' THEN 'terminou' WHEN 'gostou' THEN 'gostou' WHEN 'sem_interesse' THEN 'nao_gostou'
  ELSE 'aceitou' END`;

/**
 * Count by person, whatever the number of lists: a person's time begins with the first list of the experiment and lasts for its
 * window. What names a list counts for whom it was answered to; what names none of the experiment counts for whoever did it, if it is
 * about a film that such a list had shown them before. until: people whose time is not over by then are not complete, in milliseconds
 * since 1970.
 */
export async function countOutcomes(
  database: Database,
  { id, window, variants }: Pick<Experiment, 'id' | 'window' | 'variants'>,
  until: number,
): Promise<OutcomeCounts[]> {
  const span = window * DAY;
  const shown = `COALESCE(feita.recomendacao_id, '') NOT IN (SELECT recomendacao_id FROM listas)
         AND filme_id IN (SELECT value FROM ${database.dialect.integersIn('lista.filmes')})`;
  const byRating = `CASE WHEN avaliacao >= ${LIKED_RATING} THEN 'gostou' ELSE 'nao_gostou' END`;
  const rated = `(avaliacao >= ${LIKED_RATING} OR avaliacao < ${DISLIKED_RATING})`;
  const sums = outcomes.flatMap((outcome) => [
    `COALESCE(SUM(feito.${outcome}), 0) AS ${outcome}`,
    `COALESCE(SUM(feito.${outcome} * pessoas.completa), 0) AS ${outcome}_no_prazo`,
  ]);
  const flags = outcomes.map((outcome) => `MAX(CASE WHEN desfecho = '${outcome}' THEN 1 ELSE 0 END) AS ${outcome}`);
  const rows = await database.query<Record<string, number>>(
    `WITH listas AS (SELECT * FROM exposicoes WHERE experimento_id = ${id}),
     pessoas AS (
       SELECT variante, pessoa, MIN(quando) AS desde, COUNT(*) AS exposicoes,
         CASE WHEN MIN(quando) + ${span} <= ${until} THEN 1 ELSE 0 END AS completa
       FROM listas GROUP BY variante, pessoa),
     ditos AS (
       SELECT lista.pessoa, ${BY_EVENT} AS desfecho, feita.quando
       FROM listas AS lista JOIN eventos AS feita ON feita.usuario_id = lista.usuario_id
       WHERE feita.quando >= lista.quando AND ${shown} AND ${TELLING}
       UNION ALL
       SELECT lista.pessoa, ${BY_EVENT}, feita.quando
       FROM listas AS lista JOIN eventos AS feita ON feita.recomendacao_id = lista.recomendacao_id
       WHERE ${TELLING}
       UNION ALL
       SELECT lista.pessoa, ${byRating}, avaliado_em
       FROM listas AS lista JOIN avaliacoes AS feita ON feita.usuario_id = lista.usuario_id
       WHERE avaliado_em >= lista.quando AND ${shown} AND ${rated}
       UNION ALL
       SELECT lista.pessoa, ${byRating}, avaliado_em
       FROM listas AS lista JOIN avaliacoes AS feita ON feita.recomendacao_id = lista.recomendacao_id
       WHERE ${rated}),
     feito AS (
       SELECT pessoas.pessoa, ${flags.join(', ')}
       FROM ditos JOIN pessoas ON pessoas.pessoa = ditos.pessoa
       WHERE ditos.quando < pessoas.desde + ${span} AND ditos.quando <= ${until} GROUP BY pessoas.pessoa)
     SELECT pessoas.variante, COUNT(*) AS pessoas, CAST(SUM(exposicoes) AS BIGINT) AS exposicoes,
       SUM(completa) AS completas, ${sums.join(', ')}
     FROM pessoas LEFT JOIN feito ON feito.pessoa = pessoas.pessoa GROUP BY pessoas.variante`,
  );
  const byVariant = new Map(rows.map((row) => [row.variante, row]));
  return variants.map((_, n) => countsIn(byVariant.get(n)));
}

function countsIn(row: Record<string, number> | undefined): OutcomeCounts {
  const of = (name: string): number => (row ? row[name] : 0);
  const each = (ending: string) =>
    Object.fromEntries(outcomes.map((outcome) => [outcome, of(outcome + ending)])) as Record<Outcome, number>;
  return {
    people: of('pessoas'),
    exposures: of('exposicoes'),
    complete: of('completas'),
    soFar: each(''),
    done: each('_no_prazo'),
  };
}
